package org.mekiki.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.quadrature.Quadrature;
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.Weights;

/** What mekiki computes for a benchmark's model: peers are compared with it. */
public final class MekikiReference {
  /** Single precision in another order, through twelve layers. */
  private static final double TOLERANCE = 2e-4;

  private final BenchmarkModel model;

  /** Of {@code tiny}, {@code embedded} or {@code base}. */
  public MekikiReference(String model) {
    this.model = BenchmarkModel.of(model);
  }

  /** Sizes. */
  public EncoderConfig config() {
    return model.config();
  }

  /** Weights by canonical name. */
  public Weights weights() {
    return model.weights();
  }

  /** Word-embedding rows, [batch, tokens, M]. */
  public Tensor rows(int batch, int tokens) {
    return model.rows(batch, tokens);
  }

  /** Throws unless these are the logits of the rows. */
  public void checkLogits(Tensor rows, float[] actual) {
    var tape = new Tape(ComputeContext.sequential());
    float[] expected = model.logits(tape, tape.constant(rows)).value().toArray();
    Expect.near("logits", expected, actual, TOLERANCE);
  }

  /** Throws unless this is the gradient of the first class's logits, summed over the batch. */
  public void checkGradient(Tensor rows, float[] actual) {
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(rows);
    Variable sum = Ops.sum(Ops.select(model.logits(tape, x), 1, 0));
    Expect.near("gradient", tape.backward(sum).of(x).toArray(), actual, TOLERANCE);
  }

  /** Nodes of the Gauss–Legendre rule on [0, 1]. */
  public static double[] nodes(int steps) {
    Quadrature rule = Quadrature.of(QuadratureRule.GAUSS_LEGENDRE, steps);
    return IntStream.range(0, rule.size()).mapToDouble(rule::node).toArray();
  }

  /** Their weights. */
  public static double[] nodeWeights(int steps) {
    Quadrature rule = Quadrature.of(QuadratureRule.GAUSS_LEGENDRE, steps);
    return IntStream.range(0, rule.size()).mapToDouble(rule::weight).toArray();
  }

  /**
   * Throws unless these are the attributions [S, M] of a sentence by a fixed rule, each row moved
   * from zero alone.
   */
  public void checkAttribution(int tokens, int steps, float[] actual) {
    boolean[] movable = new boolean[tokens];
    Arrays.fill(movable, true);
    Tensor rows = rows(1, tokens).reshaped(Shape.of(tokens, config().hiddenSize()));
    var input = new AttributionInput(rows, Tensor.zeros(rows.shape()), movable);
    Attribution expected =
        new SequentialIntegratedGradients()
            .attributeOne(
                new AttributionTask(
                    new BenchmarkLogits(model),
                    List.of(new Target(0, OutputKind.LOGIT)),
                    input,
                    RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, steps),
                    ComputeContext.sequential(),
                    Monitor.NONE));
    Expect.near("attributions", expected.features().toArray(), actual, 1e-3);
  }

  /** The work of a forward pass and a gradient. */
  public static Work gradientWork(String model, int batch, int tokens) {
    return new EncoderWork(BenchmarkModel.config(model), batch, tokens).gradient();
  }

  /** The work of a forward pass, counted as for mekiki, from the parameters model and input. */
  public static Work forwardWork(Params params) {
    return EncoderBenchmark.forwardWork(params);
  }

  /** The work of a forward pass and a gradient. */
  public static Work gradientWork(Params params) {
    return EncoderBenchmark.gradientWork(params);
  }

  /** The work of a training step. */
  public static Work trainingWork(Params params) {
    return TrainingBenchmark.work(params);
  }

  /** Token numbers of the texts of {@link TrainingBenchmark}, one text after the other. */
  public static int[] trainingTokens(int texts, int tokens) {
    return TrainingStep.tokens(texts, tokens);
  }

  /** Classes of these texts. */
  public static int[] trainingTargets(int texts) {
    return TrainingStep.targets(texts);
  }

  /** Throws unless this is the loss of these texts before the first step. */
  public static void checkTrainingLoss(int texts, int tokens, float actual) {
    double expected = trainingStep(texts, tokens).run();
    Expect.near("loss", new float[] {(float) expected}, new float[] {actual}, TOLERANCE);
  }

  /** Throws unless this is the gradient of a weight for these texts before the first step. */
  public static void checkTrainingGradient(int texts, int tokens, String weight, float[] actual) {
    Expect.near(weight, trainingStep(texts, tokens).gradient(weight), actual, TOLERANCE);
  }

  private static TrainingStep trainingStep(int texts, int tokens) {
    try {
      return new TrainingStep(texts, tokens, 0, ComputeContext.sequential());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
