package org.mekiki.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.PackedMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The product of a linear layer, by the scalar kernels and by those chosen here. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackedProductBenchmark {
  /** Rows of the activations. */
  @Param({"16", "24", "128"})
  private int rows;

  /** Which kernels. */
  @Param({"scalar", "auto"})
  private String kernels;

  private static final int IN = 768;
  private static final int OUT = 771;
  private Kernels chosen;
  private float[] x;
  private float[] y;
  private PackedMatrix packed;

  /** For JMH. */
  public PackedProductBenchmark() {}

  /** Fills the matrices and checks the product at a few places. */
  @Setup
  public void setUp() {
    chosen = KernelSelection.select(kernels).kernels();
    x = values(rows * IN, 1);
    y = new float[rows * OUT];
    float[] weights = values(IN * OUT, 2);
    packed = chosen.pack(IN, OUT, weights, 0, OUT);
    product();
    for (int i = 0; i < y.length; i += 997) {
      double exact = 0;
      for (int k = 0; k < IN; k++) {
        exact += (double) x[i / OUT * IN + k] * weights[k * OUT + i % OUT];
      }
      if (Math.abs(exact - y[i]) > 1e-3) {
        throw new IllegalStateException("the product is wrong at " + i);
      }
    }
  }

  private static float[] values(int n, long seed) {
    var random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** One product, 2 · rows · 768 · 771 operations. */
  @Benchmark
  public float[] product() {
    chosen.gemmPacked(rows, x, 0, IN, packed, null, 0, OUT, y, 0, OUT);
    return y;
  }
}
