package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.stream.Collectors;

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
}
