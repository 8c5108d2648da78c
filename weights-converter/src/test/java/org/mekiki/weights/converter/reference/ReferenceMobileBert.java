package org.mekiki.weights.converter.reference;

/** MobileBERT (Sun et al. 2020). */
final class ReferenceMobileBert extends ReferenceEncoder {
  ReferenceMobileBert(ReferenceConfig config, ReferenceWeights weights) {
    super(config, weights, "mobilebert.");
  }

  @Override
  int embedding() {
    return config.integer("embedding_size", 128);
  }

  @Override
  String activation() {
    return config.text("hidden_act", "relu");
  }

  private boolean narrow() {
    return config.truth("use_bottleneck", true);
  }

  private int inside() {
    return narrow() ? config.integer("intra_bottleneck_size", 128) : hidden();
  }

  @Override
  int attention() {
    return inside();
  }

  /** A norm by the configuration's type. */
  private double[][] norm(double[][] x, String name, double epsilon) {
    int n = x[0].length;
    double[] w = get(name + ".weight", n);
    double[] b = get(name + ".bias", n);
    if (config.text("normalization_type", "no_norm").equals("layer_norm")) {
      return Rows.norm(x, w, b, epsilon);
    }
    double[][] y = new double[x.length][n];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < n; j++) {
        y[i][j] = x[i][j] * w[j] + b[j];
      }
    }
    return y;
  }

  @Override
  double[][] embed(double[][] x, int[] typeIds) {
    double[][] wide = x;
    int e = embedding();
    if (config.truth("trigram_input", true)) {
      wide = new double[x.length][3 * e];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < e; j++) {
          wide[i][j] = i + 1 < x.length ? x[i + 1][j] : 0;
          wide[i][e + j] = x[i][j];
          wide[i][2 * e + j] = i > 0 ? x[i - 1][j] : 0;
        }
      }
    }
    if (wide != x || e != hidden()) {
      wide = linear(wide, "embeddings.embedding_transformation", hidden());
    }
    double[] positions = get("embeddings.position_embeddings.weight", positions(), hidden());
    double[] types = get("embeddings.token_type_embeddings.weight", types(), hidden());
    double[][] sum = new double[x.length][hidden()];
    for (int i = 0; i < x.length; i++) {
      int type = types() > 1 ? typeIds[i] : 0;
      for (int j = 0; j < hidden(); j++) {
        sum[i][j] = wide[i][j] + positions[i * hidden() + j] + types[type * hidden() + j];
      }
    }
    return norm(sum, "embeddings.LayerNorm", 1e-5);
  }

  @Override
  double[][] layer(double[][] x, int i) {
    String name = "encoder.layer." + i + ".";
    int t = inside();
    double[][] sum = x;
    double[][] keys = x;
    double[][] values = x;
    if (narrow()) {
      sum = bottleneck(x, name + "bottleneck.input");
      boolean all = config.truth("use_bottleneck_attention", false);
      if (all) {
        keys = sum;
        values = sum;
      } else if (config.truth("key_query_shared_bottleneck", true)) {
        keys = bottleneck(x, name + "bottleneck.attention");
      }
    }
    String self = name + "attention.self.";
    double[][] q = linear(keys, self + "query", t);
    double[][] k = linear(keys, self + "key", t);
    double[][] v = linear(values, self + "value", t);
    double[][] mixed = linear(mix(q, k, v, self, i), name + "attention.output.dense", t);
    double[][] y = norm(Rows.sum(mixed, sum), name + "attention.output.LayerNorm", epsilon());
    for (int j = 0; j + 1 < config.integer("num_feedforward_networks", 4); j++) {
      y = feedForward(y, name + "ffn." + j + ".", epsilon());
    }
    y = feedForward(y, name, 1e-5);
    if (!narrow()) {
      return y;
    }
    double[][] out = linear(y, name + "output.bottleneck.dense", hidden());
    return norm(Rows.sum(out, x), name + "output.bottleneck.LayerNorm", epsilon());
  }

  private double[][] bottleneck(double[][] x, String name) {
    return norm(linear(x, name + ".dense", inside()), name + ".LayerNorm", epsilon());
  }

  private double[][] feedForward(double[][] x, String name, double epsilon) {
    double[][] active = Rows.active(linear(x, name + "intermediate.dense", inner()), activation());
    double[][] out = linear(active, name + "output.dense", inside());
    return norm(Rows.sum(out, x), name + "output.LayerNorm", epsilon);
  }

  @Override
  double[] logits(double[][] last, int labels) {
    double[][] first = {last[0]};
    double[][] pooled =
        config.truth("classifier_activation", true)
            ? Rows.active(linear(first, "pooler.dense", hidden()), "tanh")
            : first;
    return out(pooled, "classifier", labels);
  }
}
