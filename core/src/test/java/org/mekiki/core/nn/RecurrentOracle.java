package org.mekiki.core.nn;

/** Recurrent layers in double precision, written down from their formulas. */
final class RecurrentOracle {
  private final boolean lstm;
  private final int hidden;

  /**
   * Weights of one direction, row-major as PyTorch stores them.
   *
   * @param inputWeight [G M, in]
   * @param inputBias [G M]
   * @param stateWeight [G M, M]
   * @param stateBias [G M]
   */
  record Direction(
      double[] inputWeight, double[] inputBias, double[] stateWeight, double[] stateBias) {}

  RecurrentOracle(boolean lstm, int hidden) {
    this.lstm = lstm;
    this.hidden = hidden;
  }

  /** States after each step of one sequence; from the last step to the first where reversed. */
  double[][] states(double[][] x, Direction weights, boolean reverse) {
    double[][] states = new double[x.length][];
    double[] h = new double[hidden];
    double[] c = new double[hidden];
    for (int k = 0; k < x.length; k++) {
      int t = reverse ? x.length - 1 - k : k;
      double[] a = product(weights.inputWeight(), x[t], weights.inputBias());
      double[] b = product(weights.stateWeight(), h, weights.stateBias());
      h = lstm ? lstm(a, b, c) : gru(a, b, h);
      states[t] = h;
    }
    return states;
  }

  /** Both directions side by side. */
  double[][] both(double[][] x, Direction forward, Direction backward) {
    double[][] left = states(x, forward, false);
    double[][] right = states(x, backward, true);
    double[][] both = new double[x.length][2 * hidden];
    for (int t = 0; t < x.length; t++) {
      System.arraycopy(left[t], 0, both[t], 0, hidden);
      System.arraycopy(right[t], 0, both[t], hidden, hidden);
    }
    return both;
  }

  private double[] lstm(double[] a, double[] b, double[] c) {
    double[] next = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double in = sigmoid(a[j] + b[j]);
      double forget = sigmoid(a[hidden + j] + b[hidden + j]);
      double candidate = Math.tanh(a[2 * hidden + j] + b[2 * hidden + j]);
      double out = sigmoid(a[3 * hidden + j] + b[3 * hidden + j]);
      c[j] = forget * c[j] + in * candidate;
      next[j] = out * Math.tanh(c[j]);
    }
    return next;
  }

  private double[] gru(double[] a, double[] b, double[] h) {
    double[] next = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double reset = sigmoid(a[j] + b[j]);
      double update = sigmoid(a[hidden + j] + b[hidden + j]);
      double candidate = Math.tanh(a[2 * hidden + j] + reset * b[2 * hidden + j]);
      next[j] = (1 - update) * candidate + update * h[j];
    }
    return next;
  }

  private static double[] product(double[] weight, double[] x, double[] bias) {
    double[] y = bias.clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
