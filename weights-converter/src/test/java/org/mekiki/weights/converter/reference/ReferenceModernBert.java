package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import java.util.List;

/** ModernBERT (Warner et al. 2024). */
final class ReferenceModernBert extends ReferenceEncoder {
  ReferenceModernBert(ReferenceConfig config, ReferenceWeights weights) {
    super(config, weights, "model.");
  }

  @Override
  double epsilon() {
    return config.number("norm_eps", 1e-5);
  }

  @Override
  double[] words() {
    return get("embeddings.tok_embeddings.weight", config.integer("vocab_size", 0), hidden());
  }

  private double[][] plainNorm(double[][] x, String name) {
    int m = hidden();
    double[] bias = config.truth("norm_bias", false) ? get(name + ".bias", m) : null;
    return Rows.norm(x, get(name + ".weight", m), bias, epsilon());
  }

  @Override
  double[][] embed(double[][] x, int[] typeIds) {
    return plainNorm(x, "embeddings.norm");
  }

  private boolean local(int layer) {
    List<String> types = config.list("layer_types");
    return types.isEmpty()
        ? layer % config.integer("global_attn_every_n_layers", 3) != 0
        : types.get(layer).equals("sliding_attention");
  }

  private double theta(int layer) {
    String kind = local(layer) ? "sliding_attention" : "full_attention";
    double older =
        local(layer)
            ? config.number("local_rope_theta", 10_000)
            : config.number("global_rope_theta", 160_000);
    return config.json().path("rope_parameters").path(kind).path("rope_theta").asDouble(older);
  }

  /** Each head's numbers j and j + D/2 as one complex number, turned by the position's angle. */
  private double[][] rotated(double[][] x, int layer) {
    int dim = hidden() / heads();
    double[][] y = new double[x.length][hidden()];
    for (int p = 0; p < x.length; p++) {
      for (int h = 0; h < heads(); h++) {
        for (int j = 0; j < dim / 2; j++) {
          double angle = p * Math.pow(theta(layer), -2.0 * j / dim);
          int a = h * dim + j;
          int b = a + dim / 2;
          y[p][a] = x[p][a] * Math.cos(angle) - x[p][b] * Math.sin(angle);
          y[p][b] = x[p][b] * Math.cos(angle) + x[p][a] * Math.sin(angle);
        }
      }
    }
    return y;
  }

  @Override
  double score(double[] q, double[] k, int i, int j, int head, String name, int layer) {
    boolean hidden = local(layer) && Math.abs(i - j) > config.integer("local_attention", 128) / 2;
    return hidden ? Double.NEGATIVE_INFINITY : dot(q, k, 0) / Math.sqrt(q.length);
  }

  @Override
  double[][] layer(double[][] x, int i) {
    int m = hidden();
    String name = "layers." + i + ".";
    boolean attentionBias = config.truth("attention_bias", false);
    boolean innerBias = config.truth("mlp_bias", false);
    double[][] source = i == 0 ? x : plainNorm(x, name + "attn_norm");
    double[][] all = linear(source, name + "attn.Wqkv", 3 * m, attentionBias);
    double[][] mixed =
        mix(
            rotated(Rows.columns(all, 0, m), i),
            rotated(Rows.columns(all, m, 2 * m), i),
            Rows.columns(all, 2 * m, 3 * m),
            name,
            i);
    double[][] middle = Rows.sum(x, linear(mixed, name + "attn.Wo", m, attentionBias));
    int f = config.integer("intermediate_size", 1152);
    double[][] both =
        linear(plainNorm(middle, name + "mlp_norm"), name + "mlp.Wi", 2 * f, innerBias);
    double[][] gated =
        Rows.active(Rows.columns(both, 0, f), config.text("hidden_activation", "gelu"));
    for (int p = 0; p < x.length; p++) {
      for (int j = 0; j < f; j++) {
        gated[p][j] *= both[p][f + j];
      }
    }
    return Rows.sum(middle, linear(gated, name + "mlp.Wo", m, innerBias));
  }

  @Override
  List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
    var states = new ArrayList<double[][]>(super.hiddenStates(x, typeIds));
    states.set(states.size() - 1, plainNorm(states.getLast(), "final_norm"));
    return states;
  }

  @Override
  double[] logits(double[][] last, int labels) {
    int m = hidden();
    double[][] pooled = {last[0].clone()};
    if (config.text("classifier_pooling", "cls").equals("mean")) {
      pooled[0] = new double[m];
      for (double[] row : last) {
        for (int j = 0; j < m; j++) {
          pooled[0][j] += row[j] / last.length;
        }
      }
    }
    double[] bias =
        config.truth("classifier_bias", false) ? weights.get("head.dense.bias", m) : null;
    double[][] active =
        Rows.active(
            Rows.linear(pooled, weights.get("head.dense.weight", m, m), bias, m),
            config.text("classifier_activation", "gelu"));
    double[] shift = config.truth("norm_bias", false) ? weights.get("head.norm.bias", m) : null;
    return out(
        Rows.norm(active, weights.get("head.norm.weight", m), shift, epsilon()),
        "classifier",
        labels);
  }
}
