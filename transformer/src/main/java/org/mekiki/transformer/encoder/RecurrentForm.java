package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Recurrent layers in the place of attention.
 *
 * @param cell the kind of step
 * @param bidirectional whether each layer reads from the right too
 * @param bias whether checkpoints have biases
 */
public record RecurrentForm(Cell cell, boolean bidirectional, boolean bias) {
  /** Kinds of steps. */
  public enum Cell {
    /** Long short-term memory. */
    LSTM(4),
    /** Gated recurrent unit. */
    GRU(3);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    /** {@return G, how many gates it has: weights have G rows for each number of a state} */
    public int gates() {
      return gates;
    }

    /** {@return the name in configurations: {@code lstm}} */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@return in how many directions a layer reads} */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  void writeTo(Map<String, String> map) {
    map.put("recurrent_cell", cell.label());
    map.put("recurrent_bidirectional", Boolean.toString(bidirectional));
    map.put("recurrent_bias", Boolean.toString(bias));
  }

  static Optional<RecurrentForm> read(ConfigValues values) {
    if (!values.has("recurrent_cell")) {
      return Optional.empty();
    }
    String label = values.text("recurrent_cell");
    Cell cell =
        Arrays.stream(Cell.values())
            .filter(each -> each.label().equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    new UnsupportedModelException(
                        "recurrent cell \"%s\" is unknown; known are %s"
                            .formatted(
                                label,
                                Arrays.stream(Cell.values())
                                    .map(Cell::label)
                                    .collect(Collectors.joining(", ")))));
    return Optional.of(
        new RecurrentForm(
            cell,
            values.truth("recurrent_bidirectional", false),
            values.truth("recurrent_bias", true)));
  }
}
