package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Multipliers between an input and a reference: they add up, op by op and through many. */
final class MultipliersTest {
  /** Their default rule is an approximation; nothing between the layers of a model uses them. */
  private static final Set<String> APPROXIMATE = Set.of("CrossEntropy", "BinaryCrossEntropy");

  /** Of these the rule is exact where the parameters, all after these operands, are constant. */
  private static int varying(DifferentiableOp<?> op, int operands) {
    return switch (op.name()) {
      case "LayerNorm", "RmsNorm" -> 1;
      case "AddLayerNorm" -> 2;
      default -> operands;
    };
  }

  static List<OpContractTest.Case> cases() {
    return OpContractTest.cases().stream()
        .filter(c -> !APPROXIMATE.contains(c.op().name()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void contributionsAddUpToTheDifference(OpContractTest.Case c) {
    for (double distance : new double[] {2, 1e-3}) {
      for (int seed = 0; seed < 3; seed++) {
        requireComplete(c, distance, seed);
      }
    }
  }

  private static void requireComplete(OpContractTest.Case c, double distance, int seed) {
    var random = new Random(seed);
    int varying = varying(c.op(), c.shapes().size());
    var inputs = new ArrayList<Tensor>();
    var references = new ArrayList<Tensor>();
    for (int i = 0; i < c.shapes().size(); i++) {
      Tensor x = values(random, c.shapes().get(i), c.shift(), 1);
      inputs.add(x);
      references.add(i < varying ? moved(random, x, distance, c.shift()) : x);
    }
    var input = Tape.keeping(ComputeContext.sequential());
    var reference = Tape.keeping(ComputeContext.sequential());
    List<Variable> x = variables(input, inputs, varying);
    List<Variable> b = variables(reference, references, varying);
    Variable y = input.scope(() -> input.apply(c.op(), x.toArray(Variable[]::new)));
    Variable z = reference.scope(() -> reference.apply(c.op(), b.toArray(Variable[]::new)));
    Tensor g = values(random, y.shape(), 0, 1);
    Gradients multipliers = input.multipliers(y, z, g);
    double expected = 0;
    double scale = 1e-30;
    for (int i = 0; i < g.size(); i++) {
      double term = g.getFlat(i) * ((double) y.value().getFlat(i) - z.value().getFlat(i));
      expected += term;
      // An output is known to about one part in 1e7.
      scale += Math.abs(term) + 1e-2 * Math.abs(g.getFlat(i) * y.value().getFlat(i));
    }
    double sum = 0;
    double parts = 0;
    for (int k = 0; k < varying; k++) {
      Tensor m = multipliers.of(x.get(k));
      for (int i = 0; i < m.size(); i++) {
        double part =
            m.getFlat(i) * ((double) inputs.get(k).getFlat(i) - references.get(k).getFlat(i));
        sum += part;
        parts += Math.abs(part);
      }
    }
    // Contributions of far references are large and cancel; each has the digits of a float.
    assertEquals(expected, sum, 2e-5 * scale + 0x1p-23 * parts);
  }

  private static List<Variable> variables(Tape tape, List<Tensor> values, int varying) {
    var variables = new ArrayList<Variable>();
    for (int i = 0; i < values.size(); i++) {
      variables.add(i < varying ? tape.input(values.get(i)) : tape.constant(values.get(i)));
    }
    return variables;
  }

  private static Tensor values(Random random, Shape shape, double shift, double scale) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double value = scale * random.nextGaussian();
      values[i] = (float) (shift == 0 ? value : shift + Math.clamp(value, -shift / 2, shift / 2));
    }
    return Tensor.of(shape, values);
  }

  private static Tensor moved(Random random, Tensor x, double distance, double shift) {
    float[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      double other = values[i] + distance * random.nextGaussian();
      values[i] = (float) (shift == 0 ? other : Math.max(shift / 4, other));
    }
    return Tensor.of(x.shape(), values);
  }

  @Test
  void productsAreSharedOutEvenly() {
    Tensor[] m = ofTwo((x, y) -> Ops.mul(x, y), 5, 3, 1, 2);
    assertEquals(2.5, m[0].getFlat(0)); // (3 + 2) / 2
    assertEquals(3, m[1].getFlat(0)); // (5 + 1) / 2
  }

  @Test
  void aReluBetweenBothSidesOfItsBendGetsItsShare() {
    Tensor[] m = ofTwo((x, y) -> Ops.relu(Ops.add(x, y)), 3, 0, -1, 0);
    assertEquals(0.75, m[0].getFlat(0), 1e-7);
    assertEquals(
        0.75, ofTwo((x, y) -> Ops.relu(Ops.add(x, y)), 3e-4f, 0, -1e-4f, 0)[0].getFlat(0), 1e-6);
  }

  @Test
  void softmaxSeesNoShiftOfItsRow() {
    var input = Tape.keeping(ComputeContext.sequential());
    var reference = Tape.keeping(ComputeContext.sequential());
    Variable x = input.input(Tensor.of(Shape.of(1, 3), 11, 12, 13));
    Variable b = reference.input(Tensor.of(Shape.of(1, 3), 1, 2, 3));
    Tensor g = Tensor.of(Shape.of(1, 3), 1, -2, 5);
    Tensor m = input.multipliers(Ops.softmax(x), Ops.softmax(b), g).of(x);
    float sum = m.getFlat(0) + m.getFlat(1) + m.getFlat(2);
    assertEquals(0, sum, 1e-6);
    for (int j = 0; j < 3; j++) {
      assertEquals(0, 10 * sum, 1e-5);
      // With equal outputs the multipliers are the derivatives.
      var tape = new Tape(ComputeContext.sequential());
      Variable same = tape.input(x.value());
      assertEquals(tape.backward(Ops.softmax(same), g).of(same).getFlat(j), m.getFlat(j), 1e-6);
    }
  }

  private interface Function {
    Variable of(Variable x, Variable y);
  }

  private static Tensor[] ofTwo(Function f, float x, float y, float xReference, float yReference) {
    var input = Tape.keeping(ComputeContext.sequential());
    var reference = Tape.keeping(ComputeContext.sequential());
    Variable first = input.input(Tensor.scalar(x));
    Variable second = input.input(Tensor.scalar(y));
    Variable other =
        f.of(
            reference.input(Tensor.scalar(xReference)), reference.input(Tensor.scalar(yReference)));
    Gradients m = input.multipliers(f.of(first, second), other, Tensor.scalar(1));
    return new Tensor[] {m.of(first), m.of(second)};
  }

  @Test
  void tapesThatForgetOrDifferAreRefused() {
    var keeping = Tape.keeping(ComputeContext.sequential());
    var plain = new Tape(ComputeContext.sequential());
    Variable x = Ops.exp(keeping.input(Tensor.scalar(1)));
    Variable y = Ops.exp(plain.input(Tensor.scalar(2)));
    assertThrows(IllegalStateException.class, () -> keeping.multipliers(x, y, Tensor.scalar(1)));
    var other = Tape.keeping(ComputeContext.sequential());
    Variable z = Ops.tanh(other.input(Tensor.scalar(2)));
    assertThrows(IllegalStateException.class, () -> keeping.multipliers(x, z, Tensor.scalar(1)));
  }
}
