package org.mekiki.transformer.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.family.EncoderFamilies;

/**
 * A row of the last layer has the same bits whatever other rows are read. So the answer at one
 * token that is explained is the one that is predicted for all tokens at once.
 */
final class RowReadingTest {
  private static final int TOKENS = 9;

  private static Tensor random(Shape shape, Random random) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return Tensor.of(shape, values);
  }

  private static Weights constants(Map<String, Tensor> weights) {
    return Weights.of(KernelSelection.current().kernels(), weights::get);
  }

  private static List<EncoderConfig> configs() {
    return FamilyConfigs.all();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aRowDoesNotDependOnWhatElseIsRead(EncoderConfig config) {
    var random = new Random(8);
    Map<String, Tensor> weights = new HashMap<>();
    EncoderFamilies.of(config.family())
        .weights(config)
        .forEach(spec -> weights.put(spec.name(), random(spec.shape(), random)));
    RowEncoder encoder = RowEncoder.of(config, constants(weights), ComputeContext.sequential());
    var tape = new Tape(ComputeContext.sequential());
    var x = tape.constant(random(Shape.of(1, TOKENS, config.embeddingSize()), random));
    int[] types = new int[TOKENS];
    float[] all = encoder.rows(tape, types, x, RowRange.ALL).value().toArray();
    int width = config.hiddenSize();
    for (RowRange read : List.of(RowRange.FIRST, RowRange.of(4), new RowRange(3, 8))) {
      float[] some = encoder.rows(tape, types, x, read).value().toArray();
      for (int i = 0; i < some.length; i++) {
        assertEquals(all[read.from() * width + i], some[i], 0, config + " " + read);
      }
    }
  }
}
