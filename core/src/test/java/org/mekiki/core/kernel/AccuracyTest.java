package org.mekiki.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The table of docs/accuracy.md: errors of the chosen kernels against double precision. */
final class AccuracyTest {
  private static final int POINTS = 200_000;
  private final Kernels kernels = KernelSelection.current().kernels();

  private interface Function {
    void apply(Kernels kernels, int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  /** The largest error over a range, in units of the last place of the exact value. */
  private double ulps(Function function, DoubleUnaryOperator exact, double from, double to) {
    float[] x = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = (float) (from + (to - from) * i / (POINTS - 1));
    }
    float[] y = new float[POINTS];
    function.apply(kernels, POINTS, x, 0, y, 0);
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      double expected = exact.applyAsDouble(x[i]);
      worst = Math.max(worst, Math.abs(y[i] - expected) / Math.ulp((float) expected));
    }
    return worst;
  }

  private void within(
      String name, double bound, Function function, DoubleUnaryOperator f, double from, double to) {
    double error = ulps(function, f, from, to);
    assertTrue(error <= bound, "%s: %.2f ulp is over %.2f".formatted(name, error, bound));
  }

  private static double gelu(double x) {
    return x * NormalDistribution.cdf(x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void errorsStayInTheTable() {
    within("exp", 1.5, Kernels::exp, Math::exp, -86, 88);
    within("tanh", 3, Kernels::tanh, Math::tanh, -10, 10);
    within("sigmoid", 3, Kernels::sigmoid, AccuracyTest::sigmoid, -80, 80);
    within("erf", 4, Kernels::erf, NormalDistribution::erf, -6, 6);
    within("gelu near zero", 5, Kernels::gelu, AccuracyTest::gelu, -1, 8);
    within("gelu in the tail", 8, Kernels::gelu, AccuracyTest::gelu, -11.9, -1);
  }

  /** What is no number stays none; infinities and what lies beyond the range have their limits. */
  @Test
  void theEndsAreRight() {
    float[] x = {Float.NaN, Float.NEGATIVE_INFINITY, -1000f, 0f, 1000f, Float.POSITIVE_INFINITY};
    ends(x, Kernels::exp, 0f, 1f, Float.POSITIVE_INFINITY);
    ends(x, Kernels::tanh, -1f, 0f, 1f);
    ends(x, Kernels::sigmoid, 0f, 0.5f, 1f);
    ends(x, Kernels::erf, -1f, 0f, 1f);
    float[] y = new float[x.length];
    kernels.gelu(x.length, x, 0, y, 0);
    assertTrue(Float.isNaN(y[0]), "gelu(NaN) is " + y[0]);
    assertEquals(0f, y[2], 1e-30f);
    assertEquals(1000f, y[4]);
  }

  private void ends(float[] x, Function function, float low, float middle, float high) {
    float[] y = new float[x.length];
    function.apply(kernels, x.length, x, 0, y, 0);
    assertTrue(Float.isNaN(y[0]), "of NaN: " + y[0]);
    assertEquals(low, y[1], 1e-37f);
    assertEquals(low, y[2], 1e-37f);
    assertEquals(middle, y[3]);
    assertEquals(high, y[4]);
    assertEquals(high, y[5]);
  }
}
