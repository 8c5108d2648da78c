package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Changes a text before it is cut, keeping for every code point where it came from. */
public sealed interface Normalizer
    permits AppendNormalizer,
        BertNormalizer,
        ByteLevelNormalizer,
        ClusterNormalizer,
        ContextLowercaseNormalizer,
        LowercaseNormalizer,
        NmtNormalizer,
        NormalizerSequence,
        PrecompiledNormalizer,
        PrependNormalizer,
        ProvidedNormalizer,
        ReplaceNormalizer,
        SentencePieceNormalizer,
        StripAccentsNormalizer,
        StripNormalizer,
        UnicodeNormalizer {
  /**
   * {@return the changed text; the same object where nothing changes, as a rule}
   *
   * @param text not changed
   */
  AlignedText normalize(AlignedText text);
}
