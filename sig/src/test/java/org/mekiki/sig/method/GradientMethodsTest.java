package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.AskedInputs;
import org.mekiki.sig.DoubleModel;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SmallModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.game.Randomness;

/** Methods of gradients against the same in double precision, written once more. */
final class GradientMethodsTest {
  private static final int WIDTH = SmallModel.WIDTH;
  private final SmallModel model = new SmallModel(true, 0.5);
  private final DoubleModel oracle = new DoubleModel(model);
  private final double[] x = DoubleModel.doubles(model.input().rows());
  private final double[] b = baseline();

  /** The fixed row stays at the input. */
  private double[] baseline() {
    double[] baseline = DoubleModel.doubles(model.input().baseline());
    System.arraycopy(x, 0, baseline, 0, WIDTH);
    return baseline;
  }

  private Attribution attribute(AttributionMethod method) {
    return model.attribute(method, RunSettings.DEFAULT);
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

  private static void requireFeatures(double[] expected, Attribution actual) {
    for (int row = 1; row < SmallModel.WORDS; row++) {
      double sum = 0;
      for (int j = 0; j < WIDTH; j++) {
        double value = expected[row * WIDTH + j];
        assertEquals(value, actual.features().get(row, j), 2e-6);
        sum += value;
      }
      assertEquals(sum, actual.raw(row), 4e-6);
    }
    assertEquals(0, actual.raw(0));
  }

  @Test
  void oneGradientGivesFourMethods() {
    double[] gradient = oracle.gradient(x);
    requireFeatures(gradient, attribute(new InputGradient(InputGradient.Kind.SUM)));
    double[] timesInput = gradient.clone();
    double[] timesDifference = gradient.clone();
    for (int i = 0; i < x.length; i++) {
      timesInput[i] *= x[i];
      timesDifference[i] *= x[i] - b[i];
    }
    requireFeatures(timesInput, attribute(new InputGradient(InputGradient.Kind.TIMES_INPUT)));
    requireFeatures(
        timesDifference, attribute(new InputGradient(InputGradient.Kind.TIMES_DIFFERENCE)));
    Attribution norm = attribute(new InputGradient(InputGradient.Kind.NORM));
    requireNorms(gradient, norm);
    assertThrows(UnsupportedOperationException.class, norm::features);
  }

  private static void requireNorms(double[] expected, Attribution actual) {
    for (int row = 1; row < SmallModel.WORDS; row++) {
      double norm = 0;
      for (int j = 0; j < WIDTH; j++) {
        norm = Math.hypot(norm, expected[row * WIDTH + j]);
      }
      assertEquals(norm, actual.raw(row), 2e-6);
    }
  }

  /** LayerNorm does not see a common shift; what is left of the sum is rounding, and says so. */
  @Test
  void aSumThatIsRoundingIsNothing() {
    Tensor scale = Tensor.of(Shape.of(WIDTH), 0.1f, 0.2f, 0.3f, 0.4f);
    LogitFunction normalised =
        (tape, rows) ->
            model.logits(tape, org.mekiki.core.ops.Ops.layerNorm(rows, scale, scale, 1e-12f));
    Attribution sum =
        attribute(new InputGradient(InputGradient.Kind.SUM), normalised, model.input());
    Attribution norm =
        attribute(new InputGradient(InputGradient.Kind.NORM), normalised, model.input());
    for (int row = 1; row < SmallModel.WORDS; row++) {
      assertEquals(0, sum.raw(row));
      assertEquals(0, sum.score(row));
      assertTrue(norm.raw(row) > 0.01);
    }
  }

  @Test
  void theNormOfAWordIsThatOfAllItsFeatures() {
    double[] gradient = oracle.gradient(x);
    RowSet word = RowSet.of(2, 3);
    AttributionInput input = model.input().withPhrases(List.of(word));
    Attribution norm = attribute(new InputGradient(InputGradient.Kind.NORM), model::logits, input);
    assertEquals(Vectors.norm(gradient, 2 * WIDTH, 4 * WIDTH), norm.unit(word).raw(), 2e-6);
    Attribution sum = attribute(new InputGradient(InputGradient.Kind.SUM), model::logits, input);
    assertEquals(sum.raw(2) + sum.raw(3), sum.unit(word).raw(), 1e-9);
  }

  @Test
  void smoothGradIsTheMeanGradientAtWhatItAsks() {
    var asked = new AskedInputs(model::logits, null);
    var method = new SmoothGrad(40, 0.2, 3);
    Attribution found = attribute(method, asked, model.input());
    List<double[]> noisy = asked.inputs().subList(1, asked.inputs().size());
    assertEquals(40, noisy.size());
    double[] mean = new double[x.length];
    double square = 0;
    for (double[] point : noisy) {
      double[] gradient = oracle.gradient(point);
      for (int i = 0; i < x.length; i++) {
        mean[i] += gradient[i] / 40;
        square += (point[i] - x[i]) * (point[i] - x[i]);
        assertTrue(i >= WIDTH || point[i] == x[i], "a fixed row has no noise");
      }
    }
    requireNorms(mean, found);
    double spread = spread();
    double deviation = Math.sqrt(square / 40 / (x.length - WIDTH));
    assertEquals(0.2 * spread, deviation, 0.02 * spread);
  }

  private double spread() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = WIDTH; i < x.length; i++) {
      smallest = Math.min(smallest, x[i]);
      largest = Math.max(largest, x[i]);
    }
    return largest - smallest;
  }

  @Test
  void smoothGradWithoutNoiseIsTheGradient() {
    Attribution smooth = attribute(new SmoothGrad(3, 0, 0));
    Attribution plain = attribute(new InputGradient(InputGradient.Kind.NORM));
    for (int row = 0; row < SmallModel.WORDS; row++) {
      assertEquals(plain.raw(row), smooth.raw(row), 1e-6);
    }
  }

  @Test
  void gradientShapIsTheMeanProductAtWhatItAsks() {
    var asked = new AskedInputs(model::logits, null);
    Attribution found = attribute(new GradientShap(60, 0, 1), asked, model.input());
    List<double[]> points = asked.inputs().subList(2, asked.inputs().size());
    double[] expected = new double[x.length];
    double meanAlpha = 0;
    for (double[] point : points) {
      double alpha = (point[WIDTH] - b[WIDTH]) / (x[WIDTH] - b[WIDTH]);
      meanAlpha += alpha / 60;
      double[] gradient = oracle.gradient(point);
      for (int i = 0; i < x.length; i++) {
        assertEquals(b[i] + alpha * (x[i] - b[i]), point[i], 1e-5, "on the straight line");
        expected[i] += gradient[i] * (x[i] - b[i]) / 60;
      }
    }
    assertEquals(0.5, meanAlpha, 0.15);
    requireFeatures(expected, found);
    double difference = oracle.value(x) - oracle.value(b);
    double sum = 0;
    for (double feature : expected) {
      sum += feature;
    }
    assertEquals(sum - difference, found.totalDelta().orElseThrow(), 1e-5);
  }

  /** Many samples come near Integrated Gradients; the residual says how near. */
  @Test
  void gradientShapConvergesToIntegratedGradients() {
    Attribution few = attribute(new GradientShap(20, 0, 0));
    Attribution many = attribute(new GradientShap(20000, 0, 0));
    Attribution exact = model.attribute(new IntegratedGradients(), RunSettings.adaptive(1e-5));
    for (int row = 1; row < SmallModel.WORDS; row++) {
      assertEquals(exact.raw(row), many.raw(row), 0.02 * exact.largestScore());
    }
    assertTrue(
        Math.abs(many.totalDelta().orElseThrow()) < Math.abs(few.totalDelta().orElseThrow()));
    assertTrue(many.converged());
  }

  @Test
  void gradientShapWithNoiseMovesTheEndOfThePath() {
    var asked = new AskedInputs(model::logits, null);
    Attribution found = attribute(new GradientShap(5, 0.1, 1), asked, model.input());
    double[] alphas = Randomness.of(1, model.input()).stream(-1).doubles(5).toArray();
    double[] expected = new double[x.length];
    for (int s = 0; s < 5; s++) {
      double[] point = asked.inputs().get(2 + s);
      double[] gradient = oracle.gradient(point);
      for (int i = WIDTH; i < x.length; i++) {
        double end = b[i] + (point[i] - b[i]) / alphas[s];
        assertNotEquals(x[i], end, 1e-5);
        expected[i] += gradient[i] * (end - b[i]) / 5;
      }
    }
    for (int row = 1; row < SmallModel.WORDS; row++) {
      double sum = 0;
      for (int j = 0; j < WIDTH; j++) {
        sum += expected[row * WIDTH + j];
      }
      assertEquals(sum, found.raw(row), 1e-4);
    }
  }

  @Test
  void deepLiftTakesTheQuotientOfDifferences() {
    double[] expected = oracle.multipliers(x, b);
    for (int i = 0; i < x.length; i++) {
      expected[i] *= x[i] - b[i];
    }
    Attribution found = attribute(new DeepLift());
    requireFeatures(expected, found);
    assertEquals(0, found.totalDelta().orElseThrow(), 2e-6);
    assertEquals(oracle.value(b), found.fBaseline().orElseThrow(), 2e-6);
    assertTrue(found.converged());
  }

  /** Where the model is a ReLU network and has kinks all along the path, it adds up as well. */
  @Test
  void deepLiftAddsUpForEveryOutput() {
    for (boolean smooth : new boolean[] {true, false}) {
      var other = new SmallModel(smooth, 2);
      for (OutputKind kind : OutputKind.values()) {
        Attribution found =
            new DeepLift()
                .attributeOne(
                    new AttributionTask(
                        other::logits,
                        List.of(new Target(2, kind)),
                        other.input(),
                        RunSettings.DEFAULT,
                        ComputeContext.sequential(),
                        Monitor.NONE));
        assertEquals(
            0, found.totalDelta().orElseThrow(), 1e-5 * found.largestScore(), kind.label());
      }
    }
  }

  @Test
  void deepLiftAtTheBaselineIsAllZero() {
    AttributionInput same =
        new AttributionInput(model.input().rows(), model.input().rows(), model.input().movable());
    Attribution found = attribute(new DeepLift(), model::logits, same);
    for (int row = 0; row < SmallModel.WORDS; row++) {
      assertEquals(0, found.raw(row));
    }
    assertTrue(found.converged());
  }

  /** A function that does other things at the baseline cannot be compared. */
  @Test
  void deepLiftRefusesFunctionsThatBranch() {
    LogitFunction branching =
        (tape, rows) ->
            rows.value().getFlat(WIDTH) == model.input().rows().getFlat(WIDTH)
                ? model.logits(tape, rows)
                : org.mekiki.core.ops.Ops.tanh(model.logits(tape, rows));
    assertThrows(
        IllegalStateException.class, () -> attribute(new DeepLift(), branching, model.input()));
  }

  static Tensor tensor(int rows, int width, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(Shape.of(rows, width), floats);
  }
}
