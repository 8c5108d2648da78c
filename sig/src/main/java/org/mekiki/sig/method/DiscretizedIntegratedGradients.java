package org.mekiki.sig.method;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.CountedWork;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.GradientSums;
import org.mekiki.sig.evaluation.Variant;

/**
 * Discretized Integrated Gradients (Sanyal and Ren 2021): all words move together, each on a path
 * through points near real words, monotone in every feature. The integral is the sum that the
 * authors take, Σ_k ∂F/∂x(z_k) · (z_{k+1} − z_k) from the baseline on; with more steps it does not
 * become finer without end, as the words near a word are what they are. The residual against F(x) −
 * F(baseline) is reported.
 */
public final class DiscretizedIntegratedGradients implements AttributionMethod {
  /** Anchors of a path, as the authors have them. */
  public static final int STEPS = 30;

  /** Words that an anchor is chosen from, as the authors have them. */
  public static final int NEIGHBOURS = 500;

  private final Strategy strategy;
  private final int steps;
  private final int count;

  /** Of the table that was asked about last; replaced as a whole. */
  private volatile Neighbours neighbours;

  /** Which word near the last anchor is the next. */
  public enum Strategy {
    /** The word that is changed least when it is made monotone. */
    GREEDY("dig", "Discretized Integrated Gradients, greedy"),
    /** The word with most features that are monotone already. */
    MAX_COUNT("dig-maxcount", "Discretized Integrated Gradients, maxcount");

    private final String label;
    private final String title;

    Strategy(String label, String title) {
      this.label = label;
      this.title = title;
    }
  }

  /**
   * As the authors have it: 30 steps, 500 neighbours.
   *
   * @param strategy which word near the last anchor is the next
   */
  public DiscretizedIntegratedGradients(Strategy strategy) {
    this(strategy, STEPS, NEIGHBOURS);
  }

  /**
   * A method.
   *
   * @param strategy which word near the last anchor is the next
   * @param steps anchors of a path
   * @param neighbours words that an anchor is chosen from
   */
  public DiscretizedIntegratedGradients(Strategy strategy, int steps, int neighbours) {
    Requirements.atLeast("steps", steps, 1);
    Requirements.atLeast("neighbours", neighbours, 1);
    this.strategy = strategy;
    this.steps = steps;
    this.count = neighbours;
  }

  @Override
  public String name() {
    return strategy.label;
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of(strategy.title, Guarantee.SUM);
  }

  @Override
  public Map<String, Number> parameters() {
    return Parameters.of("steps", steps).with("neighbours", count).map();
  }

  /** The gradient at every point but the last, which is the input. */
  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1 + (steps + 1) * (1L + targets), 0, 1);
  }

  /**
   * Attributes.
   *
   * @throws IllegalArgumentException if the function has no embedding table of the rows' width or a
   *     row of the input is none of its rows
   */
  @Override
  public List<Attribution> attribute(AttributionTask task) {
    float[][][] paths =
        paths(
            neighbours(task.function(), task.input()),
            task.input(),
            task.context(),
            new CountedWork(task.monitor(), 2L + steps));
    try (var evaluator = new Evaluator(task)) {
      evaluator.expect(2L + steps);
      double[] value = evaluator.values(List.of(Variant.INPUT))[0];
      RowSet moving = RowSet.of(task.input().moving());
      List<Variant> points =
          IntStream.rangeClosed(0, steps)
              .mapToObj(k -> Variant.given(moving, (row, to, at) -> write(paths[row], k, to, at)))
              .toList();
      GradientSums sums =
          GradientSums.of(
              evaluator,
              task.input(),
              points,
              task.targets().size(),
              (k, row, j) -> (double) point(paths[row], k + 1)[j] - point(paths[row], k)[j]);
      return IntStream.range(0, task.targets().size())
          .mapToObj(
              t ->
                  new RowFeatures(task.input(), sums.sums()[t])
                      .attribution(
                          value[t],
                          OptionalDouble.of(sums.first()[t]),
                          evaluator.counts(),
                          guarantee(),
                          steps + 1))
          .toList();
    }
  }

  /** Point k of the way from the baseline; paths are made in the other direction. */
  private static float[] point(float[][] path, int k) {
    return path[path.length - 1 - k];
  }

  private static void write(float[][] path, int k, float[] target, int at) {
    float[] point = point(path, k);
    System.arraycopy(point, 0, target, at, point.length);
  }

  private Neighbours neighbours(LogitFunction function, AttributionInput input) {
    Optional<Tensor> table = function.embeddingTable();
    if (table.isEmpty() || table.get().shape().dim(1) != input.width()) {
      throw new IllegalArgumentException(
          "%s needs the model's embedding table, which this model does not show".formatted(name()));
    }
    Neighbours present = neighbours;
    if (present == null || present.table() != table.get()) {
      present = new Neighbours(table.get(), count);
      neighbours = present;
    }
    return present;
  }

  /** The path of each row that moves. */
  private float[][][] paths(
      Neighbours words, AttributionInput input, ComputeContext context, CountedWork work) {
    int[] moving = input.moving();
    float[][][] paths = new float[input.size()][][];
    context.forEach(
        moving.length,
        (i, _) -> {
          int row = moving[i];
          int wordRow = words.find(input.rows(), row);
          if (wordRow < 0) {
            throw new IllegalArgumentException(
                "row %d of the input is not a row of the embedding table".formatted(row));
          }
          int baselineRow = words.find(input.baseline(), row);
          paths[row] =
              new MonotonePath(
                      words, strategy, steps, values(input.baseline(), row), baselineRow, work)
                  .from(values(input.rows(), row), wordRow);
        });
    return paths;
  }

  private static float[] values(Tensor rows, int row) {
    int width = rows.shape().dim(1);
    int from = rows.offset() + row * width;
    return Arrays.copyOfRange(rows.array(), from, from + width);
  }
}
