package org.mekiki.sig.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mekiki.sig.attribution.Attribution;

/**
 * One window of a long text, and what the model makes of it.
 *
 * @param firstToken number in the whole text of its first token that was not added
 * @param lastToken number of its last one
 * @param start first UTF-16 index in the text
 * @param end index after the last
 * @param logits one a class
 * @param probabilities softmax of the logits
 * @param attribution of the window by itself; empty where each of its words is explained in another
 */
public record WindowReading(
    int firstToken,
    int lastToken,
    int start,
    int end,
    List<Double> logits,
    List<Double> probabilities,
    Optional<Attribution> attribution) {
  /** Copies. */
  public WindowReading {
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
  }

  /** {@return F of the window; empty where each of its words is explained in another} */
  public OptionalDouble fInput() {
    return attribution.stream().mapToDouble(Attribution::fInput).findFirst();
  }
}
