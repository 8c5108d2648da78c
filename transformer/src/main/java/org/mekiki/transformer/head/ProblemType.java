package org.mekiki.transformer.head;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.mekiki.core.model.Link;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/** What the outputs of a sequence classifier mean. */
public enum ProblemType {
  /** One class of several. */
  SINGLE_LABEL("single_label_classification", Link.SOFTMAX),
  /** Any number of classes. */
  MULTI_LABEL("multi_label_classification", Link.SIGMOID),
  /** Numbers on a scale. */
  REGRESSION("regression", Link.IDENTITY);

  private static final String KEY = "problem_type";

  private final String label;
  private final Link link;

  ProblemType(String label, Link link) {
    this.label = label;
    this.link = link;
  }

  /** {@return the name in configurations} */
  public String label() {
    return label;
  }

  /** {@return the way from logits to probabilities} */
  public Link link() {
    return link;
  }

  /**
   * What a configuration says; where it says nothing, one output is a regression, as transformers
   * has it.
   *
   * @throws UnsupportedModelException for another name
   */
  static ProblemType of(ConfigValues config, int labels) {
    if (!config.has(KEY)) {
      if (config.isSet(KEY)) {
        throw new UnsupportedModelException(
            "\"%s\" is not a name in the configuration; supported are %s".formatted(KEY, names()));
      }
      return CrossEncoderActivation.of(config)
          .flatMap(activation -> activation.problem(labels))
          .orElse(labels == 1 ? REGRESSION : SINGLE_LABEL);
    }
    ProblemType type = named(config.text(KEY));
    if (type == SINGLE_LABEL && labels == 1) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" in the configuration, but there is one class alone, whose share would"
                  .formatted(KEY, type.label)
              + " always be 1; \"%s\" or \"%s\" is needed"
                  .formatted(REGRESSION.label, MULTI_LABEL.label));
    }
    return type;
  }

  private static ProblemType named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "\"%s\" is \"%s\" in the configuration; supported are %s"
                        .formatted(KEY, name, names())));
  }

  private static String names() {
    return Arrays.stream(values()).map(ProblemType::label).collect(Collectors.joining(", "));
  }

  /** The head's configuration with this type in it. */
  HeadConfig in(HeadConfig head) {
    return head.with(KEY, label);
  }

  /** Adds what {@link #of(ConfigValues, int)} reads. */
  void addKey(Map<String, Object> keys) {
    keys.put(KEY, label);
  }

  /**
   * {@return the type that a head's configuration names; files of the first versions hold
   * single-label ones only}
   *
   * @param head the head's configuration, as a converted file has it
   * @throws UnsupportedModelException for another name
   */
  public static ProblemType of(HeadConfig head) {
    return named(head.options().getOrDefault(KEY, SINGLE_LABEL.label));
  }
}
