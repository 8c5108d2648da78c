package org.mekiki.transformer.head;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.transformer.encoder.ConfigValues;

/**
 * What sentence-transformers' CrossEncoder makes of the logits, as a directory says it: a function
 * of torch, by its class name.
 *
 * @param key where it is said
 * @param function name of the function
 */
public record CrossEncoderActivation(String key, String function) {
  /** In order of preference; the last is of config_sentence_transformers.json. */
  private static final List<String> KEYS =
      List.of(
          "sentence_transformers.activation_fn",
          "sbert_ce_default_activation_function",
          "prompts.activation_fn");

  /**
   * {@return what a configuration says, if anything}
   *
   * @param config flat: nested keys joined by dots, those of config_sentence_transformers.json
   *     under {@code prompts.}
   */
  public static Optional<CrossEncoderActivation> of(ConfigValues config) {
    return KEYS.stream()
        .filter(config::has)
        .findFirst()
        .map(key -> new CrossEncoderActivation(key, config.text(key)));
  }

  private String name() {
    return function.substring(function.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** What the outputs mean by it, where the configuration names no problem. */
  Optional<ProblemType> problem(int labels) {
    return switch (name()) {
      case "sigmoid" -> Optional.of(ProblemType.MULTI_LABEL);
      case "identity" -> labels == 1 ? Optional.of(ProblemType.REGRESSION) : Optional.empty();
      case "softmax" -> labels == 1 ? Optional.empty() : Optional.of(ProblemType.SINGLE_LABEL);
      default -> Optional.empty();
    };
  }

  /**
   * {@return a sentence for users, where what is shown is not what the directory's function makes
   * of the logits}
   *
   * @param type what the outputs are taken for
   */
  public Optional<String> note(ProblemType type) {
    String shown =
        switch (type) {
          case SINGLE_LABEL -> "softmax";
          case MULTI_LABEL -> "sigmoid";
          case REGRESSION -> "identity";
        };
    return shown.equals(name())
        ? Optional.empty()
        : Optional.of(
            "\"%s\" puts the logits through %s; what is shown is their %s"
                .formatted(
                    key.startsWith("prompts.") ? key.substring("prompts.".length()) : key,
                    function,
                    shown));
  }
}
