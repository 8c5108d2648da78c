package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mekiki.transformer.encoder.WeightSpec;

/** How tensors of heads are called in checkpoints, those of heads too that no family has. */
final class HeadTensors {
  /** What names of heads' tensors begin with that may stand beside those that are used. */
  private static final List<String> LANGUAGE_MODELS =
      List.of(
          "cls.",
          "lm_head.",
          "lm_predictions.",
          "mask_predictions.",
          "vocab_",
          "predictions.",
          "sop_classifier.",
          "generator_",
          "discriminator_");

  /** What names of heads' tensors begin with that another head does not use. */
  private static final List<String> OTHER_HEADS =
      List.of(
          "classifier.", "pre_classifier.", "qa_outputs.", "head.", "decoder.", "score.", "dense.");

  private HeadTensors() {}

  /** A tensor that is part of some head for a task, but of no language model. */
  static Optional<String> partOfHead(Collection<String> tensors) {
    return tensors.stream().filter(name -> beginsWithOneOf(OTHER_HEADS, name)).findFirst();
  }

  /**
   * Whether a tensor is part of a head that a model does not use. What is left of a head that is
   * used is no part of another one, but for language models.
   *
   * @param specs all weights of the model
   */
  static Predicate<String> unusedBy(List<WeightSpec> specs) {
    var prefixes = new ArrayList<>(LANGUAGE_MODELS);
    OTHER_HEADS.stream()
        .filter(
            prefix ->
                specs.stream()
                    .flatMap(spec -> spec.checkpointNames().stream())
                    .noneMatch(name -> name.startsWith(prefix)))
        .forEach(prefixes::add);
    return name ->
        name.startsWith("pooler.") || name.contains(".pooler.") || beginsWithOneOf(prefixes, name);
  }

  private static boolean beginsWithOneOf(List<String> prefixes, String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
