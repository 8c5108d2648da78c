package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/**
 * Drops white space at the ends.
 *
 * @param left at the beginning
 * @param right at the end
 */
public record StripNormalizer(boolean left, boolean right) implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    int from = 0;
    while (left && from < text.size() && Characters.isWhiteSpace(text.codePoint(from))) {
      from++;
    }
    int to = text.size();
    while (right && to > from && Characters.isWhiteSpace(text.codePoint(to - 1))) {
      to--;
    }
    return new TextRewriter(text).drop(from).keepUntil(to).result();
  }
}
