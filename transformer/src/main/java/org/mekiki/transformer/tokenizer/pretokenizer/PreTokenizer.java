package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Cuts a normalised text into words, which the model then cuts into tokens. */
public sealed interface PreTokenizer
    permits BertPreTokenizer,
        ByteLevelPreTokenizer,
        EachWordPreTokenizer,
        FixedLengthPreTokenizer,
        MecabPreTokenizer,
        MetaspacePreTokenizer,
        PreTokenizerSequence,
        ProvidedPreTokenizer,
        ScriptPreTokenizer,
        SegmentedPreTokenizer,
        SplitPreTokenizer {
  /**
   * {@return the words, in order; none is empty}
   *
   * @param text a normalised text
   */
  List<AlignedText> split(AlignedText text);
}
