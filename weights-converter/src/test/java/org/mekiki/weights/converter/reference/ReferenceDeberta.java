package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** DeBERTa (He et al. 2021) and its second version. */
final class ReferenceDeberta extends ReferenceEncoder {
  private final boolean second;

  /** Projections of relative positions, which do not depend on the input. */
  private final Map<String, double[][]> projected = new HashMap<>();

  ReferenceDeberta(ReferenceConfig config, ReferenceWeights weights, boolean second) {
    super(config, weights, "deberta.");
    this.second = second;
  }

  @Override
  double epsilon() {
    return config.number("layer_norm_eps", 1e-7);
  }

  @Override
  int types() {
    return config.integer("type_vocab_size", 0);
  }

  @Override
  int embedding() {
    return config.integer("embedding_size", hidden());
  }

  @Override
  boolean absolutePositions() {
    return config.truth("position_biased_input", true);
  }

  @Override
  double[][] embed(double[][] x, int[] typeIds) {
    double[][] sum = sumOfEmbeddings(x, typeIds);
    return norm(
        embedding() == hidden() ? sum : linear(sum, "embeddings.embed_proj", hidden(), false),
        "embeddings.LayerNorm");
  }

  private List<String> terms() {
    String text = config.text("pos_att_type", "");
    return text.isEmpty()
        ? config.list("pos_att_type")
        : Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\|"));
  }

  private int furthest() {
    int furthest = config.integer("max_relative_positions", -1);
    return furthest < 1 ? positions() : furthest;
  }

  private int span() {
    int buckets = second ? config.integer("position_buckets", -1) : -1;
    return buckets > 0 ? buckets : furthest();
  }

  /** R(i, j). */
  private int relative(int i, int j) {
    int distance = i - j;
    int buckets = second ? config.integer("position_buckets", -1) : -1;
    int middle = buckets / 2;
    if (buckets <= 0 || Math.abs(distance) <= middle) {
      return distance;
    }
    double share =
        Math.log((double) Math.abs(distance) / middle)
            / Math.log((furthest() - 1.0) / middle)
            * (middle - 1);
    return (int) Math.signum(distance) * ((int) Math.ceil(share) + middle);
  }

  @Override
  double[][] attention(double[][] x, String name, int layer) {
    int m = hidden();
    if (second) {
      double[][] q = linear(x, name + "query_proj", m);
      double[][] k = linear(x, name + "key_proj", m);
      return mix(q, k, linear(x, name + "value_proj", m), name, layer);
    }
    double[][] all = linear(x, name + "in_proj", 3 * m, false);
    double[] qBias = get(name + "q_bias", m);
    double[] vBias = get(name + "v_bias", m);
    int dim = m / heads();
    double[][][] parts = new double[3][x.length][m];
    for (int i = 0; i < x.length; i++) {
      for (int h = 0; h < heads(); h++) {
        for (int d = 0; d < dim; d++) {
          int at = h * dim + d;
          parts[0][i][at] = all[i][h * 3 * dim + d] + qBias[at];
          parts[1][i][at] = all[i][h * 3 * dim + dim + d];
          parts[2][i][at] = all[i][h * 3 * dim + 2 * dim + d] + vBias[at];
        }
      }
    }
    return mix(parts[0], parts[1], parts[2], name, layer);
  }

  @Override
  double score(double[] q, double[] k, int i, int j, int head, String name, int layer) {
    double score = dot(q, k, 0);
    int counted = 0;
    for (String term : List.of("c2p", "p2c")) {
      counted += terms().contains(term) ? 1 : 0;
    }
    if (config.truth("relative_attention", false)) {
      int row = Math.max(0, Math.min(relative(i, j) + span(), 2 * span() - 1));
      if (terms().contains("c2p")) {
        score += dot(q, table(name, true)[row], head * q.length);
      }
      if (terms().contains("p2c")) {
        score += dot(k, table(name, false)[row], head * q.length);
      }
    }
    return score / Math.sqrt(q.length * (1.0 + counted));
  }

  /** What queries meet, or keys. */
  private double[][] table(String name, boolean forQueries) {
    return projected.computeIfAbsent(
        name + forQueries,
        _ -> {
          int m = hidden();
          double[][] rows = relativeEmbeddings();
          if (!second) {
            return forQueries
                ? linear(rows, name + "pos_proj", m, false)
                : linear(rows, name + "pos_q_proj", m);
          }
          boolean shared = config.truth("share_att_key", false);
          String own = forQueries ? "pos_key_proj" : "pos_query_proj";
          return linear(rows, name + (shared ? forQueries ? "key_proj" : "query_proj" : own), m);
        });
  }

  private double[][] relativeEmbeddings() {
    int m = hidden();
    double[] all = get("encoder.rel_embeddings.weight", 2 * span(), m);
    double[][] rows = new double[2 * span()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * m, (i + 1) * m);
    }
    boolean normed =
        second
            && Arrays.asList(config.text("norm_rel_ebd", "none").split("\\|"))
                .contains("layer_norm");
    return normed ? norm(rows, "encoder.LayerNorm") : rows;
  }

  @Override
  List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
    projected.clear(); // weights may have been changed since the last text
    var states = new ArrayList<double[][]>();
    states.add(embed(x, typeIds));
    if (config.truth("relative_attention", false)) {
      // Checkpoints have the table even where no term uses it.
      relativeEmbeddings();
    }
    for (int i = 0; i < layers(); i++) {
      double[][] y = layer(states.getLast(), i);
      states.add(i == 0 && second ? convolved(states.getLast(), y) : y);
    }
    return states;
  }

  private double[][] convolved(double[][] x, double[][] y) {
    int size = config.integer("conv_kernel_size", 0);
    if (size == 0) {
      return y;
    }
    int m = hidden();
    int inputs = m / config.integer("conv_groups", 1);
    double[] kernel = get("encoder.conv.conv.weight", m, inputs, size);
    double[] bias = get("encoder.conv.conv.bias", m);
    double[][] sum = new double[x.length][m];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < m; o++) {
        sum[i][o] = bias[o];
        for (int t = 0; t < size; t++) {
          int row = i + t - (size - 1) / 2;
          if (row >= 0 && row < x.length) {
            for (int c = 0; c < inputs; c++) {
              sum[i][o] += kernel[(o * inputs + c) * size + t] * x[row][o / inputs * inputs + c];
            }
          }
        }
      }
    }
    double[][] active = Rows.active(sum, config.text("conv_act", "tanh"));
    return norm(Rows.sum(active, y), "encoder.conv.LayerNorm");
  }

  @Override
  double[] logits(double[][] last, int labels) {
    String activation = config.text("pooler_hidden_act", "gelu");
    return twoLayers(last, "pooler.dense", activation, "classifier", labels);
  }
}
