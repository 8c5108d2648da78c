package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/** Lower case, code point by code point: no final sigma, and İ becomes two. */
public record LowercaseNormalizer() implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    var out = new TextRewriter(text);
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      // The only code point whose lower case is more than one.
      if (c == 0x130) {
        out.replace('i').insert(0x307);
      } else {
        out.replace(Character.toLowerCase(c));
      }
    }
    return out.result();
  }
}
