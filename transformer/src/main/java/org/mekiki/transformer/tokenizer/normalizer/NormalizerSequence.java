package org.mekiki.transformer.tokenizer.normalizer;

import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * One after the other.
 *
 * @param steps the first one first; none for no change
 */
public record NormalizerSequence(List<Normalizer> steps) implements Normalizer {
  /** Copies. */
  public NormalizerSequence {
    steps = List.copyOf(steps);
  }

  @Override
  public AlignedText normalize(AlignedText text) {
    AlignedText normalized = text;
    for (Normalizer step : steps) {
      normalized = step.normalize(normalized);
    }
    return normalized;
  }
}
