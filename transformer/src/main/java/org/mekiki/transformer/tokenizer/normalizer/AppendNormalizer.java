package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/**
 * Puts something after a text that is not empty; it counts as part of the last character.
 *
 * @param suffix what is put there; may be empty
 */
public record AppendNormalizer(String suffix) implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    if (text.size() == 0) {
      return text;
    }
    var out = new TextRewriter(text).keepUntil(text.size());
    suffix.codePoints().forEach(out::insert);
    return out.result();
  }
}
