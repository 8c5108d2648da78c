package org.mekiki.sig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.sig.statistics.Agreement;
import org.mekiki.sig.statistics.Estimate;
import org.mekiki.sig.statistics.Proportion;
import org.mekiki.sig.statistics.RankCorrelation;

/** Statistics against published examples and what they must be. */
final class StatisticsTest {
  /** The worked example of Krippendorff (2011), four observers of twelve units with gaps. */
  @Test
  void alphaOfTheWorkedExample() {
    String[] observers = {"123321412...", "12332241253.", ".33324225.1.", "1233244125.1"};
    observers[1] = "1233224125.3";
    observers[2] = ".3332342251.";
    observers[3] = "12332441251.";
    var units = new ArrayList<List<String>>();
    for (int unit = 0; unit < 12; unit++) {
      var ratings = new ArrayList<String>();
      for (String observer : observers) {
        if (observer.charAt(unit) != '.') {
          ratings.add(observer.substring(unit, unit + 1));
        }
      }
      units.add(ratings);
    }
    assertEquals(0.743, Agreement.alpha(units).orElseThrow(), 5e-4);
  }

  @Test
  void alphaOfFullAgreementAndOfNothing() {
    assertEquals(1, Agreement.alpha(List.of(List.of("a", "a"), List.of("b", "b"))).orElseThrow());
    assertTrue(Agreement.alpha(List.of(List.of("a", "b"), List.of("b", "a"))).orElseThrow() < 0);
    assertTrue(Agreement.alpha(List.of(List.of("a"), List.of("b"))).isEmpty());
  }

  @Test
  void intervalsOfShares() {
    var share = new Proportion(8, 10);
    assertEquals(0.4902, share.low(), 5e-5);
    assertEquals(0.9433, share.high(), 5e-5);
    assertEquals(0, new Proportion(0, 5).low());
    assertEquals(1, new Proportion(5, 5).high());
  }

  @Test
  void theBootstrapIsRepeatableAndAsWideAsTheStandardError() {
    double[] values = new Random(3).doubles(400).toArray();
    Estimate estimate = Estimate.of(values, 1);
    assertEquals(estimate, Estimate.of(values, 1));
    double width = 2 * 1.96 * Math.sqrt(1.0 / 12 / values.length);
    assertEquals(width, estimate.high() - estimate.low(), 0.15 * width);
    assertTrue(estimate.low() < estimate.mean() && estimate.mean() < estimate.high());
    assertTrue(estimate.isClear());
    assertFalse(Estimate.of(new double[] {-1, 1, -2, 2}, 1).isClear());
  }

  @Test
  void rankCorrelation() {
    assertEquals(1, RankCorrelation.of(new double[] {1, 5, 9}, new double[] {-3, 0, 100}), 1e-12);
    assertEquals(-1, RankCorrelation.of(new double[] {1, 5, 9}, new double[] {3, 2, 1}), 1e-12);
    assertEquals(
        1, RankCorrelation.ofSizes(new double[] {1, -5, 9}, new double[] {1, 2, -3}), 1e-12);
    assertTrue(Double.isNaN(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})));
    // Ties share their mean rank: 0, 1.5, 1.5, 3 against 0, 1, 2, 3.
    assertEquals(
        Math.sqrt(0.9),
        RankCorrelation.of(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}),
        1e-12);
  }

  @Test
  void precisionAndRecall() {
    boolean[] marked = {true, false, true, false};
    double perfect = Plausibility.areaUnderPrecisionRecall(new double[] {4, 2, 3, 1}, marked);
    assertEquals(1, perfect, 1e-12);
    // Hit, miss, hit, miss: (0.5, 1), then back to 1/2, then (1, 2/3).
    double middling = Plausibility.areaUnderPrecisionRecall(new double[] {4, 3, 2, 1}, marked);
    assertEquals(0.5 + 0.5 * (0.5 + 2.0 / 3) / 2, middling, 1e-12);
    // All alike: one step from precision 1 to 1/2.
    double alike = Plausibility.areaUnderPrecisionRecall(new double[] {1, 1, 1, 1}, marked);
    assertEquals(0.75, alike, 1e-12);
    assertEquals(0.5, Plausibility.f1(1, 2, 2));
  }

  @Test
  void curves() {
    assertEquals(0.5, Curves.area(new double[] {1, 0}), 1e-12);
    assertEquals(0.25, Curves.area(new double[] {1, 0, 0}), 1e-12);
    double[] points = Curves.resampled(new double[] {0, 1, 4});
    assertEquals(21, points.length);
    assertEquals(0.5, points[5], 1e-12);
    assertEquals(4, points[20], 1e-12);
  }
}
