package org.mekiki.weights.converter.reference;

/** SqueezeBERT (Iandola et al. 2020). */
final class ReferenceSqueezeBert extends ReferenceEncoder {
  ReferenceSqueezeBert(ReferenceConfig config, ReferenceWeights weights) {
    super(config, weights, "transformer.");
  }

  private double[][] convolved(double[][] x, String name, int out, String groupsKey, int absent) {
    int groups = config.integer(groupsKey, absent);
    int in = x[0].length;
    double[] w = get(name + ".weight", out, in / groups, 1);
    double[] b = get(name + ".bias", out);
    double[][] y = new double[x.length][out];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < out; o++) {
        int first = o / (out / groups) * (in / groups);
        y[i][o] = b[o];
        for (int k = 0; k < in / groups; k++) {
          y[i][o] += w[o * (in / groups) + k] * x[i][first + k];
        }
      }
    }
    return y;
  }

  @Override
  double[][] layer(double[][] x, int i) {
    String name = "encoder.layers." + i + ".";
    int m = hidden();
    double[][] q = convolved(x, name + "attention.query", m, "q_groups", 4);
    double[][] k = convolved(x, name + "attention.key", m, "k_groups", 4);
    double[][] v = convolved(x, name + "attention.value", m, "v_groups", 4);
    double[][] mixed = mix(q, k, v, name, i);
    double[][] out =
        convolved(mixed, name + "post_attention.conv1d", m, "post_attention_groups", 1);
    double[][] middle = layerNorm(Rows.sum(out, x), name + "post_attention.layernorm");
    double[][] up =
        convolved(middle, name + "intermediate.conv1d", inner(), "intermediate_groups", 4);
    double[][] down =
        convolved(Rows.active(up, activation()), name + "output.conv1d", m, "output_groups", 4);
    return layerNorm(Rows.sum(down, middle), name + "output.layernorm");
  }

  private double[][] layerNorm(double[][] x, String name) {
    int n = x[0].length;
    return Rows.norm(x, get(name + ".weight", n), get(name + ".bias", n), 1e-12);
  }
}
