package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Model;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Output;

/** LSTM and GRU classifiers, by PyTorch's formulas and names. */
final class ReferenceRecurrent implements Model {
  private final ReferenceConfig config;
  private final ReferenceWeights weights;
  private final int labels;
  private final boolean lstm;
  private final int hidden;

  ReferenceRecurrent(ReferenceConfig config, ReferenceWeights weights, int labels) {
    this.config = config;
    this.weights = weights;
    this.labels = labels;
    this.lstm = config.family().equals("lstm");
    this.hidden = config.integer("hidden_size", 0);
  }

  @Override
  public double[] words() {
    return weights.get("embedding.weight", config.integer("vocab_size", 0), width());
  }

  @Override
  public int width() {
    return config.integer("embedding_size", hidden);
  }

  @Override
  public Output of(double[][] x, int[] typeIds) {
    var states = new ArrayList<double[][]>();
    states.add(x);
    boolean both = config.truth("bidirectional", false);
    for (int i = 0; i < config.integer("num_layers", 1); i++) {
      double[][] below = states.getLast();
      double[][] left = direction(below, "l" + i, false);
      states.add(both ? beside(left, direction(below, "l" + i + "_reverse", true)) : left);
    }
    double[][] last = states.getLast();
    double[][] pooled = {pooled(last, both)};
    double[][] logits =
        Rows.linear(
            pooled,
            weights.get("classifier.weight", labels, pooled[0].length),
            weights.get("classifier.bias", labels),
            labels);
    return new Output(states, logits[0]);
  }

  private double[] pooled(double[][] rows, boolean both) {
    double[] pooled = new double[rows[0].length];
    for (int j = 0; j < pooled.length; j++) {
      double sum = 0;
      double largest = Double.NEGATIVE_INFINITY;
      for (double[] row : rows) {
        sum += row[j];
        largest = Math.max(largest, row[j]);
      }
      boolean fromRight = both && j >= hidden;
      pooled[j] =
          switch (config.text("pooling", "last")) {
            case "mean" -> sum / rows.length;
            case "max" -> largest;
            default -> rows[fromRight ? 0 : rows.length - 1][j];
          };
    }
    return pooled;
  }

  private static double[][] beside(double[][] left, double[][] right) {
    double[][] both = new double[left.length][];
    for (int i = 0; i < both.length; i++) {
      both[i] = java.util.Arrays.copyOf(left[i], left[i].length + right[i].length);
      System.arraycopy(right[i], 0, both[i], left[i].length, right[i].length);
    }
    return both;
  }

  private double[][] direction(double[][] x, String suffix, boolean reverse) {
    int rows = (lstm ? 4 : 3) * hidden;
    String prefix = config.family() + ".";
    boolean bias = config.truth("bias", true);
    double[][] fromInput =
        Rows.linear(
            x,
            weights.get(prefix + "weight_ih_" + suffix, rows, x[0].length),
            bias ? weights.get(prefix + "bias_ih_" + suffix, rows) : null,
            rows);
    double[] stateWeight = weights.get(prefix + "weight_hh_" + suffix, rows, hidden);
    double[] stateBias = bias ? weights.get(prefix + "bias_hh_" + suffix, rows) : null;
    double[][] states = new double[x.length][];
    double[] h = new double[hidden];
    double[] c = new double[hidden];
    for (int k = 0; k < x.length; k++) {
      int t = reverse ? x.length - 1 - k : k;
      double[] fromState = Rows.linear(new double[][] {h}, stateWeight, stateBias, rows)[0];
      h = step(fromInput[t], fromState, h, c);
      states[t] = h;
    }
    return states;
  }

  private double[] step(double[] a, double[] b, double[] h, double[] c) {
    double[] next = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      int second = hidden + j;
      int third = 2 * hidden + j;
      if (lstm) {
        double out = sigmoid(a[3 * hidden + j] + b[3 * hidden + j]);
        c[j] =
            sigmoid(a[second] + b[second]) * c[j]
                + sigmoid(a[j] + b[j]) * Math.tanh(a[third] + b[third]);
        next[j] = out * Math.tanh(c[j]);
      } else {
        double update = sigmoid(a[second] + b[second]);
        double candidate = Math.tanh(a[third] + sigmoid(a[j] + b[j]) * b[third]);
        next[j] = (1 - update) * candidate + update * h[j];
      }
    }
    return next;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
