package org.mekiki.sig.method;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.mekiki.core.tensor.Tensor;

/**
 * The decomposition of {@link TwoLayerEncoder} written out in double precision, without any
 * derivative: for every word, and for all parameters together, the vector that it contributes to
 * each row is carried from layer to layer. Attention probabilities, deviations and f(z)/z are those
 * of the sums of the vectors, which are the hidden states.
 */
final class VectorDecomposition {
  private static final int PARTS = TwoLayerEncoder.ROWS + 1;
  private static final int CONSTANT = TwoLayerEncoder.ROWS;
  private final TwoLayerEncoder model;

  /** Whether an activation has f'(z) and not f(z)/z, so that parts need not add up. */
  private final boolean derivative;

  VectorDecomposition(TwoLayerEncoder model, boolean derivative) {
    this.model = model;
    this.derivative = derivative;
  }

  /** What flows through the model: the hidden state, and its parts [part][row][feature]. */
  private record State(double[][] value, double[][][] parts) {}

  /** Logits, and what each word and, last, the parameters contribute to them. */
  record Result(double[] logits, double[][] parts) {}

  Result of(Tensor words) {
    State x = input(words);
    x = norm(x, model.embedding);
    for (TwoLayerEncoder.Layer layer : model.layers) {
      boolean bert = model.form == TwoLayerEncoder.Form.BERT;
      State read = bert ? x : norm(x, layer.first());
      State out = dense(attention(read, layer), layer.out());
      x = sum(out, x);
      x = bert ? norm(x, layer.first()) : x;
      State normed = bert ? x : norm(x, layer.second());
      State inner = activation(dense(normed, layer.inner()), this::active);
      State weighed = bert ? inner : gated(inner.value(), dense(normed, layer.gate()));
      x = sum(dense(weighed, layer.outer()), x);
      x = bert ? norm(x, layer.second()) : x;
    }
    State answer =
        switch (model.form) {
          case BERT ->
              dense(activation(dense(first(x), model.pooler), Math::tanh), model.classifier);
          case GATED ->
              dense(
                  norm(
                      activation(dense(first(norm(x, model.last)), model.pooler), this::active),
                      model.head),
                  model.classifier);
          case ROOT_MEAN_SQUARE -> dense(mean(norm(x, model.last)), model.classifier);
        };
    double[][] parts = new double[PARTS][];
    Arrays.setAll(parts, p -> answer.parts()[p][0]);
    return new Result(answer.value()[0], parts);
  }

  private double active(double z) {
    return model.form == TwoLayerEncoder.Form.ROOT_MEAN_SQUARE
        ? z / (1 + Math.exp(-z))
        : z * normal(z);
  }

  /** Φ by Simpson's rule. */
  static double normal(double z) {
    int n = 2000;
    double h = z / n;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      sum += (i == 0 || i == n ? 1 : i % 2 == 0 ? 2 : 4) * Math.exp(-i * h * i * h / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  private State input(Tensor words) {
    int rows = TwoLayerEncoder.ROWS;
    int width = TwoLayerEncoder.WIDTH;
    double[][] value = new double[rows][width];
    double[][][] parts = new double[PARTS][rows][width];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        parts[i][i][j] = words.get(i, j);
        parts[CONSTANT][i][j] = model.positions.get(i, j);
        value[i][j] = parts[i][i][j] + parts[CONSTANT][i][j];
      }
    }
    return new State(value, parts);
  }

  /** A function of the matrix of rows, applied to the value and to every part. */
  private interface Linear {
    double[][] of(double[][] rows);
  }

  private static State linear(State x, Linear map) {
    double[][][] parts = new double[PARTS][][];
    Arrays.setAll(parts, p -> map.of(x.parts()[p]));
    return new State(map.of(x.value()), parts);
  }

  /** Adds a constant to every row. */
  private static State shifted(State x, Tensor bias) {
    for (double[][] each : new double[][][] {x.value(), x.parts()[CONSTANT]}) {
      for (double[] row : each) {
        for (int j = 0; j < row.length; j++) {
          row[j] += bias.getFlat(j);
        }
      }
    }
    return x;
  }

  private static State dense(State x, TwoLayerEncoder.Dense dense) {
    return shifted(linear(x, rows -> product(rows, dense.weight())), dense.bias());
  }

  private static double[][] product(double[][] rows, Tensor weight) {
    int out = weight.shape().dim(1);
    double[][] y = new double[rows.length][out];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        for (int j = 0; j < out; j++) {
          y[i][j] += rows[i][k] * weight.get(k, j);
        }
      }
    }
    return y;
  }

  private static State sum(State x, State y) {
    double[][][] parts = new double[PARTS][][];
    Arrays.setAll(parts, p -> sum(x.parts()[p], y.parts()[p]));
    return new State(sum(x.value(), y.value()), parts);
  }

  private static double[][] sum(double[][] x, double[][] y) {
    double[][] z = new double[x.length][x[0].length];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < z[i].length; j++) {
        z[i][j] = x[i][j] + y[i][j];
      }
    }
    return z;
  }

  /** Every element of the value and of its part times a factor of its own. */
  private static State scaled(State x, double[][] factors) {
    return linear(
        x,
        rows -> {
          double[][] y = new double[rows.length][rows[0].length];
          for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y[i].length; j++) {
              y[i][j] = rows[i][j] * factors[i][j];
            }
          }
          return y;
        });
  }

  private State norm(State x, TwoLayerEncoder.Norm norm) {
    // The head of the gated form has a LayerNorm too; the other form has none.
    boolean centre = model.form != TwoLayerEncoder.Form.ROOT_MEAN_SQUARE;
    State centred = centre ? linear(x, VectorDecomposition::centred) : x;
    double[][] factors = new double[x.value().length][];
    for (int i = 0; i < factors.length; i++) {
      double[] row = centred.value()[i];
      double squares = Arrays.stream(row).map(v -> v * v).sum() / row.length;
      factors[i] = new double[row.length];
      for (int j = 0; j < row.length; j++) {
        factors[i][j] = norm.gamma().getFlat(j) / Math.sqrt(squares + TwoLayerEncoder.EPSILON);
      }
    }
    State scaled = scaled(centred, factors);
    return centre ? shifted(scaled, norm.beta()) : scaled;
  }

  private static double[][] centred(double[][] rows) {
    double[][] y = new double[rows.length][];
    for (int i = 0; i < y.length; i++) {
      double mean = Arrays.stream(rows[i]).average().orElseThrow();
      y[i] = Arrays.stream(rows[i]).map(v -> v - mean).toArray();
    }
    return y;
  }

  private State activation(State z, DoubleUnaryOperator f) {
    double[][] slopes = new double[z.value().length][];
    double[][] values = new double[z.value().length][];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Arrays.stream(z.value()[i]).map(v -> slope(f, v)).toArray();
      values[i] = Arrays.stream(z.value()[i]).map(f).toArray();
    }
    return new State(values, scaled(z, slopes).parts());
  }

  private double slope(DoubleUnaryOperator f, double z) {
    double h = 1e-5;
    return derivative
        ? (f.applyAsDouble(z + h) - f.applyAsDouble(z - h)) / (2 * h)
        : f.applyAsDouble(z) / z;
  }

  private static State gated(double[][] gate, State x) {
    return scaled(x, gate);
  }

  private static State attention(State x, TwoLayerEncoder.Layer layer) {
    double[][] q = dense(x, layer.query()).value();
    double[][] k = dense(x, layer.key()).value();
    int size = TwoLayerEncoder.WIDTH / TwoLayerEncoder.HEADS;
    double[][][] probabilities = new double[TwoLayerEncoder.HEADS][q.length][];
    for (int h = 0; h < TwoLayerEncoder.HEADS; h++) {
      for (int i = 0; i < q.length; i++) {
        double[] weights = new double[k.length];
        for (int j = 0; j < k.length; j++) {
          double score = 0;
          for (int d = h * size; d < (h + 1) * size; d++) {
            score += q[i][d] * k[j][d];
          }
          weights[j] = Math.exp(score / Math.sqrt(size));
        }
        double total = Arrays.stream(weights).sum();
        probabilities[h][i] = Arrays.stream(weights).map(w -> w / total).toArray();
      }
    }
    return linear(
        dense(x, layer.value()),
        rows -> {
          double[][] y = new double[rows.length][TwoLayerEncoder.WIDTH];
          for (int i = 0; i < y.length; i++) {
            for (int d = 0; d < y[i].length; d++) {
              for (int j = 0; j < rows.length; j++) {
                y[i][d] += probabilities[d / size][i][j] * rows[j][d];
              }
            }
          }
          return y;
        });
  }

  private static State first(State x) {
    return linear(x, rows -> new double[][] {rows[0].clone()});
  }

  private static State mean(State x) {
    return linear(
        x,
        rows -> {
          double[] mean = new double[rows[0].length];
          for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
              mean[j] += row[j] / rows.length;
            }
          }
          return new double[][] {mean};
        });
  }
}
