package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ByteCharacters;

/** Writes each byte of UTF-8 as one printable character, as GPT-2's pre-tokenizer does. */
public record ByteLevelNormalizer() implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    return ByteCharacters.written(text);
  }
}
