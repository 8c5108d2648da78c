package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.quadrature.QuadratureRule;

/** Words of several rows, phrases, and scores without integration. */
final class UnitsTest {
  private static final RowSet PHRASE = RowSet.of(2, 3, 5);
  private final SmallModel model = new SmallModel(true, 0.5);
  private final AttributionInput input = model.input().withPhrases(List.of(PHRASE));

  private Attribution attribute(AttributionMethod method, RunSettings settings) {
    return model
        .attribute(method, settings, input, List.of(1), ComputeContext.sequential())
        .getFirst();
  }

  @Test
  void aPhraseHasTheExactScoreAndItsRowsSharesAddUpToIt() {
    UnitAttribution phrase =
        attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(1e-5)).unit(PHRASE);
    double exact = model.masked() - model.masked(2, 3, 5);
    assertEquals(exact, phrase.raw(), 1e-5);
    assertEquals(phrase.raw(), phrase.shares().stream().mapToDouble(v -> v).sum(), 1e-12);
    assertEquals(3, phrase.shares().size());
    assertEquals(3, phrase.features().orElseThrow().shape().dim(0));
    double single = model.masked() - model.masked(2);
    assertTrue(
        Math.abs(single - phrase.shares().getFirst()) > 1e-3,
        "a row's share is not what it has alone");
  }

  @Test
  void fixedRulesMoveRowsTogetherToo() {
    UnitAttribution fixed =
        attribute(
                new SequentialIntegratedGradients(),
                RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 60))
            .unit(PHRASE);
    UnitAttribution adaptive =
        attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(1e-5)).unit(PHRASE);
    for (int k = 0; k < 3; k++) {
      assertEquals(fixed.shares().get(k), adaptive.shares().get(k), 2e-5);
    }
  }

  @Test
  void exactScoresAreWhatIntegrationConvergesTo() {
    Attribution exact = attribute(new ExactScores(), RunSettings.DEFAULT);
    Attribution integrated =
        attribute(new SequentialIntegratedGradients(), RunSettings.adaptive(1e-5));
    for (int i = 0; i < exact.size(); i++) {
      assertEquals(
          exact.raw(i), integrated.raw(i), Math.abs(integrated.delta(i).orElseThrow()) + 1e-12);
      assertEquals(0, exact.delta(i).orElseThrow());
    }
    assertEquals(model.masked() - model.masked(2, 3, 5), exact.unit(PHRASE).raw());
    assertEquals(1 + 6 + 1, exact.counts().forward());
    assertEquals(0, exact.counts().backward());
    assertTrue(exact.converged());
  }

  @Test
  void exactScoresHaveNoFeatureLevelAndSaySo() {
    Attribution exact = attribute(new ExactScores(), RunSettings.DEFAULT);
    assertFalse(exact.hasFeatures());
    assertTrue(exact.unit(PHRASE).shares().isEmpty());
    assertThrows(UnsupportedOperationException.class, exact::features);
  }

  @Test
  void integratedGradientsSumOverThePhrase() {
    Attribution found = attribute(new IntegratedGradients(), RunSettings.adaptive(1e-4));
    assertEquals(found.raw(2) + found.raw(3) + found.raw(5), found.unit(PHRASE).raw(), 1e-12);
    assertTrue(found.unit(PHRASE).delta().isEmpty());
  }

  @Test
  void rowsThatCannotMoveAreRefused() {
    AttributionInput plain = model.input();
    assertThrows(IllegalArgumentException.class, () -> plain.withPhrases(List.of(RowSet.of(0, 1))));
    assertThrows(IllegalArgumentException.class, () -> plain.withPhrases(List.of(RowSet.of(7))));
    assertThrows(IllegalArgumentException.class, () -> plain.withPhrases(List.of(RowSet.NONE)));
    assertThrows(IllegalArgumentException.class, () -> plain.withWords(List.of(RowSet.of(1))));
    assertThrows(IllegalArgumentException.class, () -> RowSet.of(1, 1));
    Attribution found = attribute(new ExactScores(), RunSettings.DEFAULT);
    assertThrows(IllegalArgumentException.class, () -> found.unit(RowSet.of(1, 6)));
  }
}
