package org.mekiki.sig;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;

/** Two layers over all rows together: smooth with tanh, piecewise smooth with ReLU. */
public final class SmallModel {
  public static final int WORDS = 7;
  public static final int WIDTH = 4;
  private static final int HIDDEN = 9;
  private static final int CLASSES = 3;

  private final Random random;
  private final boolean smooth;
  private final Tensor inner;
  private final Tensor outer;
  private final AttributionInput input;

  /**
   * A model with fixed random weights.
   *
   * @param smooth tanh, or else ReLU
   * @param strength how strongly the words bend it
   */
  public SmallModel(boolean smooth, double strength) {
    this.random = new Random(5);
    this.smooth = smooth;
    inner = values(strength, WORDS * WIDTH, HIDDEN);
    outer = values(1, HIDDEN, CLASSES);
    boolean[] movable = new boolean[WORDS];
    Arrays.fill(movable, 1, WORDS, true);
    input = new AttributionInput(values(1, WORDS, WIDTH), values(1, WORDS, WIDTH), movable);
  }

  private Tensor values(double scale, int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return Tensor.of(Shape.of(dims), values);
  }

  public AttributionInput input() {
    return input;
  }

  public Variable logits(Tape tape, Operand x) {
    Variable rows = Ops.reshape(x, x.shape().dim(0), WORDS * WIDTH);
    Variable hidden = Ops.matMul(rows, tape.constant(inner));
    return Ops.matMul(smooth ? Ops.tanh(hidden) : Ops.relu(hidden), tape.constant(outer));
  }

  /** Row-major weights of the first layer, [WORDS · WIDTH, hidden]. */
  Tensor inner() {
    return inner;
  }

  /** Row-major weights of the second layer, [hidden, classes]. */
  Tensor outer() {
    return outer;
  }

  /** F of class 1 with the rows of a set at their baseline. */
  double masked(int... rows) {
    float[] x = input.rows().toArray();
    for (int row : rows) {
      input.interpolate(row, 0, x, row * WIDTH);
    }
    var tape = new Tape(ComputeContext.sequential());
    Tensor batch = Tensor.of(Shape.of(1, WORDS, WIDTH), x);
    return logits(tape, tape.constant(batch)).value().getFlat(1);
  }

  public Attribution attribute(AttributionMethod method, RunSettings settings) {
    return attribute(method, settings, input, List.of(1), ComputeContext.sequential()).getFirst();
  }

  List<Attribution> attribute(
      AttributionMethod method,
      RunSettings settings,
      AttributionInput of,
      List<Integer> classes,
      ComputeContext context) {
    List<Target> targets = classes.stream().map(c -> new Target(c, OutputKind.LOGIT)).toList();
    return method.attribute(
        new AttributionTask(this::logits, targets, of, settings, context, Monitor.NONE));
  }

  /**
   * The largest absolute difference of two tensors as a share of the second one's largest entry.
   */
  static double difference(Tensor a, Tensor b) {
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < a.size(); i++) {
      worst = Math.max(worst, Math.abs((double) a.getFlat(i) - b.getFlat(i)));
      largest = Math.max(largest, Math.abs(b.getFlat(i)));
    }
    return worst / largest;
  }
}
