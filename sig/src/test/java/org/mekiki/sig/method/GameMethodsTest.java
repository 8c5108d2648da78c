package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.AskedInputs;
import org.mekiki.sig.DoubleModel;
import org.mekiki.sig.SmallModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.game.Coalitions;

/** KernelSHAP and LIME against definitions that are written once more. */
final class GameMethodsTest {
  private static final int WIDTH = SmallModel.WIDTH;
  private final SmallModel model = new SmallModel(true, 0.5);
  private final DoubleModel oracle = new DoubleModel(model);
  private final double[] x = DoubleModel.doubles(model.input().rows());
  private final double[] b = DoubleModel.doubles(model.input().baseline());

  private Attribution attribute(AttributionMethod method, AttributionInput input) {
    return attribute(method, model::logits, input);
  }

  private static Attribution attribute(
      AttributionMethod method, LogitFunction function, AttributionInput input) {
    return method.attributeOne(
        new AttributionTask(
            function,
            List.of(new Target(1, OutputKind.LOGIT)),
            input,
            RunSettings.DEFAULT,
            ComputeContext.sequential(),
            Monitor.NONE));
  }

  /** F with the players outside of a coalition at their baseline. */
  private double value(List<RowSet> players, int coalition) {
    double[] input = x.clone();
    for (int p = 0; p < players.size(); p++) {
      if ((coalition >> p & 1) == 0) {
        for (int k = 0; k < players.get(p).size(); k++) {
          int at = players.get(p).row(k) * WIDTH;
          System.arraycopy(b, at, input, at, WIDTH);
        }
      }
    }
    return oracle.value(input);
  }

  /** Shapley's own formula: Σ_S |S|! (n − |S| − 1)! / n! (v(S ∪ p) − v(S)). */
  private double shapley(List<RowSet> players, int player) {
    int n = players.size();
    double sum = 0;
    for (int coalition = 0; coalition < 1 << n; coalition++) {
      if ((coalition >> player & 1) == 0) {
        int size = Integer.bitCount(coalition);
        double weight = 1;
        for (int k = 1; k <= size; k++) {
          weight *= (double) k / (n - size - 1 + k);
        }
        weight /= n;
        // weight = size! (n − size − 1)! / (n − 1)! / n
        sum += weight * (value(players, coalition | 1 << player) - value(players, coalition));
      }
    }
    return sum;
  }

  @Test
  void allCoalitionsGiveShapleysValues() {
    List<RowSet> players = model.input().words();
    Attribution found = attribute(KernelShap.DEFAULT, model.input());
    double total = 0;
    for (int p = 0; p < players.size(); p++) {
      double expected = shapley(players, p);
      total += expected;
      assertEquals(expected, found.raw(players.get(p).row(0)), 5e-6);
    }
    assertEquals(value(players, 63) - value(players, 0), total, 1e-12, "the oracle's own sum");
    assertEquals(0, found.totalDelta().orElseThrow(), 1e-9);
    assertEquals(2 + 62, found.counts().forward());
    assertEquals(0, found.counts().backward());
  }

  @Test
  void aWordIsOnePlayerAndItsPiecesPlayAmongThemselves() {
    List<RowSet> words =
        List.of(RowSet.of(1, 2), RowSet.of(3), RowSet.of(4), RowSet.of(5), RowSet.of(6));
    RowSet phrase = RowSet.of(2, 3, 4);
    AttributionInput input = model.input().withWords(words).withPhrases(List.of(phrase));
    Attribution found = attribute(KernelShap.DEFAULT, input);
    for (int p = 0; p < words.size(); p++) {
      assertEquals(shapley(words, p), found.unit(words.get(p)).raw(), 5e-6);
    }
    assertEquals(shapley(model.input().words(), 0), found.raw(1), 5e-6);
    assertEquals(shapley(model.input().words(), 1), found.raw(2), 5e-6);
    List<RowSet> withPhrase = List.of(phrase, RowSet.of(1), RowSet.of(5), RowSet.of(6));
    assertEquals(shapley(withPhrase, 0), found.unit(phrase).raw(), 5e-6);
    assertEquals(0, found.totalDelta().orElseThrow(), 1e-9, "the words add up");
    PassCosts costs = KernelShap.DEFAULT.costs(RunSettings.DEFAULT, 1, words, List.of(phrase));
    assertEquals(2 + 30 + 62 + 14, costs.base());
    assertEquals(costs.base(), found.counts().total());
  }

  /** With a part of the coalitions the values still add up, and come nearer with every more. */
  @Test
  void moreCoalitionsComeNearer() {
    double before = Double.POSITIVE_INFINITY;
    for (int samples : new int[] {0, 20, 40, 50}) {
      double error = meanError(samples);
      assertTrue(error < before, samples + " samples: " + error + " after " + before);
      before = error;
    }
    assertEquals(0, before, 5e-6);
  }

  private double meanError(int samples) {
    List<RowSet> players = model.input().words();
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      Attribution found = attribute(new KernelShap(samples, seed), model.input());
      assertEquals(2 + 12 + samples, found.counts().forward());
      assertEquals(0, found.totalDelta().orElseThrow(), 1e-9);
      for (int p = 0; p < players.size(); p++) {
        sum += Math.abs(shapley(players, p) - found.raw(players.get(p).row(0))) / 20 / 6;
      }
    }
    return sum;
  }

  @Test
  void coalitionsAreDifferentOnesAsManyAsAsked() {
    for (int players = 1; players <= 14; players++) {
      for (int extra : new int[] {0, 1, 50, 2048}) {
        int most = 2 * players + extra;
        Map<BitSet, Double> chosen = Coalitions.choose(players, most, new Random(players));
        assertEquals(Coalitions.count(players, most), chosen.size());
        double sum = 0;
        for (Map.Entry<BitSet, Double> each : chosen.entrySet()) {
          assertTrue(each.getKey().cardinality() > 0 && each.getKey().cardinality() < players);
          assertTrue(each.getValue() > 0);
          sum += each.getValue();
        }
        assertEquals(players == 1 ? 0 : 1, sum, extra == 0 ? 1 : 1e-9);
      }
    }
  }

  @Test
  void theWeightsOfAllCoalitionsAreTheKernel() {
    int n = 7;
    Map<BitSet, Double> chosen = Coalitions.choose(n, 1000, new Random(1));
    double ratio = 0;
    for (Map.Entry<BitSet, Double> each : chosen.entrySet()) {
      int s = each.getKey().cardinality();
      double binomial = 1;
      for (int k = 0; k < s; k++) {
        binomial = binomial * (n - k) / (k + 1);
      }
      double kernel = (n - 1) / (binomial * s * (n - s));
      ratio = ratio == 0 ? each.getValue() / kernel : ratio;
      assertEquals(ratio, each.getValue() / kernel, 1e-12);
    }
  }

  /** The copies that LIME asked about, decoded; the fit by elimination with an intercept column. */
  @Test
  void limeIsTheRidgeRegressionOverWhatItAsks() {
    var asked = new AskedInputs(model::logits, null);
    Attribution found = attribute(new Lime(200, 5), asked, model.input());
    int n = SmallModel.WORDS - 1;
    assertEquals(200, asked.inputs().size());
    int[] sizes = new int[n + 1];
    double[][] matrix = new double[n + 1][n + 2];
    for (double[] input : asked.inputs()) {
      double[] z = new double[n + 1];
      z[n] = 1;
      int kept = 0;
      for (int row = 1; row <= n; row++) {
        boolean present = input[row * WIDTH] == x[row * WIDTH];
        z[row - 1] = present ? 1 : 0;
        kept += present ? 1 : 0;
      }
      sizes[kept]++;
      double cosine = kept / (Math.sqrt(kept) * Math.sqrt(n));
      double distance = 100 * (kept == 0 ? 1 : 1 - cosine);
      double weight = Math.sqrt(Math.exp(-distance * distance / 625));
      double y = oracle.value(input);
      for (int i = 0; i <= n; i++) {
        for (int j = 0; j <= n; j++) {
          matrix[i][j] += weight * z[i] * z[j];
        }
        matrix[i][n + 1] += weight * z[i] * y;
      }
    }
    for (int i = 0; i < n; i++) {
      matrix[i][i] += 1;
    }
    double[] expected = eliminate(matrix);
    for (int row = 1; row <= n; row++) {
      assertEquals(expected[row - 1], found.raw(row), 1e-5);
    }
    assertEquals(1, sizes[n], "the whole text once");
    for (int kept = 0; kept < n; kept++) {
      assertEquals(199.0 / n, sizes[kept], 16, "every number of masked words as often");
    }
    assertTrue(found.delta(1).isEmpty() && found.totalDelta().isEmpty());
    assertEquals(Guarantee.NONE, found.guarantee());
  }

  /** Gauss–Jordan with the right side as last column. */
  private static double[] eliminate(double[][] matrix) {
    int n = matrix.length;
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int r = i; r < n; r++) {
        pivot = Math.abs(matrix[r][i]) > Math.abs(matrix[pivot][i]) ? r : pivot;
      }
      double[] swap = matrix[i];
      matrix[i] = matrix[pivot];
      matrix[pivot] = swap;
      for (int r = 0; r < n; r++) {
        if (r != i) {
          double factor = matrix[r][i] / matrix[i][i];
          for (int c = i; c <= n; c++) {
            matrix[r][c] -= factor * matrix[i][c];
          }
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = matrix[i][n] / matrix[i][i];
    }
    return solution;
  }

  @Test
  void oneWordAloneHasAllOfIt() {
    AttributionInput input = model.input().withWords(List.of(RowSet.of(1, 2, 3, 4, 5, 6)));
    Attribution shap = attribute(KernelShap.DEFAULT, input);
    RowSet all = RowSet.of(1, 2, 3, 4, 5, 6);
    assertEquals(shap.fInput() - shap.fBaseline().orElseThrow(), shap.unit(all).raw(), 1e-12);
    assertTrue(Math.abs(attribute(Lime.DEFAULT, input).unit(all).raw()) > 0);
  }

  @Test
  void settingsThatMakeNoSenseAreRefusedInASentence() {
    var sentences = new ArrayList<String>();
    sentences.add(assertThrows(IllegalArgumentException.class, () -> new Lime(1, 0)).getMessage());
    sentences.add(
        assertThrows(IllegalArgumentException.class, () -> new KernelShap(-1, 0)).getMessage());
    sentences.add(
        assertThrows(IllegalArgumentException.class, () -> new SmoothGrad(5, -1, 0)).getMessage());
    sentences.add(
        assertThrows(IllegalArgumentException.class, () -> new GradientShap(5, Double.NaN, 0))
            .getMessage());
    assertEquals(
        List.of(
            "samples is 1; it must be at least 2",
            "samples is -1; it must be at least 0",
            "noise is -1.0; it must be a number, 0 or more",
            "noise is NaN; it must be a number, 0 or more"),
        sentences);
  }
}
