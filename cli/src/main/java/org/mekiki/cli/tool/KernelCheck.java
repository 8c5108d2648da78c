package org.mekiki.cli.tool;

import java.util.Random;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.runtime.ComputeContext;

/**
 * The kernels at work: a product of the shape that encoders spend their time on, against the scalar
 * definition, and as many of them as two seconds take.
 *
 * @param gigaflops floating-point operations a second, in units of 10⁹, on all threads; the best of
 *     several intervals, since others may use the machine
 * @param error the largest difference from the scalar kernels, relative to the largest element
 */
public record KernelCheck(double gigaflops, double error) {
  private static final int M = 128;
  private static final int N = 768;
  private static final int K = 768;
  private static final long INTERVAL = 100_000_000;
  private static final long WARM_UP = 1_000_000_000;

  /** Two kernels sum in the same order, so only contracted functions could differ by more. */
  private static final double TOLERANCE = 1e-5;

  /** Runs for about so many seconds. */
  static KernelCheck run(ComputeContext context, double seconds) {
    var random = new Random(1);
    float[] a = normal(random, M * K);
    float[] b = normal(random, K * N);
    float[] expected = new Product(KernelSelection.scalar(), b).of(a);
    int threads = context.parallelism();
    var products = new Product[threads];
    for (int i = 0; i < threads; i++) {
      products[i] = new Product(context.kernels(), b);
    }
    warmUp(context, products, b);
    double best = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() - end < 0) {
      best = Math.max(best, rate(context, products, a));
    }
    return new KernelCheck(best, difference(expected, products[0].of(a)));
  }

  public boolean correct() {
    return error <= TOLERANCE;
  }

  /** Small products, many of them: the compiler counts calls, and a large one is only one. */
  private static void warmUp(ComputeContext context, Product[] products, float[] b) {
    long end = System.nanoTime() + WARM_UP;
    context.forEach(
        products.length,
        (i, _) -> {
          while (System.nanoTime() - end < 0) {
            products[i].multiplySmall(b);
          }
        });
  }

  /** Products of one interval, on each thread as many as it manages. */
  private static double rate(ComputeContext context, Product[] products, float[] a) {
    long start = System.nanoTime();
    long[] done = new long[products.length];
    context.forEach(
        products.length,
        (i, _) -> {
          while (System.nanoTime() - start < INTERVAL) {
            products[i].multiply(a);
            done[i]++;
          }
        });
    long nanos = System.nanoTime() - start;
    return java.util.Arrays.stream(done).sum() * 2.0 * M * N * K / nanos;
  }

  private static final class Product {
    private final Kernels kernels;
    private final PackedMatrix matrix;
    private final float[] result = new float[M * N];
    private final float[] scratch;

    Product(Kernels kernels, float[] b) {
      this.kernels = kernels;
      matrix = kernels.pack(K, N, MatrixRows.of(b, 0, N, N));
      scratch = new float[kernels.gemmPackedScratch(M, K)];
    }

    void multiply(float[] a) {
      kernels.gemmPacked(M, a, 0, K, matrix, null, 0, N, result, 0, N, scratch, 0);
    }

    void multiplySmall(float[] a) {
      int width = kernels.columnBlock();
      kernels.gemmPacked(12, a, 0, K, matrix, null, 0, width, result, 0, N, scratch, 0);
    }

    float[] of(float[] a) {
      multiply(a);
      return result.clone();
    }
  }

  private static float[] normal(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double difference(float[] expected, float[] found) {
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double error = Math.abs((double) expected[i] - found[i]);
      // A number that is none must not pass for a good one.
      worst = error <= worst ? worst : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }
    return worst / largest;
  }
}
