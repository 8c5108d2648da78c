package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.AskedInputs;
import org.mekiki.sig.DoubleModel;
import org.mekiki.sig.SmallModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;

/** Discretized Integrated Gradients against the paper's algorithm, written once more with lists. */
final class DiscretizedIntegratedGradientsTest {
  private static final int ROWS = SmallModel.WORDS;
  private static final int WIDTH = SmallModel.WIDTH;
  private static final int TABLE = 80;
  private static final int BASELINE = 33;

  private final SmallModel model = new SmallModel(true, 0.5);
  private final DoubleModel oracle = new DoubleModel(model);
  private final Tensor table = table();

  private static Tensor table() {
    var random = new Random(3);
    float[] values = new float[TABLE * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(TABLE, WIDTH), values);
  }

  /** Row i is row 5 i of the table. */
  private AttributionInput input(Integer baseline) {
    float[] rows = new float[ROWS * WIDTH];
    float[] starts = new float[ROWS * WIDTH];
    boolean[] movable = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(table.array(), table.offset() + 5 * i * WIDTH, rows, i * WIDTH, WIDTH);
      if (baseline != null) {
        System.arraycopy(
            table.array(), table.offset() + baseline * WIDTH, starts, i * WIDTH, WIDTH);
      }
      movable[i] = i > 0;
    }
    Shape shape = Shape.of(ROWS, WIDTH);
    return new AttributionInput(Tensor.of(shape, rows), Tensor.of(shape, starts), movable);
  }

  private double[] row(int number) {
    return IntStream.range(0, WIDTH).mapToDouble(j -> table.get(number, j)).toArray();
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        IntStream.range(0, WIDTH).mapToDouble(j -> (a[j] - b[j]) * (a[j] - b[j])).sum());
  }

  private static boolean monotone(double baseline, double word, double point) {
    return baseline <= point && point <= word || word <= point && point <= baseline;
  }

  private static double[] made(double[] baseline, double[] word, double[] anchor, int steps) {
    return IntStream.range(0, WIDTH)
        .mapToDouble(
            j ->
                monotone(baseline[j], word[j], anchor[j])
                    ? anchor[j]
                    : word[j] - (word[j] - baseline[j]) / steps)
        .toArray();
  }

  /** From the word to the baseline, steps + 2 points. */
  private List<double[]> path(int word, double[] baseline, int steps, int count, boolean greedy) {
    var anchors = new ArrayList<>(List.of(word));
    for (int k = 0; k < steps; k++) {
      int last = anchors.getLast();
      List<Integer> near =
          last < 0
              ? List.of()
              : IntStream.range(0, TABLE)
                  .boxed()
                  .filter(v -> v != last)
                  .sorted(Comparator.comparingDouble(v -> distance(row(v), row(last))))
                  .limit(count)
                  .filter(v -> !Arrays.equals(row(v), baseline) && !anchors.contains(v))
                  .toList();
      anchors.add(
          near.stream()
              .min(
                  Comparator.comparingDouble(
                      v ->
                          greedy
                              ? distance(row(v), made(baseline, row(last), row(v), steps))
                              : -IntStream.range(0, WIDTH)
                                  .filter(j -> monotone(baseline[j], row(last)[j], row(v)[j]))
                                  .count()))
              .orElse(-1));
    }
    var points = new ArrayList<>(List.of(row(word)));
    for (int anchor : anchors.subList(1, anchors.size())) {
      points.add(anchor < 0 ? baseline : made(baseline, points.getLast(), row(anchor), steps));
    }
    points.add(baseline);
    return points;
  }

  private Attribution attribute(AttributionMethod method, LogitFunction function, Integer from) {
    return method.attributeOne(
        new AttributionTask(
            function,
            List.of(new Target(1, OutputKind.LOGIT)),
            input(from),
            RunSettings.DEFAULT,
            ComputeContext.sequential(),
            Monitor.NONE));
  }

  private void check(boolean greedy, Integer from, int steps, int neighbours) {
    var strategy =
        greedy
            ? DiscretizedIntegratedGradients.Strategy.GREEDY
            : DiscretizedIntegratedGradients.Strategy.MAX_COUNT;
    var asked = new AskedInputs(model::logits, table);
    Attribution found =
        attribute(new DiscretizedIntegratedGradients(strategy, steps, neighbours), asked, from);
    double[] baseline = from == null ? new double[WIDTH] : row(from);
    var paths = new ArrayList<List<double[]>>();
    for (int i = 0; i < ROWS; i++) {
      paths.add(
          i == 0
              ? java.util.Collections.nCopies(steps + 2, row(0))
              : path(5 * i, baseline, steps, neighbours, greedy));
    }
    double[] expected = new double[ROWS];
    for (int k = 0; k <= steps; k++) {
      double[] point = new double[ROWS * WIDTH];
      for (int i = 0; i < ROWS; i++) {
        System.arraycopy(paths.get(i).get(steps + 1 - k), 0, point, i * WIDTH, WIDTH);
      }
      double[] gradient = oracle.gradient(point);
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < WIDTH; j++) {
          double step = paths.get(i).get(steps - k)[j] - point[i * WIDTH + j];
          expected[i] += gradient[i * WIDTH + j] * step;
          assertEquals(point[i * WIDTH + j], asked.inputs().get(1 + k)[i * WIDTH + j], 1e-5);
          assertTrue(
              monotone(baseline[j] - 1e-6, paths.get(i).getFirst()[j] + 1e-6, point[i * WIDTH + j])
                  || monotone(
                      baseline[j] + 1e-6, paths.get(i).getFirst()[j] - 1e-6, point[i * WIDTH + j])
                  || i == 0,
              "every feature goes one way");
        }
      }
    }
    for (int i = 0; i < ROWS; i++) {
      assertEquals(expected[i], found.raw(i), 1e-5);
    }
    assertEquals(1 + 2 * (steps + 1), found.counts().total());
  }

  @Test
  void pathsAndSumsAreThePapers() {
    for (boolean greedy : new boolean[] {true, false}) {
      check(greedy, BASELINE, 6, 10);
      check(greedy, BASELINE, 30, 500);
      check(greedy, null, 8, 12);
      check(greedy, 10, 4, 5);
      check(greedy, BASELINE, 12, 2);
    }
  }

  @Test
  void aModelWithoutATableIsRefused() {
    var method = new DiscretizedIntegratedGradients(DiscretizedIntegratedGradients.Strategy.GREEDY);
    assertEquals(
        "dig needs the model's embedding table, which this model does not show",
        assertThrows(
                IllegalArgumentException.class, () -> attribute(method, model::logits, BASELINE))
            .getMessage());
  }
}
