package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/**
 * Puts a text in the place of everything that a pattern finds; it comes from the last character
 * that it replaces.
 *
 * @param pattern finds what goes
 * @param content what comes, taken as it is written
 */
public record ReplaceNormalizer(TextPattern pattern, String content) implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    var out = new TextRewriter(text);
    int[] added = content.codePoints().toArray();
    pattern.find(
        text,
        (from, to) -> {
          out.keepUntil(from).drop(to - from);
          for (int c : added) {
            out.insert(c);
          }
        });
    return out.keepUntil(text.size()).result();
  }
}
