package org.mekiki.sig.counterfactual;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.TextPart;

/**
 * What would change a model's decision about a text.
 *
 * @param text the tokens
 * @param labels names of the classes
 * @param logits of the unmodified text
 * @param probabilities of the unmodified text
 * @param index of the class that was decided for, or that is looked at where each is there or not
 * @param there whether the model says that class of the unmodified text
 * @param operation what was done to words
 * @param words that could be changed
 * @param turning sets whose change makes another decision
 * @param keeping sets that make the same decision with all other words changed; empty for {@link
 *     Operation#REPLACE}
 */
public record Counterfactual(
    EncodedText text,
    List<String> labels,
    List<Double> logits,
    List<Double> probabilities,
    int index,
    boolean there,
    Operation operation,
    List<TextPart> words,
    Changes turning,
    Optional<Changes> keeping) {
  /** Copies. */
  public Counterfactual {
    labels = List.copyOf(labels);
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
    words = List.copyOf(words);
  }

  /** {@return the forward passes of both searches and the prediction} */
  public long passes() {
    return 1 + turning.passes() + keeping.map(Changes::passes).orElse(0L);
  }
}
