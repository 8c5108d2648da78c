package org.mekiki.transformer.tokenizer;

/** Changes a text before it is cut, keeping for every code point where it came from. */
sealed interface Normalizer permits BertNormalizer {
  /** The changed text. */
  AlignedText normalize(AlignedText text);
}
