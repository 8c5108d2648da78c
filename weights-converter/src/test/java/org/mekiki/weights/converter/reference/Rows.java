package org.mekiki.weights.converter.reference;

/** Arithmetic on rows of doubles. */
final class Rows {
  private Rows() {}

  /** x · wᵀ + b, w of shape [out, in], b null for none. */
  static double[][] linear(double[][] x, double[] w, double[] b, int out) {
    double[][] y = new double[x.length][out];
    for (int i = 0; i < x.length; i++) {
      double[] row = x[i];
      int in = row.length;
      for (int o = 0; o < out; o++) {
        double sum = b == null ? 0 : b[o];
        for (int k = 0; k < in; k++) {
          sum += row[k] * w[o * in + k];
        }
        y[i][o] = sum;
      }
    }
    return y;
  }

  static double[][] norm(double[][] x, double[] w, double[] b, double epsilon) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      int n = x[i].length;
      double mean = 0;
      for (double v : x[i]) {
        mean += v / n;
      }
      double variance = 0;
      for (double v : x[i]) {
        variance += (v - mean) * (v - mean) / n;
      }
      y[i] = new double[n];
      for (int j = 0; j < n; j++) {
        y[i][j] = w[j] * (x[i][j] - mean) / Math.sqrt(variance + epsilon);
        y[i][j] += b == null ? 0 : b[j];
      }
    }
    return y;
  }

  static double[][] sum(double[][] x, double[][] y) {
    double[][] z = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        z[i][j] = x[i][j] + y[i][j];
      }
    }
    return z;
  }

  /** Columns from (inclusive) to (exclusive). */
  static double[][] columns(double[][] x, int from, int to) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = java.util.Arrays.copyOfRange(x[i], from, to);
    }
    return y;
  }

  static double[][] active(double[][] x, String activation) {
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        y[i][j] = active(x[i][j], activation);
      }
    }
    return y;
  }

  private static double active(double v, String activation) {
    return switch (activation) {
      case "gelu", "gelu_python" -> v / 2 * (1 + erf(v / Math.sqrt(2)));
      case "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "gelu_accurate", "gelu_python_tanh" ->
          v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
      case "gelu_10" -> Math.min(v / 2 * (1 + erf(v / Math.sqrt(2))), 10);
      case "leaky_relu" -> v < 0 ? 0.01 * v : v;
      case "relu6" -> Math.clamp(v, 0, 6);
      case "hardsigmoid" -> Math.clamp(v / 6 + 0.5, 0, 1);
      case "hardswish" -> v * Math.clamp(v / 6 + 0.5, 0, 1);
      case "laplace" -> (1 + erf((v - 0.707107) / (0.282095 * Math.sqrt(2)))) / 2;
      case "relu" -> Math.max(v, 0);
      case "relu2" -> Math.max(v, 0) * Math.max(v, 0);
      case "tanh" -> Math.tanh(v);
      case "sigmoid" -> 1 / (1 + Math.exp(-v));
      case "silu", "swish" -> v / (1 + Math.exp(-v));
      case "quick_gelu" -> v / (1 + Math.exp(-1.702 * v));
      case "mish" -> v * Math.tanh(Math.log1p(Math.exp(v)));
      case "linear" -> v;
      default -> throw new IllegalArgumentException(activation);
    };
  }

  /** By its series near zero, by a continued fraction elsewhere; both to double precision. */
  static double erf(double x) {
    double z = Math.abs(x);
    double result;
    if (z < 2.5) {
      double term = z;
      result = z;
      double before = Double.NaN;
      // Terms rise up to n = z² at most; after that the first that changes nothing ends it.
      for (int n = 1; n < 100 && (result != before || n < 8); n++) {
        before = result;
        term *= -z * z / n;
        result += term / (2 * n + 1);
      }
      result *= 2 / Math.sqrt(Math.PI);
    } else {
      double fraction = 0;
      for (int n = 120; n > 0; n--) {
        fraction = n / 2.0 / (z + fraction);
      }
      result = 1 - Math.exp(-z * z) / Math.sqrt(Math.PI) / (z + fraction);
    }
    return Math.copySign(result, x);
  }
}
