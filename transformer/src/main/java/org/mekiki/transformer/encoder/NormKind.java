package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the norms of an encoder do to a row x. */
public enum NormKind {
  /** γ (x − mean)/√(variance + ε) + β (Ba et al. 2016). */
  LAYER,
  /** γ x/√(mean(x²) + ε) (Zhang and Sennrich 2019); there is no β. */
  RMS,
  /** The same with 1 + γ in the place of γ. */
  RMS_FROM_ONE,
  /** γ x + β, which normalises nothing (Sun et al. 2020). */
  SCALE;

  private static final String KEY = "norm";

  /** {@return whether it has a shift β} */
  public boolean shifts() {
    return this == LAYER || this == SCALE;
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Nothing for layer norms, which files of older programs have without saying so. */
  void writeTo(Map<String, String> map) {
    if (this != LAYER) {
      map.put(KEY, label());
    }
  }

  static NormKind read(ConfigValues values) {
    String label = values.text(KEY, LAYER.label());
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "norm \"%s\" is unknown; known are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(NormKind::label)
                                .collect(Collectors.joining(", ")))));
  }
}
