package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/** Drops combining marks; what is composed stays. */
public record StripAccentsNormalizer() implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    var out = new TextRewriter(text);
    for (int i = 0; i < text.size(); i++) {
      if (Characters.isMark(text.codePoint(i))) {
        out.drop(1);
      } else {
        out.replace(text.codePoint(i));
      }
    }
    return out.result();
  }
}
