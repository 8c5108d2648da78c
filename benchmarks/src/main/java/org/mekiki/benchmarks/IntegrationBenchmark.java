package org.mekiki.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole explanations of one sentence with a fixed number of nodes a path: every word moves, a token
 * before and one after stay.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class IntegrationBenchmark {
  /** From so many nodes on, every path of the benchmark's models is converged. */
  private static final int ENOUGH_STEPS = 20;

  /**
   * {@code sig}: a path a word; {@code ig}: one path; {@code sig-exact}: no path, whatever the
   * steps.
   */
  @Param({"sig", "ig"})
  private String method;

  /** Which model. */
  @Param({"embedded"})
  private String model;

  /** Words, a token each. */
  @Param({"8", "16", "32", "64"})
  private int words;

  /** Gauss–Legendre nodes a path. */
  @Param({"20"})
  private int steps;

  /** Token rows evaluated together; 0 for the default. */
  @Param({"0"})
  private int batchRows;

  /** Threads of the context. */
  @Param({"2"})
  private int threads;

  private ComputeContext context;
  private BenchmarkModel classifier;
  private AttributionInput input;
  private AttributionMethod attribution;
  private RunSettings settings;

  /** For JMH. */
  public IntegrationBenchmark() {}

  static Work work(Params params) {
    int words = params.integer("words");
    EncoderConfig config = BenchmarkModel.config(params.text("model"));
    PassCounts counts = counts(params.text("method"), config, words, params.integer("steps"));
    return new Work(2.0 * counts.multiplyAdds(), 0, counts.forward() * (words + 2.0), "tokens");
  }

  /**
   * What an explanation has to compute, from the sizes alone; the check compares it with what the
   * method reports.
   */
  private static PassCounts counts(String method, EncoderConfig config, int words, int steps) {
    boolean joint = method.equals("ig");
    int paths = joint ? 1 : words;
    int moved = joint ? words : 1;
    long nodes = method.equals("sig-exact") ? 0 : (long) paths * steps;
    var sentence = new EncoderWork(config, 1, words + 2);
    double flops =
        sentence.sharedFlops()
            + sentence.variantForwardFlops(1) // of the text itself one row is given
            + (paths + nodes) * sentence.variantForwardFlops(moved)
            + nodes * sentence.variantBackwardFlops(moved);
    return new PassCounts(1 + paths + nodes, nodes, (long) (flops / 2));
  }

  /** Makes model and input. */
  @Setup
  public void setUp() {
    context = ComputeContext.ownedPool(threads);
    classifier = BenchmarkModel.of(model);
    attribution =
        switch (method) {
          case "sig" -> new SequentialIntegratedGradients();
          case "sig-exact" -> new ExactScores();
          case "ig" -> new IntegratedGradients();
          default -> throw new IllegalArgumentException("there is no method \"" + method + "\"");
        };
    settings = RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, steps).withBatchRows(batchRows);
    int tokens = words + 2;
    int width = classifier.config().hiddenSize();
    boolean[] movable = new boolean[tokens];
    Arrays.fill(movable, 1, tokens - 1, true);
    Tensor rows = classifier.rows(1, tokens).reshaped(Shape.of(tokens, width));
    input = new AttributionInput(rows, Tensor.zeros(rows.shape()), movable);
  }

  /** Checks completeness, the number of passes, and, for short sentences, the scalar kernels. */
  @TearDown
  public void check() {
    Attribution measured = explain(context);
    Expect.that(
        measured.counts().equals(counts(method, classifier.config(), words, steps)),
        "the method made %s, the work is counted for %s"
            .formatted(measured.counts(), counts(method, classifier.config(), words, steps)));
    double largest = 0;
    for (int i = 0; i < words + 2; i++) {
      largest = Math.max(largest, Math.abs(measured.raw(i)));
    }
    Expect.that(largest > 0, "all attributions are zero");
    double error = measured.maxAbsDelta();
    Expect.that(
        steps < ENOUGH_STEPS || error <= 0.02 * largest,
        "the largest integration error is %s, the largest score %s".formatted(error, largest));
    if (words <= 8 && model.equals("embedded")) {
      Expect.near(
          "attributions", numbers(explain(context.withScalarKernels())), numbers(measured), 1e-3);
    }
    context.close();
  }

  /** Features, or scores where there are none. */
  private static float[] numbers(Attribution attribution) {
    if (attribution.hasFeatures()) {
      return attribution.features().toArray();
    }
    float[] scores = new float[attribution.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) attribution.raw(i);
    }
    return scores;
  }

  private Attribution explain(ComputeContext where) {
    return attribution.attributeOne(
        new AttributionTask(
            new BenchmarkLogits(classifier),
            List.of(new Target(0, OutputKind.LOGIT)),
            input,
            settings,
            where,
            Monitor.NONE));
  }

  /** One explanation. */
  @Benchmark
  public Attribution explain() {
    return explain(context);
  }
}
