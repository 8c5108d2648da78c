package org.mekiki.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.GradientCheck;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** The layer against its definition in double precision. */
final class LstmTest {
  private static final int IN = 3;
  private static final int HIDDEN = 5;
  private static final int STEPS = 4;
  private final Random random = new Random(17);
  private final Tensor inputWeight = values(4 * HIDDEN, IN);
  private final Tensor stateWeight = values(4 * HIDDEN, HIDDEN);
  private final Tensor bias = values(4 * HIDDEN);
  private final Lstm lstm =
      new Lstm(KernelSelection.current().kernels(), inputWeight, stateWeight, bias);
  private final Tensor x = values(2, STEPS, IN);

  private Tensor values(int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.7 * random.nextGaussian());
    }
    return Tensor.of(Shape.of(dims), values);
  }

  /** All states, [2, STEPS, HIDDEN], of inputs [2, STEPS, IN]. */
  private double[] oracle(double[] inputs) {
    double[] states = new double[2 * STEPS * HIDDEN];
    for (int b = 0; b < 2; b++) {
      double[] h = new double[HIDDEN];
      double[] c = new double[HIDDEN];
      for (int t = 0; t < STEPS; t++) {
        double[] gates = new double[4 * HIDDEN];
        for (int g = 0; g < gates.length; g++) {
          gates[g] = bias.getFlat(g);
          for (int j = 0; j < IN; j++) {
            gates[g] += inputWeight.getFlat(g * IN + j) * inputs[(b * STEPS + t) * IN + j];
          }
          for (int j = 0; j < HIDDEN; j++) {
            gates[g] += stateWeight.getFlat(g * HIDDEN + j) * h[j];
          }
        }
        double[] next = new double[HIDDEN];
        for (int j = 0; j < HIDDEN; j++) {
          c[j] =
              sigmoid(gates[HIDDEN + j]) * c[j]
                  + sigmoid(gates[j]) * Math.tanh(gates[2 * HIDDEN + j]);
          next[j] = sigmoid(gates[3 * HIDDEN + j]) * Math.tanh(c[j]);
          states[(b * STEPS + t) * HIDDEN + j] = next[j];
        }
        h = next;
      }
    }
    return states;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.getFlat(i);
    }
    return values;
  }

  @Test
  void statesAndTheirGradientEqualTheDefinition() {
    var tape = new Tape(ComputeContext.sequential());
    Tensor states = lstm.states(tape.input(x)).value();
    double[] expected = oracle(doubles(x));
    assertEquals(Shape.of(2, STEPS, HIDDEN), states.shape());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], states.getFlat(i), 1e-6);
    }
    GradientCheck.check(
            ComputeContext.sequential(),
            (_, in) -> lstm.states(in.getFirst()),
            in -> oracle(in[0]),
            List.of(x),
            5)
        .requireWithin(1e-5);
  }

  @Test
  void theLastStateIsTheLastRow() {
    var tape = new Tape(ComputeContext.sequential());
    Tensor states = lstm.states(tape.constant(x)).value();
    Tensor last = lstm.lastState(tape.constant(x)).value();
    for (int b = 0; b < 2; b++) {
      for (int j = 0; j < HIDDEN; j++) {
        assertEquals(
            states.getFlat((b * STEPS + STEPS - 1) * HIDDEN + j), last.getFlat(b * HIDDEN + j));
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    var weights =
        assertThrows(
            ShapeMismatchException.class,
            () ->
                new Lstm(
                    KernelSelection.current().kernels(),
                    inputWeight,
                    values(4 * HIDDEN, HIDDEN + 1),
                    bias));
    assertTrue(weights.getMessage().contains("[4 M, M]"), weights.getMessage());
    var tape = new Tape(ComputeContext.sequential());
    var rows =
        assertThrows(
            ShapeMismatchException.class, () -> lstm.states(tape.constant(values(STEPS, IN))));
    assertTrue(rows.getMessage().contains("[B, S, in]"), rows.getMessage());
  }
}
