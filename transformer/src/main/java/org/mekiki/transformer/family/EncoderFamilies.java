package org.mekiki.transformer.family;

import java.util.List;
import java.util.stream.Collectors;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;

/** The families that are supported. */
public final class EncoderFamilies {
  private static final List<EncoderFamily> ALL =
      List.of(new Bert(), new DistilBert(), new Roberta());

  private EncoderFamilies() {}

  /** All of them. */
  public static List<EncoderFamily> all() {
    return ALL;
  }

  /**
   * The family with this name.
   *
   * @throws UnsupportedModelException naming those that there are
   */
  public static EncoderFamily of(String name) {
    return ALL.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "model family \"%s\" is not supported; supported are %s"
                        .formatted(
                            name,
                            ALL.stream()
                                .map(EncoderFamily::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * A family's head for a task.
   *
   * @throws UnsupportedModelException naming those that there are
   */
  public static HeadForm head(EncoderFamily family, Task task) {
    return family.heads().stream()
        .filter(form -> form.task() == task)
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "family \"%s\" has no head for %s".formatted(family.name(), task.label())));
  }

  /**
   * A family's head with this class name; the first one where a configuration names none.
   *
   * @throws UnsupportedModelException naming those that there are
   */
  public static HeadForm head(EncoderFamily family, ConfigValues config) {
    if (!config.has("architectures.0")) {
      return family.heads().getFirst();
    }
    String architecture = config.text("architectures.0");
    return family.heads().stream()
        .filter(form -> form.architecture().equals(architecture))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "\"architectures\" is \"%s\" in the configuration; supported are %s"
                        .formatted(
                            architecture,
                            family.heads().stream()
                                .map(HeadForm::architecture)
                                .collect(Collectors.joining(", ")))));
  }
}
