package org.mekiki.transformer.head;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.mekiki.core.tensor.Tensor;

/** What heads compute, in plain double precision, written from their descriptions. */
final class HeadOracle {
  private HeadOracle() {}

  /** W x + b. */
  static double[] linear(Map<String, Tensor> weights, String matrix, String bias, double[] x) {
    Tensor w = weights.get(matrix);
    double[] y = new double[w.shape().dim(0)];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias == null ? 0 : weights.get(bias).getFlat(o);
      for (int i = 0; i < x.length; i++) {
        y[o] += (double) w.getFlat(o * x.length + i) * x[i];
      }
    }
    return y;
  }

  /** (x − mean) / √(variance + ε) · γ + β with the biased variance. */
  static double[] layerNorm(Map<String, Tensor> weights, String name, double[] x, double epsilon) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] =
          (x[i] - mean) / Math.sqrt(variance + epsilon) * weights.get(name + ".weight").getFlat(i)
              + weights.get(name + ".bias").getFlat(i);
    }
    return y;
  }

  static double[] map(DoubleUnaryOperator function, double[] x) {
    return Arrays.stream(x).map(function).toArray();
  }

  /** x Φ(x) with Φ by its series, which converges everywhere. */
  static double gelu(double x) {
    double term = x / Math.sqrt(2);
    double square = term * term;
    double sum = term;
    for (int n = 1; Math.abs(term) > 1e-18 * (1 + Math.abs(sum)) || n < 10; n++) {
      term *= -square / n;
      sum += term / (2 * n + 1);
    }
    return x * (0.5 + sum / Math.sqrt(Math.PI));
  }

  static double geluTanh(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** One vector of rows [S][M]. */
  static double[] pooled(Pooling pooling, double[][] rows) {
    int width = rows[0].length;
    double[] y = new double[width];
    int count = rows.length;
    for (int j = 0; j < width; j++) {
      double sum = 0;
      double weighted = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        sum += rows[i][j];
        weighted += (i + 1) * rows[i][j];
        most = Math.max(most, rows[i][j]);
      }
      y[j] =
          switch (pooling) {
            case CLS -> rows[0][j];
            case MAX -> most;
            case MEAN -> sum / count;
            case MEAN_SQRT_LEN -> sum / Math.sqrt(count);
            case WEIGHTEDMEAN -> weighted / (count * (count + 1) / 2.0);
            case LASTTOKEN -> rows[count - 1][j];
          };
    }
    return y;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] normalized(double[] x) {
    double length = Math.sqrt(dot(x, x));
    return map(v -> v / length, x);
  }
}
