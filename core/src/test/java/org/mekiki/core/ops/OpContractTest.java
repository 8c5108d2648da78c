package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.GradientCheck;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** Every op: value and rule against a double-precision oracle, and its shape errors. */
final class OpContractTest {
  private static final double TOLERANCE = 1e-5;

  /** An op at some shapes, with its definition in double precision. */
  record Case(
      DifferentiableOp<?> op, List<Shape> shapes, GradientCheck.Oracle oracle, double shift) {
    @Override
    public String toString() {
      return op.name() + shapes;
    }
  }

  private static Case of(DifferentiableOp<?> op, GradientCheck.Oracle oracle, Shape... shapes) {
    return new Case(op, List.of(shapes), oracle, 0);
  }

  private static Case unary(DifferentiableOp<?> op, double shift, DoubleUnaryOperator f) {
    return new Case(
        op, List.of(Shape.of(3, 7)), in -> Arrays.stream(in[0]).map(f).toArray(), shift);
  }

  private static Case binary(DifferentiableOp<?> op, DoubleBinaryOperator f) {
    // [2,3,5] with [3,1]: two axes are broadcast.
    return new Case(
        op,
        List.of(Shape.of(2, 3, 5), Shape.of(3, 1)),
        in -> {
          double[] out = new double[30];
          for (int i = 0; i < 30; i++) {
            out[i] = f.applyAsDouble(in[0][i], in[1][i / 5 % 3]);
          }
          return out;
        },
        3);
  }

  static List<Case> cases() {
    Random random = new Random(5);
    var weights =
        LinearWeights.constant(
            KernelSelection.current().kernels(),
            values(random, Shape.of(4, 5), 0),
            values(random, Shape.of(4), 0));
    var cases = new ArrayList<Case>();
    cases.add(unary(new Tanh(), 0, Math::tanh));
    cases.add(unary(new Sigmoid(), 0, v -> 1 / (1 + Math.exp(-v))));
    cases.add(unary(new Exp(), 0, Math::exp));
    cases.add(unary(new Log(), 5, Math::log));
    cases.add(unary(new Relu(), 4, v -> Math.max(v, 0)));
    cases.add(unary(new Erf(), 0, OpContractTest::erf));
    cases.add(unary(new Gelu(), 0, OpContractTest::gelu));
    cases.add(unary(new GeluTanh(), 0, OpContractTest::geluTanh));
    cases.add(unary(new Scale(-2.5f), 0, v -> -2.5 * v));
    cases.add(binary(new Add(), Double::sum));
    cases.add(binary(new Sub(), (x, y) -> x - y));
    cases.add(binary(new Mul(), (x, y) -> x * y));
    cases.add(binary(new Div(), (x, y) -> x / y));
    cases.add(binary(new Gated(), (x, y) -> x * y));
    cases.add(unary(new HeldFactor(), 0, v -> v));
    cases.add(
        of(
            new ElementFunction("swish", x -> Ops.mul(x, Ops.sigmoid(x)), OptionalDouble.of(0.5)),
            in -> in[1].clone(),
            Shape.of(3, 4),
            Shape.of(3, 4)));
    cases.add(of(new Softmax(), in -> softmax(in[0], 7, false), Shape.of(3, 7)));
    cases.add(of(new LogSoftmax(), in -> softmax(in[0], 7, true), Shape.of(3, 7)));
    cases.add(
        of(
            new LayerNorm(1e-5f),
            in -> layerNorm(in[0], in[1], in[2]),
            Shape.of(2, 2, 6),
            Shape.of(6),
            Shape.of(6)));
    cases.add(
        of(
            new AddLayerNorm(1e-5f),
            in -> layerNorm(sum(in[0], in[1]), in[2], in[3]),
            Shape.of(4, 6),
            Shape.of(4, 6),
            Shape.of(6),
            Shape.of(6)));
    for (float offset : new float[] {0, 1}) {
      cases.add(
          of(
              new RmsNorm(1e-5f, offset),
              in -> rmsNorm(in[0], in[1], offset),
              Shape.of(2, 2, 6),
              Shape.of(6)));
    }
    cases.add(of(new Sum(List.of(1), false), in -> sumMiddle(in[0]), Shape.of(2, 3, 4)));
    cases.add(
        of(
            new Max(List.of(), false),
            in -> new double[] {Arrays.stream(in[0]).max().orElseThrow()},
            Shape.of(5)));
    cases.add(of(new Reshape(Shape.of(6)), in -> in[0].clone(), Shape.of(2, 3)));
    cases.add(of(new Transpose(List.of(1, 0)), in -> transpose(in[0], 2, 3), Shape.of(2, 3)));
    cases.add(
        of(
            new Slice(1, 1, 3),
            in -> new double[] {in[0][1], in[0][2], in[0][5], in[0][6]},
            Shape.of(2, 4)));
    cases.add(
        of(
            new Concat(1),
            in -> new double[] {in[0][0], in[1][0], in[1][1], in[0][1], in[1][2], in[1][3]},
            Shape.of(2, 1),
            Shape.of(2, 2)));
    cases.add(
        of(
            new Gather(new int[] {2, 0, 2}, Shape.of(3)),
            in -> new double[] {in[0][4], in[0][5], in[0][0], in[0][1], in[0][4], in[0][5]},
            Shape.of(3, 2)));
    var places = new RowPlaces(2, 3, new int[] {0, 1, 1}, new int[] {1, 0, 2});
    cases.add(
        of(
            new PlaceRows(places),
            in ->
                new double[] {
                  in[0][0], in[0][1], in[1][0], in[1][1], in[0][4], in[0][5],
                  in[1][2], in[1][3], in[0][2], in[0][3], in[1][4], in[1][5]
                },
            Shape.of(3, 2),
            Shape.of(3, 2)));
    cases.add(
        of(
            new TakeRows(places),
            in -> new double[] {in[0][2], in[0][3], in[0][0], in[0][1], in[0][4], in[0][5]},
            Shape.of(3, 2)));
    cases.add(of(new CrossEntropy(1, 0), in -> crossEntropy(in[0]), Shape.of(2, 3)));
    cases.add(
        of(
            new CrossEntropy(new int[] {1, 0}, 0.3),
            in -> smoothedCrossEntropy(in[0], 0.3),
            Shape.of(2, 3)));
    cases.add(
        of(
            new BinaryCrossEntropy(),
            in -> mean(in[0], in[1], (x, t) -> Math.log(1 + Math.exp(x)) - x * t),
            Shape.of(2, 3),
            Shape.of(2, 3)));
    cases.add(
        of(
            new MeanSquaredError(),
            in -> mean(in[0], in[1], (x, t) -> (x - t) * (x - t)),
            Shape.of(2, 3),
            Shape.of(2, 3)));
    var mask = new DropoutMask(0.4, 11, 3, 8);
    cases.add(of(new Dropout(mask), in -> dropped(in[0], mask, 3, 6), Shape.of(2, 3, 6)));
    cases.add(
        of(
            new ScaledDotProductAttention(2, RelativePositions.NONE, 0, mask),
            in -> droppedAttention(in, mask),
            Shape.of(2, 2, 6),
            Shape.of(2, 4, 6),
            Shape.of(2, 4, 6)));
    cases.add(of(new MatMul(), in -> matMul(in[0], in[1]), Shape.of(2, 3, 4), Shape.of(4, 5)));
    cases.add(of(new Linear(weights), in -> linear(in[0], weights), Shape.of(2, 3, 5)));
    cases.add(
        of(
            new LinearGelu(weights, false),
            in -> Arrays.stream(linear(in[0], weights)).map(OpContractTest::gelu).toArray(),
            Shape.of(2, 3, 5)));
    cases.add(
        of(
            new LinearGelu(weights, true),
            in -> Arrays.stream(linear(in[0], weights)).map(OpContractTest::geluTanh).toArray(),
            Shape.of(2, 3, 5)));
    cases.add(
        of(
            new ScaledDotProductAttention(2),
            OpContractTest::attention,
            Shape.of(2, 2, 6),
            Shape.of(2, 4, 6),
            Shape.of(2, 4, 6)));
    cases.add(
        of(
            new LstmStep(),
            in -> lstmStep(in[0], in[1], in[2], 3, 5),
            Shape.of(3, 20),
            Shape.of(3, 20),
            Shape.of(3, 10)));
    cases.add(
        of(
            new GruStep(),
            in -> gruStep(in[0], in[1], in[2], 3, 5),
            Shape.of(3, 15),
            Shape.of(3, 15),
            Shape.of(3, 5)));
    cases.addAll(PositionCases.cases());
    return cases;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  private static double[] lstmStep(double[] x, double[] s, double[] before, int rows, int m) {
    double[] after = new double[rows * 2 * m];
    for (int n = 0; n < rows; n++) {
      for (int j = 0; j < m; j++) {
        double[] gate = new double[4];
        for (int g = 0; g < 4; g++) {
          int at = (4 * n + g) * m + j;
          gate[g] = x[at] + s[at];
        }
        double cell =
            sigmoid(gate[1]) * before[(2 * n + 1) * m + j] + sigmoid(gate[0]) * Math.tanh(gate[2]);
        after[2 * n * m + j] = sigmoid(gate[3]) * Math.tanh(cell);
        after[(2 * n + 1) * m + j] = cell;
      }
    }
    return after;
  }

  private static double[] gruStep(double[] x, double[] s, double[] h, int rows, int m) {
    double[] after = new double[rows * m];
    for (int n = 0; n < rows; n++) {
      for (int j = 0; j < m; j++) {
        int at = 3 * n * m + j;
        double reset = sigmoid(x[at] + s[at]);
        double update = sigmoid(x[at + m] + s[at + m]);
        double candidate = Math.tanh(x[at + 2 * m] + reset * s[at + 2 * m]);
        after[n * m + j] = (1 - update) * candidate + update * h[n * m + j];
      }
    }
    return after;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ruleEqualsDifferencesOfTheOracle(Case c) {
    for (var context : contexts()) {
      for (int seed = 0; seed < 3; seed++) {
        result(c, context, seed).requireWithin(TOLERANCE);
      }
    }
  }

  private static GradientCheck.Result result(Case c, ComputeContext context, int seed) {
    return GradientCheck.check(
        context,
        (tape, in) -> tape.apply(c.op(), in.toArray(Variable[]::new)),
        c.oracle(),
        inputs(c, seed),
        seed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueEqualsTheOracle(Case c) {
    List<Tensor> inputs = inputs(c, 1);
    double[] expected =
        c.oracle().apply(inputs.stream().map(OpContractTest::doubles).toArray(double[][]::new));
    for (var context : contexts()) {
      var tape = new Tape(context);
      Tensor value = tape.apply(c.op(), inputs.toArray(Tensor[]::new)).value();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], value.getFlat(i), 3e-6 * Math.max(1, Math.abs(expected[i])));
      }
    }
  }

  /** Freed buffers are filled with NaN: a residual that was not kept would show. */
  @ParameterizedTest
  @MethodSource("cases")
  void residualsSurviveTheScopeAndMasksChangeNothing(Case c) {
    List<Tensor> inputs = inputs(c, 2);
    Tensor[] all = gradients(c, inputs, (1 << inputs.size()) - 1);
    for (int mask = 1; mask < 1 << inputs.size(); mask++) {
      Tensor[] some = gradients(c, inputs, mask);
      for (int i = 0; i < some.length; i++) {
        if (some[i] != null) {
          assertTrue(all[i].sameBits(some[i]), "operand " + i + " with mask " + mask);
          for (float v : some[i].toArray()) {
            assertTrue(Float.isFinite(v));
          }
        }
      }
    }
  }

  private static Tensor[] gradients(Case c, List<Tensor> inputs, int mask) {
    var tape = new Tape(ComputeContext.sequential(), Workspace.poisoning());
    var variables = new Variable[inputs.size()];
    for (int i = 0; i < variables.length; i++) {
      boolean wanted = (mask >> i & 1) != 0;
      variables[i] = wanted ? tape.input(inputs.get(i)) : tape.constant(inputs.get(i));
    }
    Variable output = tape.scope(() -> Ops.sum(tape.apply(c.op(), variables)));
    var gradients = tape.backward(output);
    var result = new Tensor[variables.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (mask >> i & 1) != 0 ? gradients.of(variables[i]) : null;
    }
    return result;
  }

  /** Work that an op did outside of run and forEach would keep the first pass's values. */
  @ParameterizedTest
  @MethodSource("cases")
  void replayComputesAgain(Case c) {
    for (var context : contexts()) {
      List<Tensor> buffers = inputs(c, 4);
      var recording = Tape.recording(context);
      var inputs = buffers.stream().map(recording::input).toList();
      Variable y = recording.apply(c.op(), inputs.toArray(Variable[]::new));
      Tensor dy = values(new Random(5), y.shape(), 0);
      var gradients = recording.backward(y, dy);
      List<Tensor> others = inputs(c, 6);
      for (int i = 0; i < buffers.size(); i++) {
        System.arraycopy(others.get(i).array(), 0, buffers.get(i).array(), 0, others.get(i).size());
      }
      Tensor otherDy = values(new Random(7), y.shape(), 0);
      System.arraycopy(otherDy.array(), 0, dy.array(), 0, dy.size());
      recording.replay();

      var tape = new Tape(context);
      var fresh = others.stream().map(tape::input).toList();
      Variable expected = tape.apply(c.op(), fresh.toArray(Variable[]::new));
      var expectedGradients = tape.backward(expected, otherDy);
      assertTrue(expected.value().sameBits(y.value()), "value");
      for (int i = 0; i < fresh.size(); i++) {
        assertTrue(
            expectedGradients.of(fresh.get(i)).sameBits(gradients.of(inputs.get(i))),
            "cotangent of operand " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fusedOpsEqualTheirReference(Case c) {
    if (!(c.op() instanceof FusedOp<?> fused)) {
      return;
    }
    List<Tensor> inputs = inputs(c, 3);
    var tape = new Tape(ComputeContext.sequential());
    var variables = inputs.stream().map(tape::input).toList();
    Tensor value = tape.apply(c.op(), variables.toArray(Variable[]::new)).value();
    Tensor reference = fused.reference(tape, variables).value();
    for (int i = 0; i < value.size(); i++) {
      assertEquals(reference.getFlat(i), value.getFlat(i), 1e-5);
    }
    GradientCheck.check(ComputeContext.sequential(), fused::reference, c.oracle(), inputs, 3)
        .requireWithin(TOLERANCE);
  }

  @Test
  void everyOpHasACase() throws IOException, URISyntaxException {
    var tested = new TreeSet<String>();
    cases().forEach(c -> tested.add(c.op().getClass().getSimpleName()));
    tested.add("Where"); // has a test of its own below: its condition is no differentiable input
    var present = new TreeSet<String>();
    Path folder =
        Path.of(Ops.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("org/mekiki/core/ops");
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.contains("$") && !name.equals("package-info") && isConcreteOp(name)) {
          present.add(name);
        }
      }
    }
    assertEquals(present, tested);
  }

  private static boolean isConcreteOp(String name) {
    try {
      Class<?> type = Class.forName("org.mekiki.core.ops." + name);
      return DifferentiableOp.class.isAssignableFrom(type)
          && !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whereTakesEachSideItsShare() {
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(Shape.of(2, 2), 1, 2, 3, 4));
    Variable y = tape.input(Tensor.of(Shape.of(2), 10, 20));
    Variable z = Ops.where(Tensor.of(Shape.of(2, 1), 1, 0), x, y);
    assertEquals(List.of(1f, 2f, 10f, 20f), list(z.value()));
    var gradients = tape.backward(Ops.sum(z));
    assertEquals(List.of(1f, 1f, 0f, 0f), list(gradients.of(x)));
    assertEquals(List.of(1f, 1f), list(gradients.of(y)));
  }

  /** The checker itself: a rule wrong by a thousandth is found. */
  @Test
  void aWrongRuleIsFound() {
    Case right = unary(new Tanh(), 0, Math::tanh);
    Case wrong = unary(new Tanh(), 0, v -> 1.001 * Math.tanh(v));
    result(right, ComputeContext.sequential(), 0).requireWithin(TOLERANCE);
    var found = result(wrong, ComputeContext.sequential(), 0);
    assertThrows(AssertionError.class, () -> found.requireWithin(TOLERANCE));
  }

  @Test
  void shapeErrorsNameTheOpAndAllShapes() {
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(Tensor.zeros(Shape.of(2, 3)));
    var e =
        assertThrows(
            ShapeMismatchException.class, () -> Ops.matMul(x, Tensor.zeros(Shape.of(4, 5))));
    assertTrue(e.getMessage().contains("MatMul"), e.getMessage());
    assertTrue(e.getMessage().contains("[2, 3] and [4, 5]"), e.getMessage());
    assertThrows(ShapeMismatchException.class, () -> Ops.add(x, Tensor.zeros(Shape.of(2, 4))));
    assertThrows(ShapeMismatchException.class, () -> Ops.slice(x, 1, 2, 4));
    assertThrows(ShapeMismatchException.class, () -> Ops.reshape(x, 7));
    assertThrows(
        IllegalArgumentException.class,
        () -> Ops.tanh(Tensor.scalar(1)),
        "no operand is on a tape");
  }

  private static List<ComputeContext> contexts() {
    return List.of(ComputeContext.sequential(), ComputeContext.sequential().withScalarKernels());
  }

  private static List<Tensor> inputs(Case c, int seed) {
    var random = new Random(seed);
    return c.shapes().stream().map(shape -> values(random, shape, c.shift())).toList();
  }

  /** Values around the shift; those near a kink or a pole are avoided by it. */
  private static Tensor values(Random random, Shape shape, double shift) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double v = random.nextGaussian();
      values[i] = (float) (shift == 0 ? v : shift + 0.5 * v);
    }
    return Tensor.of(shape, values);
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.size()];
    Arrays.setAll(values, tensor::getFlat);
    return values;
  }

  private static List<Float> list(Tensor tensor) {
    var list = new ArrayList<Float>();
    for (float v : tensor.toArray()) {
      list.add(v);
    }
    return list;
  }

  private static double[] mean(double[] x, double[] targets, DoubleBinaryOperator loss) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += loss.applyAsDouble(x[i], targets[i]);
    }
    return new double[] {sum / x.length};
  }

  /** Targets 1 and 0; each class has a share of the smoothing. */
  private static double[] smoothedCrossEntropy(double[] logits, double smoothing) {
    double[] log = softmax(logits, 3, true);
    double sum = 0;
    for (int row = 0; row < 2; row++) {
      for (int c = 0; c < 3; c++) {
        double q = smoothing / 3 + (c == 1 - row ? 1 - smoothing : 0);
        sum -= q * log[row * 3 + c];
      }
    }
    return new double[] {sum / 2};
  }

  /** What a mask multiplies elements with, as it does with ones. */
  private static float[] factors(DropoutMask mask, int example, int part, int rows, int columns) {
    float[] factors = new float[rows * columns];
    Arrays.fill(factors, 1);
    mask.apply(
        KernelSelection.scalar(), example, part, rows, columns, factors, 0, factors, 0, columns);
    return factors;
  }

  private static double[] dropped(double[] x, DropoutMask mask, int rows, int columns) {
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      int size = rows * columns;
      y[i] *= factors(mask, i / size, 0, rows, columns)[i % size];
    }
    return y;
  }

  /** Attention of two heads with probabilities left out: 2 queries, 4 keys, heads of 3. */
  private static double[] droppedAttention(double[][] in, DropoutMask mask) {
    double[] y = new double[2 * 2 * 6];
    for (int b = 0; b < 2; b++) {
      for (int h = 0; h < 2; h++) {
        float[] factors = factors(mask, b, 1 + h, 4, 2);
        for (int i = 0; i < 2; i++) {
          double[] scores = new double[4];
          for (int j = 0; j < 4; j++) {
            for (int d = 0; d < 3; d++) {
              int column = h * 3 + d;
              double product = in[0][(b * 2 + i) * 6 + column] * in[1][(b * 4 + j) * 6 + column];
              scores[j] += product / Math.sqrt(3);
            }
          }
          double[] p = softmax(scores, 4, false);
          for (int j = 0; j < 4; j++) {
            for (int d = 0; d < 3; d++) {
              int column = h * 3 + d;
              double value = in[2][(b * 4 + j) * 6 + column];
              y[(b * 2 + i) * 6 + column] += p[j] * factors[j * 2 + i] * value;
            }
          }
        }
      }
    }
    return y;
  }

  private static double erf(double x) {
    double sum = 0;
    int steps = 2000;
    for (int i = 0; i < steps; i++) {
      double t = x * (i + 0.5) / steps;
      sum += Math.exp(-t * t);
    }
    return 2 / Math.sqrt(Math.PI) * sum * x / steps;
  }

  private static double gelu(double v) {
    return v / 2 * (1 + erf(v / Math.sqrt(2)));
  }

  private static double geluTanh(double v) {
    return v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
  }

  private static double[] softmax(double[] x, int cols, boolean log) {
    double[] out = new double[x.length];
    for (int row = 0; row < x.length; row += cols) {
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        sum += Math.exp(x[row + j]);
      }
      for (int j = 0; j < cols; j++) {
        out[row + j] = log ? x[row + j] - Math.log(sum) : Math.exp(x[row + j]) / sum;
      }
    }
    return out;
  }

  private static double[] layerNorm(double[] x, double[] gamma, double[] beta) {
    int cols = gamma.length;
    double[] out = new double[x.length];
    for (int row = 0; row < x.length; row += cols) {
      double mean = Arrays.stream(x, row, row + cols).average().orElseThrow();
      double variance =
          Arrays.stream(x, row, row + cols).map(v -> (v - mean) * (v - mean)).sum() / cols;
      for (int j = 0; j < cols; j++) {
        out[row + j] = gamma[j] * (x[row + j] - mean) / Math.sqrt(variance + 1e-5f) + beta[j];
      }
    }
    return out;
  }

  private static double[] rmsNorm(double[] x, double[] gamma, double offset) {
    int cols = gamma.length;
    double[] out = new double[x.length];
    for (int row = 0; row < x.length; row += cols) {
      double square = Arrays.stream(x, row, row + cols).map(v -> v * v).sum() / cols;
      for (int j = 0; j < cols; j++) {
        out[row + j] = (offset + gamma[j]) * x[row + j] / Math.sqrt(square + 1e-5f);
      }
    }
    return out;
  }

  private static double[] sum(double[] x, double[] y) {
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[i] + y[i]);
    return out;
  }

  private static double[] sumMiddle(double[] x) {
    double[] out = new double[8];
    for (int i = 0; i < 24; i++) {
      out[i / 12 * 4 + i % 4] += x[i];
    }
    return out;
  }

  private static double[] transpose(double[] x, int rows, int cols) {
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[i % rows * cols + i / rows]);
    return out;
  }

  private static double[] crossEntropy(double[] x) {
    double[] log = softmax(x, 3, true);
    return new double[] {-(log[1] + log[3]) / 2};
  }

  private static double[] matMul(double[] a, double[] b) {
    double[] out = new double[30];
    for (int row = 0; row < 6; row++) {
      for (int j = 0; j < 5; j++) {
        for (int k = 0; k < 4; k++) {
          out[row * 5 + j] += a[row * 4 + k] * b[k * 5 + j];
        }
      }
    }
    return out;
  }

  private static double[] linear(double[] x, LinearWeights weights) {
    double[] out = new double[x.length / 5 * 4];
    for (int row = 0; row < x.length / 5; row++) {
      for (int j = 0; j < 4; j++) {
        out[row * 4 + j] = weights.bias().getFlat(j);
        for (int k = 0; k < 5; k++) {
          out[row * 4 + j] += x[row * 5 + k] * weights.weight().getFlat(j * 5 + k);
        }
      }
    }
    return out;
  }

  /** Two sentences, two queries, four keys, two heads of three. */
  private static double[] attention(double[][] in) {
    double[] out = new double[24];
    for (int b = 0; b < 2; b++) {
      for (int h = 0; h < 2; h++) {
        for (int q = 0; q < 2; q++) {
          double[] scores = new double[4];
          for (int s = 0; s < 4; s++) {
            for (int d = 0; d < 3; d++) {
              scores[s] +=
                  in[0][(b * 2 + q) * 6 + h * 3 + d]
                      * in[1][(b * 4 + s) * 6 + h * 3 + d]
                      / Math.sqrt(3);
            }
          }
          double[] p = softmax(scores, 4, false);
          for (int s = 0; s < 4; s++) {
            for (int d = 0; d < 3; d++) {
              out[(b * 2 + q) * 6 + h * 3 + d] += p[s] * in[2][(b * 4 + s) * 6 + h * 3 + d];
            }
          }
        }
      }
    }
    return out;
  }
}
