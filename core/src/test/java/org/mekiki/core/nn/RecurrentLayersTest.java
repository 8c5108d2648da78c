package org.mekiki.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.GradientCheck;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** Two layers in both directions, against their formulas in double precision. */
final class RecurrentLayersTest {
  private static final Kernels KERNELS = KernelSelection.current().kernels();
  private static final int IN = 3;
  private static final int HIDDEN = 5;
  private static final int STEPS = 4;
  private static final int DIRECTIONS = 4;
  private final Random random = new Random(23);

  private Tensor values(int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.6 * random.nextGaussian());
    }
    return Tensor.of(Shape.of(dims), values);
  }

  /** Weights of all directions, four tensors each: of the input with bias, of the state. */
  private List<Tensor> weights(boolean lstm) {
    int rows = (lstm ? 4 : 3) * HIDDEN;
    var weights = new ArrayList<Tensor>();
    for (int i = 0; i < DIRECTIONS; i++) {
      weights.add(values(rows, i < 2 ? IN : 2 * HIDDEN));
      weights.add(values(rows));
      weights.add(values(rows, HIDDEN));
      weights.add(values(rows));
    }
    return weights;
  }

  private static RecurrentCell cell(boolean lstm, List<Tensor> weights, int direction) {
    List<Tensor> own = weights.subList(4 * direction, 4 * direction + 4);
    LinearWeights input = LinearWeights.constant(KERNELS, own.get(0), own.get(1));
    LinearWeights state = LinearWeights.constant(KERNELS, own.get(2), own.get(3));
    return lstm ? new LstmCell(input, state) : new GruCell(input, state);
  }

  private static RecurrentLayers layers(boolean lstm, List<Tensor> weights) {
    var layers = new ArrayList<RecurrentLayers.Layer>();
    for (int i = 0; i < DIRECTIONS; i += 2) {
      layers.add(
          new RecurrentLayers.Layer(
              cell(lstm, weights, i), Optional.of(cell(lstm, weights, i + 1))));
    }
    return new RecurrentLayers(layers);
  }

  private static RecurrentOracle.Direction direction(double[][] weights, int direction) {
    int at = 4 * direction;
    return new RecurrentOracle.Direction(
        weights[at], weights[at + 1], weights[at + 2], weights[at + 3]);
  }

  /** All states of sequences of these lengths, zeros after their ends. */
  private static double[] oracle(boolean lstm, double[] x, double[][] weights, int... lengths) {
    var oracle = new RecurrentOracle(lstm, HIDDEN);
    double[] states = new double[lengths.length * STEPS * 2 * HIDDEN];
    for (int b = 0; b < lengths.length; b++) {
      double[][] rows = new double[lengths[b]][];
      for (int t = 0; t < rows.length; t++) {
        int at = (b * STEPS + t) * IN;
        rows[t] = Arrays.copyOfRange(x, at, at + IN);
      }
      double[][] lower = oracle.both(rows, direction(weights, 0), direction(weights, 1));
      double[][] upper = oracle.both(lower, direction(weights, 2), direction(weights, 3));
      for (int t = 0; t < rows.length; t++) {
        System.arraycopy(upper[t], 0, states, (b * STEPS + t) * 2 * HIDDEN, 2 * HIDDEN);
      }
    }
    return states;
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.size()];
    Arrays.setAll(values, tensor::getFlat);
    return values;
  }

  private static double[][] doubles(List<Tensor> tensors) {
    return tensors.stream().map(RecurrentLayersTest::doubles).toArray(double[][]::new);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void statesAndTheirGradientEqualTheFormulas(boolean lstm) {
    List<Tensor> weights = weights(lstm);
    RecurrentLayers layers = layers(lstm, weights);
    Tensor x = values(3, STEPS, IN);
    for (int[] lengths : new int[][] {{4, 4, 4}, {4, 2, 1}, {1, 4, 3}, {2, 2, 2}}) {
      var tape = new Tape(ComputeContext.sequential(), Workspace.poisoning());
      Tensor states = layers.states(tape.input(x), lengths).value();
      assertEquals(Shape.of(3, STEPS, 2 * HIDDEN), states.shape());
      double[] expected = oracle(lstm, doubles(x), doubles(weights), lengths);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], states.getFlat(i), 1e-6);
      }
      GradientCheck.check(
              ComputeContext.sequential(),
              (_, in) -> layers.states(in.getFirst(), lengths),
              in -> oracle(lstm, in[0], doubles(weights), lengths),
              List.of(x),
              5)
          .requireWithin(1e-5);
    }
  }

  /** A sequence alone, in a batch, and before other padding: the same bits, forward and back. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neitherTheBatchNorItsPaddingChangesABit(boolean lstm) {
    RecurrentLayers layers = layers(lstm, weights(lstm));
    Tensor x = values(4, STEPS, IN);
    int[] lengths = {2, 4, 1, 3};
    for (int threads : new int[] {1, 2, 7}) {
      try (var pool = ComputeContext.ownedPool(threads)) {
        Tensor[] batch = statesAndGradient(layers, x, pool, lengths);
        for (int b = 0; b < lengths.length; b++) {
          Tensor alone = part(x, b, lengths[b]);
          Tensor[] single =
              statesAndGradient(layers, alone, ComputeContext.sequential(), lengths[b]);
          assertTrue(part(batch[0], b, lengths[b]).sameBits(single[0]), "states " + b);
          assertTrue(part(batch[1], b, lengths[b]).sameBits(single[1]), "gradient " + b);
        }
      }
    }
    float[] other = x.toArray();
    Arrays.fill(other, 2 * IN, 4 * IN, 1e6f);
    Tensor[] padded =
        statesAndGradient(
            layers, Tensor.of(x.shape(), other), ComputeContext.sequential(), lengths);
    Tensor[] plain = statesAndGradient(layers, x, ComputeContext.sequential(), lengths);
    assertTrue(plain[0].sameBits(padded[0]));
    assertTrue(plain[1].sameBits(padded[1]));
  }

  private static Tensor[] statesAndGradient(
      RecurrentLayers layers, Tensor x, ComputeContext context, int... lengths) {
    var tape = new Tape(context, Workspace.poisoning());
    Variable in = tape.input(x);
    Variable states = layers.states(in, lengths);
    Tensor values = Tensor.of(states.shape(), states.value().toArray());
    Tensor gradient = tape.backward(Ops.sum(Ops.mul(states, states))).of(in);
    return new Tensor[] {values, gradient};
  }

  /** The first steps of one sequence of a batch, as a batch of one. */
  private static Tensor part(Tensor batch, int number, int steps) {
    int width = batch.shape().dim(2);
    int from = number * batch.shape().dim(1) * width;
    return Tensor.of(
        Shape.of(1, steps, width), Arrays.copyOfRange(batch.toArray(), from, from + steps * width));
  }

  @Test
  void longSequencesAreNoSpecialCase() {
    List<Tensor> weights = weights(false);
    Tensor x = values(1, 200, IN);
    var tape = new Tape(ComputeContext.sequential());
    Tensor states = layers(false, weights).states(tape.constant(x)).value();
    double[][] rows = new double[200][];
    double[] all = doubles(x);
    Arrays.setAll(rows, t -> Arrays.copyOfRange(all, t * IN, (t + 1) * IN));
    var oracle = new RecurrentOracle(false, HIDDEN);
    double[][] by = doubles(weights);
    double[][] lower = oracle.both(rows, direction(by, 0), direction(by, 1));
    double[][] upper = oracle.both(lower, direction(by, 2), direction(by, 3));
    for (int i = 0; i < states.size(); i++) {
      assertEquals(upper[i / 10][i % 10], states.getFlat(i), 2e-6);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    RecurrentLayers layers = layers(true, weights(true));
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.constant(values(2, STEPS, IN));
    var few = assertThrows(ShapeMismatchException.class, () -> layers.states(x, 4));
    assertTrue(few.getMessage().contains("1 lengths"), few.getMessage());
    for (int wrong : new int[] {0, 5}) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> layers.states(x, 4, wrong));
      assertTrue(thrown.getMessage().contains(wrong + " steps"), thrown.getMessage());
    }
    RecurrentCell lstm = cell(true, weights(true), 0);
    RecurrentLayers.Layer layer = new RecurrentLayers.Layer(lstm, Optional.empty());
    var stack =
        assertThrows(
            ShapeMismatchException.class, () -> new RecurrentLayers(List.of(layer, layer)));
    assertTrue(stack.getMessage().contains("layer 1 must read rows of 5"), stack.getMessage());
    var gates =
        assertThrows(
            ShapeMismatchException.class,
            () ->
                new GruCell(
                    LinearWeights.constant(KERNELS, values(20, IN), values(20)),
                    LinearWeights.constant(KERNELS, values(20, HIDDEN), values(20))));
    assertTrue(gates.getMessage().contains("[3 M, in]"), gates.getMessage());
  }
}
