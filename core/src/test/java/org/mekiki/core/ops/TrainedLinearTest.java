package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Linear layers whose weights are trained. */
final class TrainedLinearTest {
  /** A linear layer, and what follows it. */
  private enum Form {
    PLAIN,
    GELU_TANH;

    Variable apply(Tensor x, LinearWeights weights, Tape tape) {
      Variable in = tape.constant(x);
      return this == PLAIN ? Ops.linear(in, weights) : Ops.linearGeluTanh(in, weights);
    }

    DoubleUnaryOperator function() {
      return this == PLAIN
          ? v -> v
          : v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
    }
  }

  /** dW and db against differences of a plain double-precision computation, element by element. */
  @Test
  void weightGradientsEqualDifferencesInDoublePrecision() {
    for (int[] size : new int[][] {{1, 1, 1}, {7, 5, 3}, {33, 19, 40}, {130, 24, 17}}) {
      for (Form form : Form.values()) {
        for (ComputeContext context : contexts()) {
          check(form, size[0], size[1], size[2], context);
        }
      }
    }
  }

  private static void check(Form form, int rows, int in, int out, ComputeContext context) {
    var random = new Random(rows + in);
    Tensor x = values(random, Shape.of(rows, in));
    var weight = new Parameter("weight", values(random, Shape.of(out, in)));
    var bias = new Parameter("bias", values(random, Shape.of(out)));
    Tensor dy = values(random, Shape.of(rows, out));
    Tape tape = Tape.training(context);
    Variable y = form.apply(x, LinearWeights.trained(weight, bias), tape);
    Gradients gradients = tape.backward(y, dy);
    Tensor dw = gradients.of(weight).orElseThrow();
    Tensor db = gradients.of(bias).orElseThrow();
    for (int o = 0; o < out; o++) {
      double ofBias = 0;
      double[] ofWeight = new double[in];
      for (int r = 0; r < rows; r++) {
        double pre = bias.value().getFlat(o);
        for (int i = 0; i < in; i++) {
          pre += (double) x.getFlat(r * in + i) * weight.value().getFlat(o * in + i);
        }
        double step = 1e-4;
        double slope =
            (form.function().applyAsDouble(pre + step) - form.function().applyAsDouble(pre - step))
                / (2 * step);
        ofBias += slope * dy.getFlat(r * out + o);
        for (int i = 0; i < in; i++) {
          ofWeight[i] += slope * dy.getFlat(r * out + o) * x.getFlat(r * in + i);
        }
      }
      double bound = 2e-6 * Math.sqrt(rows) * 10;
      assertEquals(ofBias, db.getFlat(o), bound, "db");
      for (int i = 0; i < in; i++) {
        assertEquals(ofWeight[i], dw.getFlat(o * in + i), bound, "dW");
      }
    }
  }

  @Test
  void theSameBitsOnAnyNumberOfThreads() {
    var random = new Random(3);
    Tensor x = values(random, Shape.of(700, 64));
    var weight = new Parameter("weight", values(random, Shape.of(130, 64)));
    var bias = new Parameter("bias", values(random, Shape.of(130)));
    Tensor dy = values(random, Shape.of(700, 130));
    var seen = new ArrayList<Tensor>();
    for (int threads = 1; threads <= 3; threads++) {
      try (ComputeContext context = ComputeContext.ownedPool(threads)) {
        Tape tape = Tape.training(context);
        Variable y = Ops.linearGelu(tape.constant(x), LinearWeights.trained(weight, bias));
        Gradients gradients = tape.backward(y, dy);
        seen.add(copy(gradients.of(weight).orElseThrow()));
        seen.add(copy(gradients.of(bias).orElseThrow()));
      }
    }
    for (int i = 2; i < seen.size(); i++) {
      assertTrue(seen.get(i % 2).sameBits(seen.get(i)), "gradient " + i);
    }
  }

  /** A weight that two layers share gets the sum of both gradients. */
  @Test
  void aSharedWeightGetsTheSum() {
    var random = new Random(4);
    var weight = new Parameter("weight", values(random, Shape.of(5, 5)));
    Tensor bias = values(random, Shape.of(5));
    Tensor x = values(random, Shape.of(3, 5));
    LinearWeights weights = LinearWeights.trained(weight, bias);
    Tape both = Tape.training(ComputeContext.sequential());
    Variable inner = both.scope(() -> Ops.linear(both.constant(x), weights));
    Variable y = Ops.sum(Ops.linear(inner, weights));
    Tensor sum = copy(both.backward(y).of(weight).orElseThrow());

    var first = new Parameter("first", weight.value());
    var second = new Parameter("second", weight.value());
    Tape apart = Tape.training(ComputeContext.sequential());
    Variable middle = Ops.linear(apart.constant(x), LinearWeights.trained(first, bias));
    Variable z = Ops.sum(Ops.linear(middle, LinearWeights.trained(second, bias)));
    Gradients gradients = apart.backward(z);
    for (int i = 0; i < sum.size(); i++) {
      float expected =
          gradients.of(first).orElseThrow().getFlat(i)
              + gradients.of(second).orElseThrow().getFlat(i);
      assertEquals(expected, sum.getFlat(i), 1e-5f);
    }
  }

  /** Products are made of the numbers as they are, not as they were packed first. */
  @Test
  void aChangeIsSeen() {
    var weight = new Parameter("weight", Tensor.of(Shape.of(1, 2), 1, 2));
    var bias = new Parameter("bias", Tensor.of(Shape.of(1), 0));
    LinearWeights weights = LinearWeights.trained(weight, bias);
    Tensor x = Tensor.of(Shape.of(1, 2), 1, 1);
    assertEquals(3f, value(x, weights));
    weight.values()[0] = 10;
    weight.changed();
    bias.values()[0] = 5;
    bias.changed();
    assertEquals(17f, value(x, weights));
    Tape tape = new Tape(ComputeContext.sequential());
    Variable in = tape.input(x);
    assertEquals(10f, tape.backward(Ops.linear(in, weights)).of(in).getFlat(0));
  }

  /** On an ordinary tape a parameter is a constant. */
  @Test
  void onlyTrainingTapesDifferentiateParameters() {
    var weight = new Parameter("weight", Tensor.of(Shape.of(1, 2), 1, 2));
    LinearWeights weights = LinearWeights.trained(weight, Tensor.of(Shape.of(1), 0));
    Tape tape = new Tape(ComputeContext.sequential());
    Variable y = Ops.linear(tape.constant(Tensor.of(Shape.of(1, 2), 1, 1)), weights);
    assertFalse(y.needsGradient());
    Tape training = Tape.training(ComputeContext.sequential());
    Variable z = Ops.linear(training.constant(Tensor.of(Shape.of(1, 2), 3, 4)), weights);
    assertTrue(z.needsGradient());
    Gradients gradients = training.backward(z);
    assertEquals(4f, gradients.of(weight).orElseThrow().getFlat(1));
    assertTrue(gradients.of(new Parameter("other", Tensor.scalar(1))).isEmpty());
  }

  private static float value(Tensor x, LinearWeights weights) {
    Tape tape = new Tape(ComputeContext.sequential());
    return Ops.linear(tape.constant(x), weights).value().getFlat(0);
  }

  private static Tensor copy(Tensor tensor) {
    return Tensor.of(tensor.shape(), tensor.toArray());
  }

  private static List<ComputeContext> contexts() {
    return List.of(ComputeContext.sequential(), ComputeContext.sequential().withScalarKernels());
  }

  private static Tensor values(Random random, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(shape, values);
  }
}
