package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/**
 * Puts something before a text that is not empty; it counts as part of the first character.
 *
 * @param prefix what is put there; may be empty
 */
public record PrependNormalizer(String prefix) implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    var out = new TextRewriter(text);
    int[] added = prefix.codePoints().toArray();
    if (text.size() == 0 || added.length == 0) {
      return text;
    }
    out.replace(added[0]);
    for (int i = 1; i < added.length; i++) {
      out.insert(added[i]);
    }
    return out.insert(text.codePoint(0)).keepUntil(text.size()).result();
  }
}
