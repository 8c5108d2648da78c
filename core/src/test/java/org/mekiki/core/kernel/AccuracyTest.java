package org.mekiki.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tables of docs/accuracy.md: errors of the chosen kernels against double precision. */
final class AccuracyTest {
  private static final int POINTS = 200_000;
  private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
  private final Kernels kernels = KernelSelection.current().kernels();

  private interface Function {
    void apply(Kernels kernels, int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  private interface Derivative {
    void apply(
        Kernels kernels,
        int n,
        float[] x,
        int xOffset,
        float[] other,
        int otherOffset,
        float[] slope,
        int slopeOffset);
  }

  /** A rule with a cotangent of ones; or a kernel that writes its value over these. */
  private static Function of(Derivative derivative) {
    return (kernels, n, x, xOffset, y, yOffset) -> {
      float[] ones = new float[n];
      Arrays.fill(ones, 1);
      derivative.apply(kernels, n, x, xOffset, ones, 0, y, yOffset);
    };
  }

  /**
   * One line of a table.
   *
   * @param floor errors are counted in ulp of the exact value, or of this where it is larger
   */
  private record Bound(
      String name,
      double ulps,
      double from,
      double to,
      double floor,
      Function function,
      DoubleUnaryOperator exact) {}

  private static Bound ulps(
      String name, double ulps, double from, double to, Function f, DoubleUnaryOperator exact) {
    return new Bound(name, ulps, from, to, 0, f, exact);
  }

  private static Bound slope(
      String name, double ulps, double from, double to, Function f, DoubleUnaryOperator exact) {
    return new Bound(name, ulps, from, to, 1, f, exact);
  }

  private static final List<Bound> BOUNDS =
      List.of(
          ulps("exp", 1, -86, 88, Kernels::exp, Math::exp),
          ulps("log", 1, 1e-30, 10, Kernels::log, Math::log),
          ulps("tanh", 2, -10, 10, Kernels::tanh, Math::tanh),
          ulps("sigmoid", 3, -80, 80, Kernels::sigmoid, AccuracyTest::sigmoid),
          ulps("erf", 3, -6, 6, Kernels::erf, NormalDistribution::erf),
          ulps("gelu", 5, -1, 8, Kernels::gelu, AccuracyTest::gelu),
          ulps("gelu, tail", 6, -11.9, -1, Kernels::gelu, AccuracyTest::gelu),
          ulps("geluTanh", 4, -1, 8, Kernels::geluTanh, AccuracyTest::geluTanh),
          ulps("geluTanh, tail", 60, -5, -1, Kernels::geluTanh, AccuracyTest::geluTanh),
          slope("erfVjp", 2, -6, 6, of(Kernels::erfVjp), AccuracyTest::erfSlope),
          slope("gelu's", 2, -12, 12, of(Kernels::geluWithSlope), AccuracyTest::geluSlope),
          slope(
              "geluTanh's",
              3,
              -12,
              12,
              of(Kernels::geluTanhWithSlope),
              AccuracyTest::geluTanhSlope));

  @TestFactory
  List<DynamicTest> errorsStayInTheTable() {
    return BOUNDS.stream()
        .map(bound -> DynamicTest.dynamicTest(bound.name(), () -> check(bound)))
        .toList();
  }

  private void check(Bound bound) {
    float[] x = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = (float) (bound.from() + (bound.to() - bound.from()) * i / (POINTS - 1));
    }
    float[] y = new float[POINTS];
    bound.function().apply(kernels, POINTS, x, 0, y, 0);
    double worst = 0;
    float where = 0;
    for (int i = 0; i < POINTS; i++) {
      double expected = bound.exact().applyAsDouble(x[i]);
      double unit = Math.ulp((float) Math.max(Math.abs(expected), bound.floor()));
      double error = Math.abs(y[i] - expected) / unit;
      where = error > worst ? x[i] : where;
      worst = Math.max(worst, error);
    }
    String message = "%.2f ulp at %g is over %.2f".formatted(worst, where, bound.ulps());
    assertTrue(worst <= bound.ulps(), message);
  }

  /** Softmax: every share, however small, to 4 ulp and one more a unit of distance to the top. */
  @Test
  void softmaxKeepsSmallShares() {
    var random = new Random(4);
    int cols = 133;
    float[] x = new float[cols];
    for (int i = 0; i < cols; i++) {
      x[i] = (float) (random.nextGaussian() * 8);
    }
    float[] y = new float[cols];
    kernels.softmaxRows(1, cols, 1, x, 0, cols, y, 0, cols);
    double max = Double.NEGATIVE_INFINITY;
    for (float v : x) {
      max = Math.max(max, v);
    }
    double sum = 0;
    for (float v : x) {
      sum += Math.exp(v - max);
    }
    for (int i = 0; i < cols; i++) {
      double exact = Math.exp(x[i] - max) / sum;
      assertEquals(exact, y[i], (4 + max - x[i]) * Math.ulp((float) exact));
    }
  }

  /** Layer norm: within 8 ulp of 1 where values are of unit size, also with a large mean. */
  @Test
  void layerNormSurvivesALargeMean() {
    var random = new Random(5);
    int cols = 771;
    for (float mean : new float[] {0, 30}) {
      float[] x = new float[cols];
      float[] one = new float[cols];
      Arrays.fill(one, 1);
      double sum = 0;
      for (int i = 0; i < cols; i++) {
        x[i] = (float) (mean + random.nextGaussian());
        sum += x[i];
      }
      double exactMean = sum / cols;
      double squares = 0;
      for (float v : x) {
        squares += (v - exactMean) * (v - exactMean);
      }
      double rstd = 1 / Math.sqrt(squares / cols + 1e-12);
      float[] y = new float[cols];
      kernels.layerNormRows(
          1,
          cols,
          1e-12f,
          x,
          0,
          one,
          0,
          new float[cols],
          0,
          y,
          0,
          new float[1],
          0,
          new float[1],
          0);
      double bound = 8 * Math.ulp(1f) * Math.max(1, mean);
      for (int i = 0; i < cols; i++) {
        assertEquals((x[i] - exactMean) * rstd, y[i], bound);
      }
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double gelu(double x) {
    return x * NormalDistribution.cdf(x);
  }

  private static double geluSlope(double x) {
    return NormalDistribution.cdf(x) + x * NormalDistribution.density(x);
  }

  private static double erfSlope(double x) {
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
  }

  /** 1 + tanh u is written as 2 / (1 + exp(−2u)), which keeps its digits where it is small. */
  private static double geluTanh(double x) {
    double u = SQRT_2_OVER_PI * (x + 0.044715 * x * x * x);
    return x / (1 + Math.exp(-2 * u));
  }

  private static double geluTanhSlope(double x) {
    double u = SQRT_2_OVER_PI * (x + 0.044715 * x * x * x);
    double slope = SQRT_2_OVER_PI * (1 + 3 * 0.044715 * x * x);
    double s = 1 / (1 + Math.exp(-2 * u));
    return s + x * 2 * s * (1 - s) * slope;
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
