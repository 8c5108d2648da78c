package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.List;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Cuts at the parts that a pattern finds.
 *
 * @param pattern finds them
 * @param behavior what becomes of them
 * @param invert cuts at what the pattern does not find
 */
public record SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, boolean invert)
    implements PreTokenizer {
  @Override
  public List<AlignedText> split(AlignedText text) {
    return behavior.split(text, pattern, invert);
  }
}
