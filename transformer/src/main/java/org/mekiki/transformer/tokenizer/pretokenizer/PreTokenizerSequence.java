package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Each cuts the pieces of the one before.
 *
 * @param steps the first one first; with none the whole text is one word
 */
public record PreTokenizerSequence(List<PreTokenizer> steps) implements PreTokenizer {
  /** Copies. */
  public PreTokenizerSequence {
    steps = List.copyOf(steps);
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    List<AlignedText> pieces = text.size() == 0 ? List.of() : List.of(text);
    for (PreTokenizer step : steps) {
      var next = new ArrayList<AlignedText>();
      pieces.forEach(piece -> next.addAll(step.split(piece)));
      pieces = next;
    }
    return pieces;
  }
}
