package org.mekiki.transformer.tokenizer;

import java.util.List;

/** Cuts a normalised text into words, which the model then cuts into tokens. */
sealed interface PreTokenizer permits BertPreTokenizer, ByteLevelPreTokenizer {
  /** The words, in order. */
  List<AlignedText> split(AlignedText text);
}
