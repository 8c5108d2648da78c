package org.mekiki.sig.method;

import java.util.OptionalDouble;
import java.util.Random;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Two layers with random weights, in three forms. */
final class TwoLayerEncoder {
  static final int ROWS = 5;
  static final int WIDTH = 8;
  static final int HEADS = 2;
  static final int INNER = 12;
  static final int CLASSES = 3;
  static final int LAYERS = 2;
  static final float EPSILON = 1e-5f;

  /** How a layer is put together. */
  enum Form {
    /** Norms after sums, GELU, a pooler with tanh. */
    BERT,
    /** LayerNorm before each half, GELU with a gate, a head with GELU and a norm. */
    GATED,
    /** A norm by the root mean square before each half, swish with a gate, the mean of all rows. */
    ROOT_MEAN_SQUARE
  }

  /** A matrix [in, out] and its bias. */
  record Dense(Tensor weight, Tensor bias) {
    Variable apply(Variable x) {
      return Ops.add(Ops.matMul(x, weight), bias);
    }
  }

  /** Scale and shift. */
  record Norm(Tensor gamma, Tensor beta) {}

  /** One layer. */
  record Layer(
      Dense query,
      Dense key,
      Dense value,
      Dense out,
      Dense inner,
      Dense gate,
      Dense outer,
      Norm first,
      Norm second) {}

  final Form form;
  final Tensor positions;
  final Norm embedding;
  final Layer[] layers = new Layer[LAYERS];
  final Norm last;
  final Dense pooler;
  final Norm head;
  final Dense classifier;
  private final Random random;

  TwoLayerEncoder(Form form, long seed) {
    this.form = form;
    random = new Random(seed);
    positions = values(0.5, ROWS, WIDTH);
    embedding = norm();
    for (int i = 0; i < LAYERS; i++) {
      layers[i] =
          new Layer(
              dense(WIDTH, WIDTH),
              dense(WIDTH, WIDTH),
              dense(WIDTH, WIDTH),
              dense(WIDTH, WIDTH),
              dense(WIDTH, INNER),
              dense(WIDTH, INNER),
              dense(INNER, WIDTH),
              norm(),
              norm());
    }
    last = norm();
    pooler = dense(WIDTH, WIDTH);
    head = norm();
    classifier = dense(WIDTH, CLASSES);
  }

  /** Rows to explain. */
  Tensor rows() {
    return values(1, ROWS, WIDTH);
  }

  private Tensor values(double scale, int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return Tensor.of(Shape.of(dims), values);
  }

  private Dense dense(int in, int out) {
    return new Dense(values(1 / Math.sqrt(in), in, out), values(0.3, out));
  }

  private Norm norm() {
    Tensor gamma = values(0.2, WIDTH);
    for (int i = 0; i < WIDTH; i++) {
      gamma.array()[gamma.offset() + i] += 1;
    }
    return new Norm(gamma, values(0.2, WIDTH));
  }

  private Variable norm(Variable x, Norm norm) {
    if (form != Form.ROOT_MEAN_SQUARE) {
      return Ops.layerNorm(x, norm.gamma(), norm.beta(), EPSILON);
    }
    Variable squares = Ops.add(Ops.scale(Ops.sum(Ops.mul(x, x), 2), 1f / WIDTH), EPSILON);
    Variable inverse = Ops.heldFactor(Ops.exp(Ops.scale(Ops.log(squares), -0.5f)));
    Shape shape = x.shape();
    Variable scaled = Ops.mul(x, Ops.reshape(inverse, shape.dim(0), shape.dim(1), 1));
    return Ops.mul(scaled, norm.gamma());
  }

  Variable logits(Tape tape, Operand words) {
    Variable given = words instanceof Variable v ? v : tape.constant(words.value());
    Variable x = norm(Ops.add(given, positions), embedding);
    for (Layer layer : layers) {
      Variable read = form == Form.BERT ? x : norm(x, layer.first());
      Variable mixed =
          Ops.attention(
              layer.query().apply(read), layer.key().apply(read), layer.value().apply(read), HEADS);
      Variable out = layer.out().apply(mixed);
      if (form == Form.BERT) {
        x = Ops.addLayerNorm(out, x, layer.first().gamma(), layer.first().beta(), EPSILON);
        Variable inner = Ops.gelu(layer.inner().apply(x));
        Variable outer = layer.outer().apply(inner);
        x = Ops.addLayerNorm(outer, x, layer.second().gamma(), layer.second().beta(), EPSILON);
      } else {
        x = Ops.add(out, x);
        Variable normed = norm(x, layer.second());
        Variable weighed =
            Ops.gated(active(layer.inner().apply(normed)), layer.gate().apply(normed));
        x = Ops.add(layer.outer().apply(weighed), x);
      }
    }
    return switch (form) {
      case BERT -> classifier.apply(Ops.tanh(pooler.apply(Ops.select(x, 1, 0))));
      case GATED -> {
        Variable dense = Ops.gelu(pooler.apply(Ops.select(norm(x, last), 1, 0)));
        yield classifier.apply(Ops.layerNorm(dense, head.gamma(), head.beta(), EPSILON));
      }
      case ROOT_MEAN_SQUARE -> classifier.apply(Ops.mean(norm(x, last), 1));
    };
  }

  private Variable active(Variable z) {
    return form == Form.GATED
        ? Ops.gelu(z)
        : Ops.elementFunction("swish", z, v -> Ops.mul(v, Ops.sigmoid(v)), OptionalDouble.of(0.5));
  }
}
