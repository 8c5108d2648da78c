package org.mekiki.transformer.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RecurrentForm;
import org.mekiki.transformer.encoder.RecurrentForm.Cell;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;

/** What recurrent networks begin with. */
final class InitialWeightsTest {
  private static final int HIDDEN = 16;

  private static List<WeightSpec> specs(Cell cell) {
    EncoderFamily family = EncoderFamilies.of(cell.label());
    EncoderConfig config =
        family.config(
            new ConfigValues(
                Map.of(
                    "vocab_size", "40",
                    "embedding_size", "12",
                    "hidden_size", "" + HIDDEN,
                    "bidirectional", "true")));
    return family.weights(config);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void numbersAreThoseOfTheLayer(Cell cell) {
    var start = InitialWeights.recurrent(new RecurrentForm(cell, true, true), HIDDEN);
    for (WeightSpec spec : specs(cell)) {
      Tensor weight = start.of(spec, 3);
      assertEquals(spec.shape(), weight.shape());
      assertTrue(weight.sameBits(start.of(spec, 3)), "the same seed gives the same numbers");
      double largest = 0;
      for (int i = 0; i < weight.size(); i++) {
        largest = Math.max(largest, Math.abs(weight.getFlat(i)));
      }
      if (spec.shape().rank() == 1) {
        boolean forgets = cell == Cell.LSTM && spec.name().endsWith("input.bias");
        for (int i = 0; i < weight.size(); i++) {
          boolean forget = forgets && i >= HIDDEN && i < 2 * HIDDEN;
          assertEquals(forget ? 1f : 0f, weight.getFlat(i), spec.name());
        }
        continue;
      }
      assertFalse(weight.sameBits(start.of(spec, 4)), "another seed gives others");
      boolean layer = spec.name().startsWith("layers.");
      assertTrue(layer ? largest <= 0.25 && largest > 0.2 : largest < 0.5, spec.name());
    }
  }

  @Test
  void directionsBeginDifferently() {
    var start = InitialWeights.recurrent(new RecurrentForm(Cell.GRU, true, true), HIDDEN);
    List<WeightSpec> states =
        specs(Cell.GRU).stream().filter(spec -> spec.name().endsWith("state.weight")).toList();
    assertEquals(2, states.size());
    assertFalse(start.of(states.get(0), 1).sameBits(start.of(states.get(1), 1)));
  }
}
