package org.mekiki.weights.converter.reference;

import java.util.List;

/** The encoder of T5 (Raffel et al. 2020), mT5 and UMT5, with a classifier of tokens. */
public final class ReferenceT5 extends ReferenceEncoder {
  private final boolean everyLayer;

  /** A model of a configuration. */
  public ReferenceT5(ReferenceConfig config, ReferenceWeights weights) {
    super(config, weights, "transformer.");
    everyLayer = config.family().equals("umt5");
  }

  @Override
  int hidden() {
    return config.integer("d_model", 512);
  }

  @Override
  int heads() {
    return config.integer("num_heads", 8);
  }

  @Override
  int layers() {
    return config.integer("num_layers", 6);
  }

  @Override
  int inner() {
    return config.integer("d_ff", 2048);
  }

  @Override
  int attention() {
    return heads() * config.integer("d_kv", 64);
  }

  @Override
  double epsilon() {
    return config.number("layer_norm_epsilon", 1e-6);
  }

  private String feedForward() {
    return config.text("feed_forward_proj", config.family().equals("t5") ? "relu" : "gated-gelu");
  }

  @Override
  String activation() {
    String last = feedForward().substring(feedForward().lastIndexOf('-') + 1);
    return feedForward().equals("gated-gelu") ? "gelu_new" : last;
  }

  /** Word embeddings, [V, M]. */
  @Override
  public double[] words() {
    return get("shared.weight", config.integer("vocab_size", 0), hidden());
  }

  @Override
  double[][] embed(double[][] x, int[] typeIds) {
    return x;
  }

  private double[][] rms(double[][] x, String name) {
    double[] w = get(name + ".weight", hidden());
    double[][] y = new double[x.length][hidden()];
    for (int i = 0; i < x.length; i++) {
      double squares = dot(x[i], x[i], 0) / hidden();
      for (int j = 0; j < hidden(); j++) {
        y[i][j] = w[j] * x[i][j] / Math.sqrt(squares + epsilon());
      }
    }
    return y;
  }

  @Override
  double[][] layer(double[][] x, int i) {
    String name = "encoder.block." + i + ".layer.";
    String self = name + "0.SelfAttention.";
    String feed = name + "1.DenseReluDense.";
    double[][] first = rms(x, name + "0.layer_norm");
    double[][] q = linear(first, self + "q", attention(), false);
    double[][] k = linear(first, self + "k", attention(), false);
    double[][] v = linear(first, self + "v", attention(), false);
    double[][] mixed = mix(q, k, v, self, i);
    double[][] middle = Rows.sum(linear(mixed, self + "o", hidden(), false), x);
    double[][] second = rms(middle, name + "1.layer_norm");
    boolean gated = feedForward().startsWith("gated-");
    double[][] active =
        Rows.active(linear(second, feed + (gated ? "wi_0" : "wi"), inner(), false), activation());
    if (gated) {
      double[][] factors = linear(second, feed + "wi_1", inner(), false);
      for (int r = 0; r < active.length; r++) {
        for (int j = 0; j < inner(); j++) {
          active[r][j] *= factors[r][j];
        }
      }
    }
    return Rows.sum(linear(active, feed + "wo", hidden(), false), middle);
  }

  @Override
  double score(double[] q, double[] k, int i, int j, int head, String name, int layer) {
    int buckets = config.integer("relative_attention_num_buckets", 32);
    String from = everyLayer ? name : "encoder.block.0.layer.0.SelfAttention.";
    double[] bias = get(from + "relative_attention_bias.weight", buckets, heads());
    return dot(q, k, 0) + bias[bucket(j - i, buckets) * heads() + head];
  }

  /** The bucket, with logarithms in single precision. */
  private int bucket(int keyMinusQuery, int buckets) {
    int half = buckets / 2;
    int exact = half / 2;
    int limit = config.integer("relative_attention_max_distance", 128);
    int n = Math.abs(keyMinusQuery);
    int direction = keyMinusQuery > 0 ? half : 0;
    if (n < exact) {
      return direction + n;
    }
    float ratio = (float) Math.log((float) n / exact) / (float) Math.log((double) limit / exact);
    return direction + Math.min(half - 1, exact + (int) (ratio * (half - exact)));
  }

  @Override
  List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
    List<double[][]> states = super.hiddenStates(x, typeIds);
    states.set(states.size() - 1, rms(states.getLast(), "encoder.final_layer_norm"));
    return states;
  }

  /** M. */
  public int width() {
    return hidden();
  }

  /** Logits of all rows, [S, C]. */
  public double[][] rowLogits(double[][] x, int labels) {
    return rowsOf(hiddenStates(x, new int[x.length]).getLast(), labels);
  }

  private double[][] rowsOf(double[][] last, int labels) {
    double[] w = weights.get("classifier.weight", labels, hidden());
    return Rows.linear(last, w, weights.get("classifier.bias", labels), labels);
  }

  /** Of the first row, since there is no classifier of texts. */
  @Override
  double[] logits(double[][] last, int labels) {
    return rowsOf(last, labels)[0];
  }
}
