package org.mekiki.sig;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mekiki.core.model.LabelReading;
import org.mekiki.sig.evaluation.Logits;

/** Which classes are explained. */
public final class TargetChoice {
  private static final TargetChoice PREDICTED = new TargetChoice(List.of(), List.of(), false);
  private static final TargetChoice ALL = new TargetChoice(List.of(), List.of(), true);

  private final List<String> names;
  private final List<Integer> indices;
  private final boolean all;

  private TargetChoice(List<String> names, List<Integer> indices, boolean all) {
    this.names = names;
    this.indices = indices;
    this.all = all;
  }

  /** {@return the class whose logit is largest for the unmodified text} */
  public static TargetChoice predicted() {
    return PREDICTED;
  }

  /** {@return every class, in the model's order} */
  public static TargetChoice all() {
    return ALL;
  }

  /**
   * Classes by label or index; the predicted one where none is named.
   *
   * @param labelsOrIndices labels, or indices in decimal digits, read as {@link LabelReading} says
   * @return the choice of those, in this order; one named twice counts once
   */
  public static TargetChoice of(List<String> labelsOrIndices) {
    return new TargetChoice(List.copyOf(labelsOrIndices), List.of(), false);
  }

  /**
   * Classes by index, whatever their labels are.
   *
   * @param indices from 0 on; an index that the model has not is refused when a text is explained
   * @return the choice of those, in this order; the predicted class where there are none
   */
  public static TargetChoice ofIndices(List<Integer> indices) {
    return new TargetChoice(List.of(), List.copyOf(indices), false);
  }

  /**
   * Numbers of the classes, none twice.
   *
   * @param answer the model's logits or probabilities
   */
  List<Integer> resolve(List<String> labels, List<Double> answer) {
    if (all) {
      return IntStream.range(0, labels.size()).boxed().toList();
    }
    if (!indices.isEmpty()) {
      indices.forEach(index -> Objects.checkIndex(index, labels.size()));
      return indices.stream().distinct().toList();
    }
    if (names.isEmpty()) {
      return List.of(Logits.best(answer));
    }
    return LabelReading.indices(names, labels)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    LabelReading.complaint("class", names, labels, _ -> "")))
        .stream()
        .distinct()
        .toList();
  }

  /** The number of classes, which does not depend on the answer. */
  int count(List<String> labels) {
    return resolve(labels, Collections.nCopies(labels.size(), 0.0)).size();
  }
}
