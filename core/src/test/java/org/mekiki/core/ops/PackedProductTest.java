package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

final class PackedProductTest {
  private static final int IN = 300;
  private static final int OUT = 260;

  /** Threads that find no piece, or another's piece, still have room of their own to work in. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40, 97, 200, 701})
  void anyNumberOfThreadsGivesTheSameBits(int rows) {
    var random = new Random(rows);
    LinearWeights weights =
        LinearWeights.constant(
            KernelSelection.current().kernels(),
            random(random, OUT, IN),
            Tensor.zeros(Shape.of(OUT)));
    Tensor x = random(random, rows, IN);
    Tensor expected = linear(ComputeContext.sequential(), x, weights);
    for (int threads : new int[] {2, 3, 7, 16}) {
      try (var context = ComputeContext.ownedPool(threads)) {
        for (int round = 0; round < 30; round++) {
          assertTrue(expected.sameBits(linear(context, x, weights)), threads + " threads");
        }
      }
    }
  }

  private static Tensor linear(ComputeContext context, Tensor x, LinearWeights weights) {
    var tape = new Tape(context);
    return Ops.linear(tape.constant(x), weights).value();
  }

  private static Tensor random(Random random, int rows, int cols) {
    float[] values = new float[rows * cols];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(rows, cols), values);
  }
}
