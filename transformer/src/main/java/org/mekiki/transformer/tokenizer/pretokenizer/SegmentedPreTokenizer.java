package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.List;
import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Cuts at white space a text that was cut into words by another program.
 *
 * @param program whose words the model learnt: MeCab, Juman++, Sudachi
 */
public record SegmentedPreTokenizer(String program) implements PreTokenizer {
  @Override
  public List<AlignedText> split(AlignedText text) {
    return SplitBehavior.REMOVED.split(text, CharacterPattern.WHITE_SPACE, false);
  }
}
