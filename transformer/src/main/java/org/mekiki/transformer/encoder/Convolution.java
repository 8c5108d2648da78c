package org.mekiki.transformer.encoder;

import java.util.Map;
import java.util.Optional;

/**
 * A convolution over neighbouring rows of the first layer's input, added to its output.
 *
 * @param size rows that it sees, odd
 * @param groups into which the numbers of a row are cut; each is computed from the same numbers of
 *     the neighbours
 * @param activation of its output
 */
public record Convolution(int size, int groups, Activation activation) {
  private static final int LARGEST = 1000;

  /** Checks that the size can be. */
  public Convolution {
    if (groups < 1) {
      throw new UnsupportedModelException(
          "the configuration has a convolution of %d groups".formatted(groups));
    }
    if (size < 1 || size % 2 == 0 || size > LARGEST) {
      throw new UnsupportedModelException(
          "the configuration has a convolution of %d rows; an odd number is needed"
              .formatted(size));
    }
  }

  void writeTo(Map<String, String> map) {
    map.put("convolution_size", Integer.toString(size));
    map.put("convolution_groups", Integer.toString(groups));
    map.put("convolution_activation", activation.label());
  }

  static Optional<Convolution> read(ConfigValues values) {
    return values.has("convolution_size")
        ? Optional.of(
            new Convolution(
                values.integer("convolution_size"),
                values.integer("convolution_groups"),
                Activation.of(values.text("convolution_activation"))))
        : Optional.empty();
  }
}
