package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Linearization;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Walks back by other rules than derivatives: op by op, and through several. */
final class BackwardRulesTest {
  private static final List<BackwardRules> ALL =
      List.of(
          BackwardRules.LINEAR, BackwardRules.CP_LRP, BackwardRules.ATTN_LRP, BackwardRules.GIM);

  /** No quotient f(z)/z at 0, or no function of elements at all. */
  private static final Set<String> WITHOUT_RULE =
      Set.of(
          "Sigmoid",
          "Exp",
          "Log",
          "LogSoftmax",
          "CrossEntropy",
          "BinaryCrossEntropy",
          "MeanSquaredError");

  static Stream<OpContractTest.Case> cases() {
    return OpContractTest.cases().stream();
  }

  /** Whether the linear rules provide for an op of which the operands in a mask vary. */
  private static boolean isProvidedFor(String op, int varying) {
    return switch (op) {
      case "Mul", "MatMul" -> varying != 3;
      case "Div" -> (varying & 2) == 0;
      case "LayerNorm" -> (varying & 6) == 0;
      case "RmsNorm" -> (varying & 2) == 0;
      case "AddLayerNorm" -> (varying & 12) == 0;
      default -> !WITHOUT_RULE.contains(op);
    };
  }

  /** Whatever varies: slopes, inputs and the constant give the output. */
  @ParameterizedTest
  @MethodSource("cases")
  void theLinearRulesLeaveNothingOut(OpContractTest.Case c) {
    if (c.op().name().equals("swish")) {
      return; // its operands are tied; see below
    }
    for (int varying = 1; varying < 1 << c.shapes().size(); varying++) {
      for (int seed = 0; seed < 3; seed++) {
        requireComplete(c, varying, seed);
      }
    }
  }

  private static void requireComplete(OpContractTest.Case c, int varying, int seed) {
    var random = new Random(seed);
    List<Tensor> inputs =
        c.shapes().stream().map(shape -> values(random, shape, c.shift())).toList();
    Tape tape = Tape.keeping(ComputeContext.sequential());
    List<Variable> x = variables(tape, inputs, varying);
    Variable y = tape.apply(c.op(), x.toArray(Variable[]::new));
    Tensor g = values(random, y.shape(), 0);
    if (!isProvidedFor(c.op().name(), varying)) {
      assertThrows(UndefinedRuleException.class, () -> tape.linearize(y, g, BackwardRules.LINEAR));
      return;
    }
    Linearization found = tape.linearize(y, g, BackwardRules.LINEAR);
    double sum = found.constant();
    double size = 1e-30 + Math.abs(sum);
    for (int i = 0; i < x.size(); i++) {
      if ((varying >> i & 1) != 0) {
        Tensor slope = found.gradients().of(x.get(i));
        sum += product(slope, inputs.get(i), 1);
        size += product(slope, inputs.get(i), 0);
      }
    }
    size += product(g, y.value(), 0);
    assertEquals(product(g, y.value(), 1), sum, 1e-5 * size, c + " varying " + varying);
  }

  /** Σ x y, or Σ |x y|. */
  private static double product(Tensor x, Tensor y, int sign) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      double term = (double) x.getFlat(i) * y.getFlat(i);
      sum += sign == 0 ? Math.abs(term) : term;
    }
    return sum;
  }

  /** An op's own rules are those of the ops that it is made of. */
  @ParameterizedTest
  @MethodSource("cases")
  void fusedOpsGoByTheirParts(OpContractTest.Case c) {
    if (!(c.op() instanceof FusedOp<?> fused) || c.op().name().contains("LayerNorm")) {
      return; // of norms γ and β are given as inputs
    }
    for (BackwardRules rules : ALL) {
      var random = new Random(3);
      List<Tensor> inputs =
          c.shapes().stream().map(shape -> values(random, shape, c.shift())).toList();
      Tape tape = Tape.keeping(ComputeContext.sequential());
      List<Variable> x = inputs.stream().map(tape::input).toList();
      Variable whole = tape.apply(c.op(), x.toArray(Variable[]::new));
      Variable parts = fused.reference(tape, x);
      Tensor g = values(random, whole.shape(), 0);
      if (rules.equals(BackwardRules.ATTN_LRP) && c.op().name().endsWith("Step")) {
        assertThrows(UndefinedRuleException.class, () -> tape.linearize(whole, g, rules));
        continue; // gates have no f(z)/z
      }
      Linearization expected = tape.linearize(parts, g, rules);
      Linearization found = tape.linearize(whole, g, rules);
      for (Variable input : x) {
        requireNear(expected.gradients().of(input), found.gradients().of(input));
      }
      if (rules.equals(BackwardRules.LINEAR)) {
        assertEquals(expected.constant(), found.constant(), 1e-5);
      }
    }
  }

  private static void requireNear(Tensor expected, Tensor actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.getFlat(i), actual.getFlat(i), 1e-5);
    }
  }

  /** The factors that the sources multiply the gradients of queries, keys and values with. */
  @Test
  void attentionSharesItsGradient() {
    var random = new Random(1);
    List<Tensor> inputs =
        IntStream.range(0, 3).mapToObj(_ -> values(random, Shape.of(2, 5, 8), 0)).toList();
    Tape tape = Tape.keeping(ComputeContext.sequential());
    List<Variable> x = inputs.stream().map(tape::input).toList();
    Variable y = Ops.attention(x.get(0), x.get(1), x.get(2), 2);
    Tensor g = values(random, y.shape(), 0);
    var plain = tape.backward(y, g);
    Linearization shared = tape.linearize(y, g, BackwardRules.ATTN_LRP);
    Linearization held = tape.linearize(y, g, BackwardRules.CP_LRP);
    Linearization softer = tape.linearize(y, g, BackwardRules.GIM);
    float[] factors = {0.25f, 0.25f, 0.5f};
    for (int i = 0; i < 3; i++) {
      Tensor expected = plain.of(x.get(i));
      for (int k = 0; k < expected.size(); k++) {
        assertEquals(factors[i] * expected.getFlat(k), shared.gradients().of(x.get(i)).getFlat(k));
        assertEquals(i < 2 ? 0 : expected.getFlat(k), held.gradients().of(x.get(i)).getFlat(k));
      }
    }
    assertTrue(shared.gradients().of(x.get(2)).sameBits(softer.gradients().of(x.get(2))));
    assertFalse(shared.gradients().of(x.get(0)).sameBits(softer.gradients().of(x.get(0))));
  }

  /** s ⊙ (g − ⟨g, s⟩) with s = softmax(x/2), in double precision. */
  @Test
  void softmaxAtTwiceTheTemperature() {
    float[] values = {0.5f, -3, 2, 0, 40, -60};
    double[] g = {1, -2, 0.5, 3, 0.25, 7};
    double total = 0;
    double[] s = new double[values.length];
    for (int i = 0; i < s.length; i++) {
      s[i] = Math.exp((values[i] - 40) / 2);
      total += s[i];
    }
    double mean = 0;
    for (int i = 0; i < s.length; i++) {
      s[i] /= total;
      mean += s[i] * g[i];
    }
    Tape tape = Tape.keeping(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(1, values.length), values));
    float[] cotangent = new float[g.length];
    IntStream.range(0, g.length).forEach(i -> cotangent[i] = (float) g[i]);
    Tensor found =
        tape.linearize(
                Ops.softmax(x), Tensor.of(Shape.of(1, g.length), cotangent), BackwardRules.GIM)
            .gradients()
            .of(x);
    for (int i = 0; i < g.length; i++) {
      double expected = s[i] * (g[i] - mean);
      // g less its mean is taken in single precision; probabilities below 1e-38 have gone before.
      double tolerance = s[i] * (1e-6 * Math.abs(g[i] - mean) + 1e-6) + 1e-19;
      assertEquals(expected, found.getFlat(i), tolerance);
    }
  }

  private static void requireRatio(
      UnaryOperator<Variable> f, DoubleUnaryOperator exact, double atZero) {
    float[] values = {0, -0f, 1e-30f, -1e-30f, 1e-6f, -1e-3f, 0.5f, -0.5f, 3, -3, 30, -30};
    Tape tape = Tape.keeping(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(values.length), values));
    float[] ones = new float[values.length];
    java.util.Arrays.fill(ones, 1);
    Tensor found =
        tape.linearize(f.apply(x), Tensor.of(Shape.of(ones.length), ones), BackwardRules.LINEAR)
            .gradients()
            .of(x);
    for (int i = 0; i < values.length; i++) {
      double expected =
          Math.abs(values[i]) < 1e-20 ? atZero : exact.applyAsDouble(values[i]) / values[i];
      assertEquals(expected, found.getFlat(i), 2e-6, "at " + values[i]);
    }
  }

  @Test
  void ratiosHaveTheirLimitAtZero() {
    requireRatio(Ops::tanh, Math::tanh, 1);
    requireRatio(Ops::relu, v -> Math.max(v, 0), 0);
    requireRatio(Ops::gelu, v -> v * normal(v), 0.5);
    requireRatio(
        Ops::geluTanh,
        v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))),
        0.5);
    requireRatio(
        x ->
            Ops.elementFunction(
                "swish", x, v -> Ops.mul(v, Ops.sigmoid(v)), OptionalDouble.of(0.5)),
        v -> v / (1 + Math.exp(-v)),
        0.5);
  }

  /** Φ(v) by its integral, Simpson's rule. */
  private static double normal(double v) {
    int n = 4000;
    double h = v / n;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double weight = i == 0 || i == n ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-i * h * i * h / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  /** Where activations keep their derivative, the ops of a composed one are differentiated. */
  @Test
  void aComposedFunctionHasItsDerivative() {
    Tape tape = Tape.keeping(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(3), 0.3f, -2, 1.5f));
    Variable y =
        Ops.elementFunction("swish", x, v -> Ops.mul(v, Ops.sigmoid(v)), OptionalDouble.of(0.5));
    Tensor g = Tensor.of(Shape.of(3), 1, -1, 2);
    Tensor expected = tape.backward(y, g).of(x);
    for (BackwardRules rules : List.of(BackwardRules.CP_LRP, BackwardRules.GIM)) {
      requireNear(expected, tape.linearize(y, g, rules).gradients().of(x));
    }
  }

  /** What a normalisation multiplies with is held, and so is what only it depends on. */
  @Test
  void aHeldFactorIsAConstant() {
    Tape tape = Tape.keeping(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(1, 2), 3, 4));
    Variable factor = Ops.heldFactor(Ops.exp(Ops.scale(Ops.log(Ops.sum(Ops.mul(x, x))), -0.5f)));
    Variable y = Ops.mul(x, factor);
    Tensor g = Tensor.of(Shape.of(1, 2), 1, 0);
    for (BackwardRules rules : ALL) {
      Tensor found = tape.linearize(y, g, rules).gradients().of(x);
      assertEquals(0.2, found.getFlat(0), 1e-6);
      assertEquals(0, found.getFlat(1));
    }
    assertEquals(-12 / 125.0, tape.backward(y, g).of(x).getFlat(1), 1e-6);
  }

  /** Both factors vary: shared by some, unknown to others. */
  @Test
  void productsOfTwoValues() {
    Tape tape = Tape.keeping(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(1), 3));
    Variable z = tape.input(Tensor.of(Shape.of(1), 5));
    Tensor one = Tensor.of(Shape.of(1), 1);
    Variable product = Ops.mul(x, z);
    Variable gated = Ops.gated(x, z);
    for (BackwardRules rules : List.of(BackwardRules.ATTN_LRP, BackwardRules.GIM)) {
      for (Variable each : List.of(product, gated)) {
        Linearization found = tape.linearize(each, one, rules);
        assertEquals(2.5f, found.gradients().of(x).getFlat(0));
        assertEquals(1.5f, found.gradients().of(z).getFlat(0));
      }
    }
    for (BackwardRules rules : List.of(BackwardRules.LINEAR, BackwardRules.CP_LRP)) {
      Linearization found = tape.linearize(gated, one, rules);
      assertEquals(0, found.gradients().of(x).getFlat(0));
      assertEquals(3, found.gradients().of(z).getFlat(0));
      String message =
          assertThrows(UndefinedRuleException.class, () -> tape.linearize(product, one, rules))
              .getMessage();
      assertTrue(message.startsWith(rules.name() + " has no rule for "), message);
    }
  }

  /** A text in a batch has the slopes that it has alone, on any number of threads. */
  @Test
  void batchesAndThreadsChangeNoBit() {
    var random = new Random(8);
    Tensor batch = values(random, Shape.of(3, 6, 8), 0);
    Tensor gamma = values(random, Shape.of(8), 0);
    Tensor beta = values(random, Shape.of(8), 0);
    Tensor matrix = values(random, Shape.of(8, 8), 0);
    for (BackwardRules rules : ALL) {
      Tensor together = slopes(batch, gamma, beta, matrix, rules, ComputeContext.sequential());
      try (var pool = ComputeContext.ownedPool(3)) {
        assertTrue(together.sameBits(slopes(batch, gamma, beta, matrix, rules, pool)));
      }
      for (int b = 0; b < 3; b++) {
        Tensor one = Tensor.wrap(batch.array(), batch.offset() + b * 48, Shape.of(1, 6, 8));
        Tensor alone = slopes(one, gamma, beta, matrix, rules, ComputeContext.sequential());
        for (int i = 0; i < 48; i++) {
          assertEquals(alone.getFlat(i), together.getFlat(b * 48 + i));
        }
      }
    }
  }

  private static Tensor slopes(
      Tensor rows,
      Operand gamma,
      Operand beta,
      Operand matrix,
      BackwardRules rules,
      ComputeContext context) {
    Tape tape = Tape.keeping(context);
    Variable x = tape.input(rows);
    Variable normed = Ops.layerNorm(x, gamma, beta, 1e-5f);
    Variable mixed =
        Ops.attention(Ops.matMul(normed, matrix), normed, Ops.matMul(normed, matrix), 2);
    Variable y = Ops.addLayerNorm(Ops.gelu(mixed), normed, gamma, beta, 1e-5f);
    float[] ones = new float[y.shape().size()];
    IntStream.range(0, ones.length).forEach(i -> ones[i] = i % 7 - 2);
    // The same cotangent for every text.
    for (int i = 48; i < ones.length; i++) {
      ones[i] = ones[i - 48];
    }
    Tensor found = tape.linearize(y, Tensor.of(y.shape(), ones), rules).gradients().of(x);
    return Tensor.of(found.shape(), found.toArray());
  }

  @Test
  void rulesNeedTheValues() {
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(1), 2));
    Variable y = Ops.scale(x, 2);
    Tensor one = Tensor.of(Shape.of(1), 1);
    assertThrows(IllegalStateException.class, () -> tape.linearize(y, one, BackwardRules.LINEAR));
  }

  private static List<Variable> variables(Tape tape, List<Tensor> values, int varying) {
    var variables = new ArrayList<Variable>();
    for (int i = 0; i < values.size(); i++) {
      boolean varies = (varying >> i & 1) != 0;
      variables.add(varies ? tape.input(values.get(i)) : tape.constant(values.get(i)));
    }
    return variables;
  }

  private static Tensor values(Random random, Shape shape, double shift) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double value = random.nextGaussian();
      values[i] = (float) (shift == 0 ? value : shift + Math.clamp(value, -shift / 2, shift / 2));
    }
    return Tensor.of(shape, values);
  }
}
