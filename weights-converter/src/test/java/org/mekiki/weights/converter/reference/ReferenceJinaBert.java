package org.mekiki.weights.converter.reference;

/** Jina BERT v2 (Günther et al. 2023), with the biases of Press et al. 2022. */
final class ReferenceJinaBert extends ReferenceEncoder {
  ReferenceJinaBert(ReferenceConfig config, ReferenceWeights weights) {
    super(config, weights, "bert.");
  }

  @Override
  double score(double[] q, double[] k, int i, int j, int head, String name, int layer) {
    return dot(q, k, 0) / Math.sqrt(q.length) - slope(head) * Math.abs(i - j);
  }

  /** A geometric sequence; where heads are no power of two, filled up from the next longer one. */
  private double slope(int head) {
    int power = 1;
    while (2 * power <= heads()) {
      power *= 2;
    }
    return head < power
        ? Math.pow(Math.pow(2, -8.0 / power), head + 1)
        : Math.pow(Math.pow(2, -8.0 / (2 * power)), 2 * (head - power) + 1);
  }

  @Override
  double[][] layer(double[][] x, int i) {
    String type = config.text("feed_forward_type", "original");
    if (type.equals("original")) {
      return super.layer(x, i);
    }
    String name = "encoder.layer." + i + ".";
    double[][] mixed = attention(x, name + "attention.self.", i);
    double[][] out = linear(mixed, name + "attention.output.dense", hidden());
    double[][] middle = norm(Rows.sum(out, x), name + "attention.output.LayerNorm");
    double[][] both = linear(middle, name + "mlp.gated_layers", 2 * inner(), false);
    double[][] active =
        Rows.active(Rows.columns(both, 0, inner()), type.equals("reglu") ? "relu" : "gelu");
    for (int r = 0; r < active.length; r++) {
      for (int j = 0; j < inner(); j++) {
        active[r][j] *= both[r][inner() + j];
      }
    }
    double[][] down = linear(active, name + "mlp.wo", hidden());
    return norm(Rows.sum(down, middle), name + "mlp.layernorm");
  }
}
