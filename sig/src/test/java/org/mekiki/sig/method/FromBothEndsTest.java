package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.DoubleModel;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.Methods;
import org.mekiki.sig.SmallModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.BothEnds;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.attribution.UnitAttribution;

/** Scores from both ends against values that are computed once more in double precision. */
final class FromBothEndsTest {
  private static final int WIDTH = SmallModel.WIDTH;
  private static final RowSet PHRASE = RowSet.of(2, 3, 4);
  private final SmallModel model = new SmallModel(true, 0.5);
  private final DoubleModel oracle = new DoubleModel(model);
  private final double[] x = DoubleModel.doubles(model.input().rows());
  private final double[] b = DoubleModel.doubles(model.input().baseline());
  private final AttributionInput input =
      model
          .input()
          .withWords(
              List.of(RowSet.of(1, 2), RowSet.of(3), RowSet.of(4), RowSet.of(5), RowSet.of(6)))
          .withPhrases(List.of(PHRASE));

  private Attribution attribute(String method, AttributionInput of, RunSettings settings) {
    return Methods.of(method).attributeOne(task(of, settings));
  }

  private AttributionTask task(AttributionInput of, RunSettings settings) {
    return new AttributionTask(
        model::logits,
        List.of(new Target(1, OutputKind.LOGIT)),
        of,
        settings,
        ComputeContext.sequential(),
        Monitor.NONE);
  }

  /** F where these rows stand at x and all others that move at their baseline. */
  private double only(RowSet rows) {
    double[] at = x.clone();
    for (int row : input.moving()) {
      if (rows.position(row) < 0) {
        System.arraycopy(b, row * WIDTH, at, row * WIDTH, WIDTH);
      }
    }
    return oracle.value(at);
  }

  private double without(RowSet rows) {
    double[] at = x.clone();
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(b, rows.row(k) * WIDTH, at, rows.row(k) * WIDTH, WIDTH);
    }
    return oracle.value(at);
  }

  @Test
  void eachScoreIsTheMeanOfLastAndFirstMarginal() {
    double full = oracle.value(x);
    double empty = only(RowSet.NONE);
    Attribution exact = attribute("sig-both-exact", input, RunSettings.DEFAULT);
    Attribution integrated = attribute("sig-both", input, RunSettings.adaptive(1e-4));
    double sum = 0;
    for (RowSet unit : input.units()) {
      BothEnds ends = exact.unit(unit).ends().orElseThrow();
      assertEquals(full - without(unit), ends.inText(), 5e-6);
      assertEquals(only(unit) - empty, ends.alone(), 5e-6);
      assertEquals(ends.mean(), exact.unit(unit).raw(), 0);
      UnitAttribution path = integrated.unit(unit);
      assertEquals(ends, path.ends().orElseThrow());
      assertEquals(path.raw() - ends.mean(), path.delta().orElseThrow(), 1e-12);
      assertEquals(ends.mean(), path.raw(), 1e-4 * integrated.largestScore() + 1e-12);
      assertTrue(path.converged());
      assertEquals(path.raw(), path.shares().stream().mapToDouble(s -> s).sum(), 1e-9);
      sum += input.words().contains(unit) ? ends.mean() : 0;
    }
    assertEquals(empty, exact.fBaseline().orElseThrow(), 5e-6);
    assertEquals(full - empty - sum, exact.beyondPairs().orElseThrow(), 1e-5);
    assertTrue(Math.abs(exact.beyondPairs().orElseThrow()) > 1e-4, "this model has triples");
    assertTrue(exact.totalDelta().isEmpty(), "no sum is promised");
    assertEquals(Guarantee.PARTS, exact.guarantee());
  }

  @Test
  void featuresAreTheMeanOfBothPaths() {
    Attribution found =
        attribute(
            "sig-both",
            input,
            RunSettings.fixed(org.mekiki.sig.quadrature.QuadratureRule.GAUSS_LEGENDRE, 40));
    for (int row : input.moving()) {
      for (int j = 0; j < WIDTH; j++) {
        double inText = integral(x, row, j);
        double[] masked = masked();
        double alone = integral(masked, row, j);
        assertEquals((inText + alone) / 2, found.features().get(row, j), 2e-6);
      }
    }
  }

  private double[] masked() {
    double[] at = x.clone();
    for (int row : input.moving()) {
      System.arraycopy(b, row * WIDTH, at, row * WIDTH, WIDTH);
    }
    return at;
  }

  /** (x − b) times the mean slope on the row's way, by the midpoint rule and differences. */
  private double integral(double[] others, int row, int feature) {
    int nodes = 200;
    double sum = 0;
    for (int k = 0; k < nodes; k++) {
      double alpha = (k + 0.5) / nodes;
      double[] at = others.clone();
      for (int j = 0; j < WIDTH; j++) {
        int i = row * WIDTH + j;
        at[i] = b[i] + alpha * (x[i] - b[i]);
      }
      double h = 1e-5;
      int i = row * WIDTH + feature;
      at[i] += h;
      double above = oracle.value(at);
      at[i] -= 2 * h;
      sum += (above - oracle.value(at)) / (2 * h);
    }
    return (x[row * WIDTH + feature] - b[row * WIDTH + feature]) * sum / nodes;
  }

  @Test
  void itCostsTwoOfOne() {
    Attribution found = attribute("sig-both-exact", input, RunSettings.DEFAULT);
    int units = input.units().size();
    assertEquals(2 + 2 * units, found.counts().forward());
    assertEquals(0, found.counts().backward());
    AttributionMethod method = Methods.of("sig-both-exact");
    assertEquals(2 + 2L * units, method.costs(RunSettings.DEFAULT, 1).of(units));
    assertEquals(1 + 2L * units, method.costs(RunSettings.DEFAULT, 1).withAnswer().of(units));
  }

  /** Two words each of which turns the other round: what is left of both is small. */
  @Test
  void meansThatAreSmallBesideTheEndsAreIntegratedAgain() {
    for (double strength : new double[] {0.5, 1, 2, 4}) {
      var other = new SmallModel(true, strength);
      for (double tolerance : new double[] {0.05, 0.01}) {
        Attribution found =
            Methods.of("sig-both")
                .attributeOne(
                    new AttributionTask(
                        other::logits,
                        List.of(new Target(2, OutputKind.LOGIT)),
                        other.input(),
                        RunSettings.adaptive(tolerance),
                        ComputeContext.sequential(),
                        Monitor.NONE));
        assertTrue(found.converged(), strength + " " + tolerance + ": " + found.maxAbsDelta());
        assertTrue(found.maxAbsDelta() <= tolerance * found.largestScore());
      }
    }
  }

  @Test
  void limitsOfPassesAreKept() {
    AttributionMethod method = Methods.of("sig-both");
    RunSettings settings = RunSettings.adaptive(1e-9);
    long least = method.costs(settings, 1).of(input.units().size());
    for (long most : new long[] {least, least + 7, 2 * least, 3 * least}) {
      Attribution found = attribute("sig-both", input, settings.withPasses(most));
      assertTrue(found.counts().total() <= most, found.counts() + " of " + most);
    }
  }

  @Test
  void aDeadlineLeavesWordsThatHaveBothEnds() {
    for (int looks = 0; looks < 12; looks++) {
      var left = new AtomicInteger(looks);
      Attribution found =
          attribute(
              "sig-both",
              input,
              RunSettings.DEFAULT.withDeadline(() -> left.getAndDecrement() <= 0));
      for (RowSet word : input.words()) {
        if (found.explains(word)) {
          assertTrue(found.unit(word).ends().isPresent());
        } else {
          assertThrows(IllegalArgumentException.class, () -> found.unit(word));
          assertFalse(found.beyondPairs().isPresent(), "the sum is of all words");
        }
      }
    }
  }

  @Test
  void whatHasNoPathOfItsOwnHasNoSecondEnd() {
    var one = new IntegratedGradients();
    assertThrows(IllegalArgumentException.class, () -> new FromBothEnds("x", "X", one));
  }
}
