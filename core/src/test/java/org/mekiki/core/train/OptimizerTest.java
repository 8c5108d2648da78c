package org.mekiki.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Rules against their definitions in double precision, over several steps. */
final class OptimizerTest {
  private static final int STEPS = 6;

  private final ComputeContext context = ComputeContext.sequential();

  private static Parameter parameter(String name, int... dims) {
    var random = new Random(name.hashCode());
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Parameter(name, Tensor.of(Shape.of(dims), values));
  }

  /** Gradients that are the given tensors: those of Σ p · g. */
  private static Gradients gradients(Tape tape, List<Parameter> parameters, Tensor... values) {
    tape.reset();
    var sum = Ops.sum(Ops.mul(tape.constant(values[0]), parameters.get(0)));
    for (int i = 1; i < values.length; i++) {
      sum = Ops.add(sum, Ops.sum(Ops.mul(tape.constant(values[i]), parameters.get(i))));
    }
    return tape.backward(sum);
  }

  private static Tensor random(long seed, Shape shape) {
    var random = new Random(seed);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
    }
    return Tensor.of(shape, values);
  }

  /** One element's way in double precision. */
  private interface Definition {
    double next(double value, double gradient, int step, double[] memory);
  }

  private void check(
      Function<List<ParameterGroup>, Optimizer> rule, double decay, Definition definition) {
    Parameter matrix = parameter("matrix", 3, 7);
    Parameter vector = parameter("vector", 5);
    List<Parameter> parameters = List.of(matrix, vector);
    List<ParameterGroup> groups = ParameterGroup.byShape(parameters, decay);
    assertEquals(List.of(matrix), groups.get(0).parameters());
    assertEquals(0, groups.get(1).weightDecay());
    Optimizer optimizer = rule.apply(groups);
    double[] expected = new double[21];
    double[][] memory = new double[21][2];
    for (int i = 0; i < 21; i++) {
      expected[i] = matrix.value().getFlat(i);
    }
    var sum = new GradientSum(parameters, context);
    Tape tape = Tape.training(context);
    for (int step = 1; step <= STEPS; step++) {
      Tensor ofMatrix = random(step, matrix.shape());
      Tensor ofVector = random(-step, vector.shape());
      sum.clear();
      sum.add(gradients(tape, parameters, ofMatrix, ofVector));
      long version = matrix.version();
      optimizer.step(sum, 0.01, context);
      assertNotEquals(version, matrix.version());
      for (int i = 0; i < 21; i++) {
        expected[i] = definition.next(expected[i], ofMatrix.getFlat(i), step, memory[i]);
        assertEquals(expected[i], matrix.value().getFlat(i), 3e-6, "step " + step);
      }
    }
  }

  @Test
  void adamWIsPyTorchs() {
    check(
        groups -> new AdamW(groups, 0.8, 0.95, 1e-6),
        0.1,
        (value, gradient, step, memory) -> {
          double decayed = value * (1 - 0.01 * 0.1);
          memory[0] = 0.8 * memory[0] + 0.2 * gradient;
          memory[1] = 0.95 * memory[1] + 0.05 * gradient * gradient;
          double denominator = Math.sqrt(memory[1]) / Math.sqrt(1 - Math.pow(0.95, step)) + 1e-6;
          return decayed - 0.01 / (1 - Math.pow(0.8, step)) * memory[0] / denominator;
        });
  }

  @Test
  void sgdWithMomentumIsPyTorchs() {
    for (boolean nesterov : new boolean[] {false, true}) {
      check(
          groups -> new Sgd(groups, 0.9, nesterov),
          0.1,
          (value, gradient, step, memory) -> {
            double g = gradient + 0.1 * value;
            memory[0] = step == 1 ? g : 0.9 * memory[0] + g;
            return value - 0.01 * (nesterov ? g + 0.9 * memory[0] : memory[0]);
          });
    }
  }

  /** A parameter without a gradient keeps its bits, and its step count for the corrections. */
  @Test
  void whatHasNoGradientStays() {
    Parameter used = parameter("used", 2, 2);
    Parameter unused = parameter("unused", 2, 2);
    List<Parameter> parameters = List.of(used, unused);
    Optimizer optimizer = new AdamW(ParameterGroup.byShape(parameters, 0.5));
    Tensor before = Tensor.of(unused.shape(), unused.value().toArray());
    var sum = new GradientSum(parameters, context);
    sum.add(gradients(Tape.training(context), List.of(used), random(1, used.shape())));
    optimizer.step(sum, 0.1, context);
    assertTrue(before.sameBits(unused.value()));
    assertNull(sum.of(unused));
  }

  @Test
  void gradientsAddUpAndAreClippedByTheNormOfAll() {
    Parameter a = parameter("a", 2, 3);
    Parameter b = parameter("b", 70000);
    List<Parameter> parameters = List.of(a, b);
    Tensor ofA = random(1, a.shape());
    Tensor ofB = random(2, b.shape());
    Tape tape = Tape.training(context);
    var sum = new GradientSum(parameters, context);
    sum.add(gradients(tape, parameters, ofA, ofB));
    sum.add(gradients(tape, parameters, ofA, ofB));
    sum.scale(0.5);
    double square = 0;
    for (Tensor each : List.of(ofA, ofB)) {
      for (int i = 0; i < each.size(); i++) {
        square += (double) each.getFlat(i) * each.getFlat(i);
      }
    }
    double norm = Math.sqrt(square);
    assertEquals(norm, sum.clip(2 * norm), 1e-6 * norm);
    assertEquals(norm, sum.norm(), 1e-6 * norm, "shorter ones stay");
    sum.clip(0.25);
    assertEquals(0.25, sum.norm(), 1e-6);
    assertEquals(ofA.getFlat(3) * 0.25 / norm, sum.of(a)[3], 1e-7);
  }

  @Test
  void schedulesRiseAndFall() {
    assertEquals(1, LearningRateSchedule.constant().factor(7, 10));
    assertEquals(0.3, LearningRateSchedule.linear().factor(7, 10), 1e-12);
    assertEquals(0.5, LearningRateSchedule.cosine().factor(5, 10), 1e-12);
    assertEquals(0, LearningRateSchedule.cosine().factor(12, 10), 1e-12);
    LearningRateSchedule warm = LearningRateSchedule.linear().withWarmUp(0.2);
    assertEquals(0, warm.factor(0, 10));
    assertEquals(0.5, warm.factor(1, 10));
    assertEquals(1, warm.factor(2, 10));
    assertEquals(0.5, warm.factor(6, 10), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.linear().withWarmUp(2));
  }

  @Test
  void anotherRunsMemoryIsRefused() throws IOException {
    List<Parameter> parameters = List.of(parameter("a", 2, 3));
    Optimizer optimizer = new AdamW(ParameterGroup.byShape(parameters, 0));
    var bytes = new ByteArrayOutputStream();
    optimizer.writeTo(new DataOutputStream(bytes));
    for (Optimizer other :
        List.of(
            new Sgd(ParameterGroup.byShape(parameters, 0), 0),
            new AdamW(ParameterGroup.byShape(List.of(parameter("b", 2, 3)), 0)),
            new AdamW(ParameterGroup.byShape(List.of(parameter("a", 3, 3)), 0)))) {
      var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      assertThrows(IOException.class, () -> other.readFrom(in));
    }
    List<Parameter> twice = List.of(parameters.getFirst(), parameters.getFirst());
    assertThrows(IllegalArgumentException.class, () -> new AdamW(ParameterGroup.byShape(twice, 0)));
  }
}
