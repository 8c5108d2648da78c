package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.QuadratureRule;

final class AdaptiveTest {
  private final SmallModel smooth = new SmallModel(true, 0.7);
  private final SmallModel kinked = new SmallModel(false, 0.7);

  private static Tensor exact(SmallModel model) {
    return model
        .attribute(
            new SequentialIntegratedGradients(),
            RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 120))
        .features();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.01, 1e-3, 1e-4, 1e-5})
  void everyWordKeepsTheTolerance(double tolerance) {
    Attribution found =
        smooth.attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(tolerance));
    assertTrue(found.converged());
    for (int i = 0; i < found.size(); i++) {
      double error = Math.abs(found.delta(i).orElseThrow());
      assertTrue(error <= tolerance * found.largestScore(), "token " + i + ": " + error);
    }
    double features = SmallModel.difference(found.features(), exact(smooth));
    assertTrue(features <= 5 * tolerance, "feature error " + features);
  }

  @Test
  void aTighterToleranceCostsMoreAndOnlyTheWordsThatNeedItAreRefined() {
    Attribution coarse =
        smooth.attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(0.01));
    Attribution fine =
        smooth.attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(1e-5));
    assertTrue(coarse.counts().backward() < fine.counts().backward());
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 1; i < coarse.size(); i++) {
      least = Math.min(least, coarse.nodes(i));
      most = Math.max(most, coarse.nodes(i));
    }
    assertEquals(2, least);
    assertTrue(most > 2, "a word of this model needs more than the others");
  }

  @Test
  void countsAreThoseOfTheWork() {
    Attribution found =
        smooth.attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(0.01));
    long nodes = 0;
    for (int i = 0; i < found.size(); i++) {
      nodes += found.nodes(i);
    }
    int words = SmallModel.WORDS - 1;
    assertEquals(1 + words + nodes, found.counts().forward());
    assertEquals(1 + nodes, found.counts().backward());
  }

  @Test
  void batchesThreadsPhrasesAndOtherTargetsChangeNoBit() {
    RunSettings settings = RunSettings.adaptive(1e-3);
    Attribution alone = smooth.attribute(new SequentialIntegratedGradients(), settings);
    AttributionInput more =
        smooth.input().withPhrases(List.of(RowSet.of(1, 2), RowSet.of(2, 3, 4, 5)));
    for (int threads : new int[] {1, 2, 5}) {
      for (int batchRows : new int[] {1, 30, 10_000}) {
        try (var pool = ComputeContext.ownedPool(threads)) {
          Attribution other =
              smooth
                  .attribute(
                      new SequentialIntegratedGradients(),
                      settings.withBatchRows(batchRows),
                      more,
                      List.of(0, 2, 1),
                      pool)
                  .get(2);
          assertTrue(alone.features().sameBits(other.features()), threads + " " + batchRows);
        }
      }
    }
  }

  @Test
  void targetsShareTheForwardPass() {
    RunSettings settings = RunSettings.adaptive(0.01);
    List<Attribution> all =
        smooth.attribute(
            new SequentialIntegratedGradients(),
            settings,
            smooth.input(),
            List.of(0, 1, 2),
            ComputeContext.sequential());
    long forward = 0;
    long backward = 0;
    for (int c = 0; c < 3; c++) {
      Attribution one =
          smooth
              .attribute(
                  new SequentialIntegratedGradients(),
                  settings,
                  smooth.input(),
                  List.of(c),
                  ComputeContext.sequential())
              .getFirst();
      assertTrue(one.features().sameBits(all.get(c).features()));
      forward += one.counts().forward();
      backward += one.counts().backward();
    }
    assertEquals(backward, all.getFirst().counts().backward());
    assertTrue(all.getFirst().counts().forward() < forward / 2, "forward passes are shared");
  }

  @Test
  void halvingConvergesAtKinksWhereOneRuleDoesNot() {
    int limit = 127;
    Attribution adaptive =
        kinked.attribute(
            new SequentialIntegratedGradients(), new RunSettings(new Adaptive(1e-4, limit), 0));
    Attribution fixed =
        kinked.attribute(
            new SequentialIntegratedGradients(),
            RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, limit));
    double unit = 1e-4 * fixed.largestScore();
    assertTrue(fixed.maxAbsDelta() > 20 * unit, "one rule with as many nodes does not converge");
    assertTrue(adaptive.converged());
    assertTrue(adaptive.maxAbsDelta() <= unit);
    for (int i = 0; i < adaptive.size(); i++) {
      assertTrue(adaptive.nodes(i) <= limit);
    }
  }

  @Test
  void theLimitIsKeptAndTold() {
    Attribution found =
        kinked.attribute(
            new SequentialIntegratedGradients(), new RunSettings(new Adaptive(1e-4, 12), 0));
    assertFalse(found.converged());
    boolean told = false;
    for (int i = 0; i < found.size(); i++) {
      assertTrue(found.nodes(i) <= 12);
      boolean small = Math.abs(found.delta(i).orElseThrow()) <= 1e-4 * found.largestScore();
      assertTrue(small || !found.converged(i), "token " + i);
      told |= !small;
    }
    assertTrue(told);
  }

  @Test
  void aToleranceBelowSinglePrecisionEnds() {
    Attribution found =
        smooth.attribute(
            new SequentialIntegratedGradients(), new RunSettings(new Adaptive(1e-12, 4000), 0));
    assertFalse(found.converged());
    assertTrue(found.counts().backward() < 1000, found.counts().toString());
    assertEquals(0, SmallModel.difference(found.features(), exact(smooth)), 1e-5);
  }

  @Test
  void integratedGradientsAreAdaptiveToo() {
    Attribution found = smooth.attribute(new IntegratedGradients(), RunSettings.adaptive(1e-4));
    assertTrue(found.converged());
    assertTrue(Math.abs(found.totalDelta().orElseThrow()) <= 1e-4 * found.largestScore());
    Tensor exact =
        smooth
            .attribute(
                new IntegratedGradients(), RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 200))
            .features();
    assertEquals(0, SmallModel.difference(found.features(), exact), 5e-4);
    assertEquals(2L + found.nodes(1), found.counts().forward());
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (double tolerance : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      var e = assertThrows(IllegalArgumentException.class, () -> RunSettings.adaptive(tolerance));
      assertTrue(e.getMessage().contains("above 0"), e.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> new Adaptive(0.01, 1));
    assertThrows(IllegalArgumentException.class, () -> new Adaptive(1e-5, 6));
  }
}
