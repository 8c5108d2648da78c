package org.mekiki.cli.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.mekiki.sig.statistics.IncompleteBeta;
import org.mekiki.sig.statistics.LogGamma;
import org.mekiki.sig.statistics.StudentT;

/** Statistics against closed forms, exact integers and plain numerical integration. */
final class StatisticsTest {
  private static Moments moments(double... values) {
    var moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  /** Simpson's rule. */
  private static double integral(DoubleUnaryOperator f, double from, double to, int steps) {
    double width = (to - from) / steps;
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(from + i * width);
    }
    return sum * width / 3;
  }

  @Test
  void momentsAreThoseOfTheDefinition() {
    Moments found = moments(2, 4, 4, 4, 5, 5, 7, 9);
    assertEquals(8, found.count());
    assertEquals(5, found.mean(), 1e-15);
    assertEquals(32.0 / 7, found.variance(), 1e-14);
    assertEquals(40, found.sum(), 1e-13);
    assertTrue(Double.isNaN(moments(1).variance()));
    Moments far = moments(1e9 + 1, 1e9 + 2, 1e9 + 3);
    assertEquals(1, far.variance(), 1e-9, "a large mean must not eat the spread");
  }

  @Test
  void zerosBesideMomentsAreCounted() {
    Moments padded = moments(0, 0, 3, 1, 0);
    Moments zeros = moments(3, 1).withZeros(3);
    assertEquals(padded.mean(), zeros.mean());
    assertEquals(padded.variance(), zeros.variance());
    assertEquals(5, zeros.count());
    assertEquals(0, new Moments().withZeros(0).mean());
  }

  @Test
  void theGammaFunctionIsFactorialAndKnowsItsHalves() {
    double factorial = 1;
    for (int n = 1; n < 25; n++) {
      assertEquals(Math.log(factorial), LogGamma.of(n), 1e-13 * Math.max(1, Math.log(factorial)));
      factorial *= n;
    }
    assertEquals(0.5 * Math.log(Math.PI), LogGamma.of(0.5), 1e-14);
  }

  @Test
  void theBetaFunctionIsTheIntegralOfItsDensity() {
    for (double[] ab : new double[][] {{2, 3}, {1.5, 4}, {7, 2.5}, {40, 60}}) {
      double a = ab[0];
      double b = ab[1];
      DoubleUnaryOperator density = x -> Math.pow(x, a - 1) * Math.pow(1 - x, b - 1);
      double all = integral(density, 0, 1, 200_000);
      for (double x : new double[] {0.05, 0.3, 0.5, 0.8}) {
        double expected = integral(density, 0, x, 200_000) / all;
        assertEquals(expected, IncompleteBeta.of(x, a, b), 1e-8, x + " of " + a + ", " + b);
        double p = IncompleteBeta.of(x, a, b);
        if (p > 1e-6 && p < 1 - 1e-6) {
          assertEquals(x, IncompleteBeta.quantile(p, a, b), 1e-9);
        }
      }
    }
    assertEquals(0, IncompleteBeta.of(0, 2, 3));
    assertEquals(1, IncompleteBeta.of(1, 2, 3));
  }

  @Test
  void studentsTailsAreTheClosedForms() {
    for (double t : new double[] {0.1, 1, 3, 40}) {
      // One degree of freedom is Cauchy's distribution; two have an algebraic form.
      assertEquals(1 - 2 / Math.PI * Math.atan(t), StudentT.twoSided(t, 1), 1e-13);
      assertEquals(1 - t / Math.sqrt(2 + t * t), StudentT.twoSided(t, 2), 1e-13);
    }
    double tiny = StudentT.twoSided(50, 100);
    assertTrue(tiny > 0 && tiny < 1e-70, "far tails keep their digits: " + tiny);
  }

  @Test
  void studentsQuantilesAreThoseOfPrintedTables() {
    assertEquals(12.706, StudentT.twoSidedQuantile(0.95, 1), 5e-4);
    assertEquals(4.303, StudentT.twoSidedQuantile(0.95, 2), 5e-4);
    assertEquals(2.228, StudentT.twoSidedQuantile(0.95, 10), 5e-4);
    assertEquals(2.750, StudentT.twoSidedQuantile(0.99, 30), 5e-4);
    assertEquals(1.960, StudentT.twoSidedQuantile(0.95, 1e6), 5e-4);
  }

  @Test
  void anIntervalOfAMeanIsStudents() {
    // s² = 2.5, n = 5: 3 ± 2.776445 · √0.5
    Interval found = Interval.ofMean(moments(1, 2, 3, 4, 5), 0.95);
    assertEquals(3 - 2.776445 * Math.sqrt(0.5), found.low(), 1e-6);
    assertEquals(3 + 2.776445 * Math.sqrt(0.5), found.high(), 1e-6);
    assertTrue(found.isClear());
    assertEquals(found.low(), found.sureDistance());
    assertFalse(Interval.ofMean(moments(4), 0.95).isClear());
    assertFalse(Interval.ofMean(moments(-1, 1.1), 0.95).isClear());
  }

  @Test
  void anIntervalOfAProportionLeavesItsTailsOut() {
    Interval found = Interval.ofProportion(3, 20, 0.95);
    // At the ends, what was found or more extreme has a chance of 2.5 %.
    assertEquals(0.025, atLeast(3, 20, found.low()), 1e-9);
    assertEquals(0.025, 1 - atLeast(4, 20, found.high()), 1e-9);
    assertEquals(0, Interval.ofProportion(0, 9, 0.95).low());
    assertEquals(1 - Math.pow(0.025, 1.0 / 9), Interval.ofProportion(0, 9, 0.95).high(), 1e-12);
    assertEquals(1, Interval.ofProportion(9, 9, 0.95).high());
    assertTrue(Double.isNaN(Interval.ofProportion(0, 0, 0.95).low()));
  }

  private static double atLeast(int hits, int trials, double p) {
    double sum = 0;
    for (int k = hits; k <= trials; k++) {
      sum += choose(trials, k).doubleValue() * Math.pow(p, k) * Math.pow(1 - p, trials - k);
    }
    return sum;
  }

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return result;
  }

  @Test
  void welchsTestIsTheOneWorkedByHand() {
    // Means 3 and 6, variances 2.5 and 10, five each: t = −3 / √2.5, ν = 2.5² / (0.25/4 + 4/4).
    WelchComparison found = WelchComparison.of(moments(1, 2, 3, 4, 5), moments(2, 4, 6, 8, 10));
    assertEquals(-3, found.difference(), 1e-14);
    assertEquals(Math.sqrt(2.5), found.error(), 1e-14);
    assertEquals(6.25 / 1.0625, found.freedom(), 1e-12);
    double t = 3 / Math.sqrt(2.5);
    double nu = found.freedom();
    DoubleUnaryOperator density = x -> Math.pow(1 + x * x / nu, -(nu + 1) / 2);
    double tail = integral(density, t, 4000, 4_000_000) / integral(density, 0, 4000, 4_000_000);
    assertEquals(tail, found.p(), 1e-8);
    // Pooled variance 6.25, ν = 8: g = −3 / 2.5 · (1 − 3/31)
    assertEquals(-3 / 2.5 * (1 - 3.0 / 31), found.effect(), 1e-14);
    Interval interval = found.interval(0.95);
    assertEquals(-3, (interval.low() + interval.high()) / 2, 1e-12);
    double half = (interval.high() - interval.low()) / 2;
    assertEquals(0.05, StudentT.twoSided(half / found.error(), nu), 1e-10);
    assertEquals(1, WelchComparison.of(moments(1, 1), moments(1, 1)).p());
    assertEquals(0, WelchComparison.of(moments(1, 1), moments(2, 2)).p());
    assertThrows(
        IllegalArgumentException.class, () -> WelchComparison.of(moments(1), moments(1, 2)));
  }

  /** The t test of a mean approximates what changing signs at random finds. */
  @Test
  void theTestOfAMeanAgreesWithPermutations() {
    var random = new SplittableRandom(5);
    double[] values = new double[60];
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() - 0.42;
      mean += values[i] / values.length;
    }
    int draws = 200_000;
    int asFar = 0;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (double value : values) {
        sum += random.nextBoolean() ? value : -value;
      }
      asFar += Math.abs(sum / values.length) >= Math.abs(mean) ? 1 : 0;
    }
    double p = MeanAgainstZero.p(moments(values));
    assertTrue(p > 0.005 && p < 0.5, "the values should leave doubt: " + p);
    assertEquals((double) asFar / draws, p, 0.005);
    assertEquals(1, MeanAgainstZero.p(moments(0, 0)));
    assertEquals(0, MeanAgainstZero.p(moments(2, 2)));
  }

  @Test
  void fishersTestCountsWithIntegers() {
    int all = 30;
    int allHits = 11;
    int part = 8;
    for (int hits = 0; hits <= 8; hits++) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = hits; k <= part; k++) {
        sum = sum.add(choose(allHits, k).multiply(choose(all - allHits, part - k)));
      }
      double expected = sum.doubleValue() / choose(all, part).doubleValue();
      assertEquals(expected, FisherExact.greater(hits, part, allHits, all), 1e-12);
    }
    assertEquals(1, FisherExact.greater(3, 3, 5, 5), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> FisherExact.greater(4, 3, 5, 9));
  }

  @Test
  void manyTestsAreCorrectedAsByHand() {
    var tests = new MultipleComparisons();
    for (double p : new double[] {0.04, 0.01, 0.03, 0.005, 0.5, 0.03}) {
      tests.add(p);
    }
    // Sorted: 0.005 0.01 0.03 0.03 0.04 0.5
    assertEquals(0.03, tests.falseDiscoveryRate(0.005), 1e-15);
    assertEquals(0.03, tests.falseDiscoveryRate(0.01), 1e-15);
    assertEquals(0.045, tests.falseDiscoveryRate(0.03), 1e-15);
    assertEquals(0.048, tests.falseDiscoveryRate(0.04), 1e-15);
    assertEquals(0.5, tests.falseDiscoveryRate(0.5), 1e-15);
    assertEquals(0.03, tests.familywiseError(0.005), 1e-15);
    assertEquals(0.05, tests.familywiseError(0.01), 1e-15);
    assertEquals(0.12, tests.familywiseError(0.03), 1e-15);
    assertEquals(0.12, tests.familywiseError(0.04), 1e-15);
    assertEquals(0.5, tests.familywiseError(0.5), 1e-15);
    assertTrue(Double.isNaN(tests.falseDiscoveryRate(Double.NaN)), "there was no test");
    assertTrue(Double.isNaN(tests.familywiseError(Double.NaN)), "there was no test");
    assertThrows(IllegalArgumentException.class, () -> tests.familywiseError(0.2));
    assertThrows(IllegalStateException.class, () -> tests.add(0.1));
    assertThrows(IllegalArgumentException.class, () -> new MultipleComparisons().add(Double.NaN));
  }
}
