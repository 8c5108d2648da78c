package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Families with rotary positions, and what they have beside them. */
abstract class ReferenceRotary extends ReferenceEncoder {
  ReferenceRotary(ReferenceConfig config, ReferenceWeights weights, String prefix) {
    super(config, weights, prefix);
  }

  static ReferenceEncoder of(ReferenceConfig config, ReferenceWeights weights) {
    return switch (config.family()) {
      case "roformer" -> new RoFormer(config, weights);
      case "nomic_bert" -> new Nomic(config, weights);
      case "eurobert" -> new Euro(config, weights);
      case "gemma3_text" -> new Gemma(config, weights);
      case "esm" -> new Esm(config, weights);
      case "jina_embeddings_v3" -> new Jina(config, weights);
      case "gte" -> new Gte(config, weights, "gte.", 160_000);
      case "new" -> new Gte(config, weights, "new.", 10_000);
      default -> new Neo(config, weights);
    };
  }

  int headDim() {
    return config.integer("head_dim", hidden() / heads());
  }

  int keyHeads() {
    return heads();
  }

  double theta() {
    return config.number("rope_theta", 10_000);
  }

  ReferenceFrequencies frequencies(int layer) {
    JsonNode older = config.json().path("rope_scaling");
    JsonNode group = older.isObject() ? older : config.json().path("rope_parameters");
    return new ReferenceFrequencies(group, theta(), headDim(), positions());
  }

  /** Numbers of a head that are turned. */
  int turned() {
    return headDim();
  }

  boolean interleaved() {
    return false;
  }

  boolean sees(int i, int j, int layer) {
    return true;
  }

  double scale() {
    return 1 / Math.sqrt(headDim());
  }

  @Override
  boolean absolutePositions() {
    return false;
  }

  /** Rows of heads, each turned by its position's angle. */
  final double[][] rotated(double[][] x, int layer) {
    ReferenceFrequencies frequencies = frequencies(layer);
    double[][] y = new double[x.length][];
    int half = turned() / 2;
    for (int p = 0; p < x.length; p++) {
      y[p] = x[p].clone();
      for (int at = 0; at < x[p].length; at += headDim()) {
        for (int j = 0; j < half; j++) {
          double angle = p * frequencies.inverse[j];
          int a = at + (interleaved() ? 2 * j : j);
          int b = interleaved() ? a + 1 : a + half;
          double cosine = frequencies.factor * Math.cos(angle);
          double sine = frequencies.factor * Math.sin(angle);
          y[p][a] = x[p][a] * cosine - x[p][b] * sine;
          y[p][b] = x[p][b] * cosine + x[p][a] * sine;
        }
      }
    }
    return y;
  }

  /** Attention of heads of queries, several of which share one head of keys and values. */
  final double[][] attend(double[][] q, double[][] k, double[][] v, int layer) {
    int dim = headDim();
    int shared = heads() / keyHeads();
    double[][] y = new double[q.length][heads() * dim];
    for (int h = 0; h < heads(); h++) {
      int of = h / shared * dim;
      for (int i = 0; i < q.length; i++) {
        double[] p = new double[q.length];
        double total = 0;
        for (int j = 0; j < q.length; j++) {
          double score = 0;
          for (int d = 0; d < dim; d++) {
            score += q[i][h * dim + d] * k[j][of + d];
          }
          p[j] = sees(i, j, layer) ? Math.exp(score * scale()) : 0;
          total += p[j];
        }
        for (int j = 0; j < q.length; j++) {
          for (int d = 0; d < dim; d++) {
            y[i][h * dim + d] += p[j] / total * v[j][of + d];
          }
        }
      }
    }
    return y;
  }

  /** Of three projections in one tensor. */
  final double[][] packed(double[][] x, String name, int layer, boolean bias) {
    int m = heads() * headDim();
    double[][] all = linear(x, name, 3 * m, bias);
    return attend(
        rotated(Rows.columns(all, 0, m), layer),
        rotated(Rows.columns(all, m, 2 * m), layer),
        Rows.columns(all, 2 * m, 3 * m),
        layer);
  }

  static double[][] product(double[][] x, double[][] y) {
    double[][] z = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        z[i][j] = x[i][j] * y[i][j];
      }
    }
    return z;
  }

  /** x/√(mean(x²) + ε) times the scale, or times one and the scale. */
  final double[][] rms(double[][] x, String name, double offset, double epsilon) {
    int n = x[0].length;
    double[] scale = get(name + ".weight", n);
    double[][] y = new double[x.length][n];
    for (int i = 0; i < x.length; i++) {
      double squares = 0;
      for (double value : x[i]) {
        squares += value * value / n;
      }
      for (int j = 0; j < n; j++) {
        y[i][j] = (offset + scale[j]) * x[i][j] / Math.sqrt(squares + epsilon);
      }
    }
    return y;
  }

  private static final class RoFormer extends ReferenceRotary {
    RoFormer(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "roformer.");
    }

    @Override
    int embedding() {
      return config.integer("embedding_size", hidden());
    }

    @Override
    boolean interleaved() {
      return true;
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      double[][] normed = super.embed(x, typeIds);
      return embedding() == hidden() ? normed : linear(normed, "embeddings_project", hidden());
    }

    @Override
    double[][] attention(double[][] x, String name, int layer) {
      double[][] v = linear(x, name + "value", hidden());
      return attend(
          rotated(linear(x, name + "query", hidden()), layer),
          rotated(linear(x, name + "key", hidden()), layer),
          config.truth("rotary_value", false) ? rotated(v, layer) : v,
          layer);
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "classifier.dense", activation(), "classifier.out_proj", labels);
    }
  }

  private static final class Nomic extends ReferenceRotary {
    private final boolean own;

    Nomic(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, config.json().has("n_embd") ? "bert." : "nomic_bert.");
      own = config.json().has("n_embd");
    }

    @Override
    int hidden() {
      return config.integer(own ? "n_embd" : "hidden_size", 768);
    }

    @Override
    int heads() {
      return config.integer(own ? "n_head" : "num_attention_heads", 12);
    }

    @Override
    int layers() {
      return config.integer(own ? "n_layer" : "num_hidden_layers", 12);
    }

    @Override
    int inner() {
      int given = config.integer(own ? "n_inner" : "intermediate_size", 3072);
      return own ? (given + 255) / 256 * 256 : given;
    }

    @Override
    double epsilon() {
      return own ? config.number("layer_norm_epsilon", 1e-5) : super.epsilon();
    }

    @Override
    double theta() {
      return own ? config.number("rotary_emb_base", 10_000) : config.number("rope_theta", 1000);
    }

    @Override
    int turned() {
      return (int) (headDim() * config.number("rotary_emb_fraction", 1));
    }

    @Override
    ReferenceFrequencies frequencies(int layer) {
      JsonNode group = config.json().path("rope_parameters");
      return new ReferenceFrequencies(group, theta(), turned(), positions());
    }

    @Override
    boolean interleaved() {
      return config.truth("rotary_emb_interleaved", false);
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return norm(sumOfEmbeddings(x, typeIds), "emb_ln");
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layers." + i + ".";
      boolean bias = own && config.truth("qkv_proj_bias", true);
      boolean innerBias = own && config.truth("mlp_fc1_bias", true);
      double[][] mixed = packed(x, name + "attn.Wqkv", i, bias);
      double[][] out = linear(mixed, name + "attn.out_proj", hidden(), bias);
      double[][] middle = norm(Rows.sum(x, out), name + "norm1");
      double[][] gate = linear(middle, name + "mlp.fc12", inner(), innerBias);
      double[][] value = linear(middle, name + "mlp.fc11", inner(), innerBias);
      double[][] fed = product(Rows.active(gate, config.text("hidden_act", "silu")), value);
      double[][] down = linear(fed, name + "mlp.fc2", hidden(), innerBias);
      return norm(Rows.sum(middle, down), name + "norm2");
    }
  }

  private static class Euro extends ReferenceRotary {
    Euro(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "model.");
    }

    @Override
    double[] words() {
      return get("embed_tokens.weight", config.integer("vocab_size", 0), hidden());
    }

    @Override
    int keyHeads() {
      return config.integer("num_key_value_heads", heads());
    }

    @Override
    double epsilon() {
      return config.number("rms_norm_eps", 1e-5);
    }

    @Override
    String activation() {
      return config.text("hidden_act", "silu");
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return x;
    }

    double[][] normed(double[][] x, String name) {
      return rms(x, name, 0, epsilon());
    }

    /** Of each head's queries or keys. */
    double[][] headNormed(double[][] x, String name) {
      return x;
    }

    final double[][] attended(double[][] x, String name, int i) {
      boolean bias = config.truth("attention_bias", false);
      int keys = keyHeads() * headDim();
      double[][] q = linear(x, name + "q_proj", heads() * headDim(), bias);
      double[][] k = linear(x, name + "k_proj", keys, bias);
      double[][] mixed =
          attend(
              rotated(headNormed(q, name + "q_norm"), i),
              rotated(headNormed(k, name + "k_norm"), i),
              linear(x, name + "v_proj", keys, bias),
              i);
      return linear(mixed, name + "o_proj", hidden(), bias);
    }

    final double[][] fed(double[][] x, String name) {
      boolean bias = config.truth("mlp_bias", false);
      double[][] active = Rows.active(linear(x, name + "gate_proj", inner(), bias), activation());
      double[][] up = linear(x, name + "up_proj", inner(), bias);
      return linear(product(active, up), name + "down_proj", hidden(), bias);
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "layers." + i + ".";
      double[][] middle =
          Rows.sum(x, attended(normed(x, name + "input_layernorm"), name + "self_attn.", i));
      return Rows.sum(
          middle, fed(normed(middle, name + "post_attention_layernorm"), name + "mlp."));
    }

    @Override
    List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
      var states = new ArrayList<double[][]>(super.hiddenStates(x, typeIds));
      states.set(states.size() - 1, normed(states.getLast(), "norm"));
      return states;
    }

    static double[][] mean(double[][] rows) {
      double[][] mean = new double[1][rows[0].length];
      for (double[] row : rows) {
        for (int j = 0; j < row.length; j++) {
          mean[0][j] += row[j] / rows.length;
        }
      }
      return mean;
    }

    @Override
    double[] logits(double[][] last, int labels) {
      int m = hidden();
      String pooling = config.text("classifier_pooling", "late");
      double[][] rows =
          switch (pooling) {
            case "bos" -> new double[][] {last[0]};
            case "mean" -> mean(last);
            default -> last;
          };
      double[] w = weights.get("dense.weight", m, m);
      double[][] active =
          Rows.active(Rows.linear(rows, w, weights.get("dense.bias", m), m), "gelu");
      double[] sum = new double[labels];
      for (double[] row : active) {
        double[] one = out(new double[][] {row}, "classifier", labels);
        for (int j = 0; j < labels; j++) {
          sum[j] += one[j] / active.length;
        }
      }
      return sum;
    }
  }

  private static final class Gemma extends Euro {
    Gemma(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights);
    }

    @Override
    int headDim() {
      return config.integer("head_dim", 256);
    }

    @Override
    int keyHeads() {
      return config.integer("num_key_value_heads", 4);
    }

    @Override
    double epsilon() {
      return config.number("rms_norm_eps", 1e-6);
    }

    @Override
    String activation() {
      return config.text("hidden_activation", "gelu_pytorch_tanh");
    }

    @Override
    double scale() {
      return 1 / Math.sqrt(config.number("query_pre_attn_scalar", 256));
    }

    private boolean local(int layer) {
      List<String> types = config.list("layer_types");
      return types.isEmpty() ? (layer + 1) % 6 != 0 : types.get(layer).startsWith("sliding");
    }

    @Override
    boolean sees(int i, int j, int layer) {
      // A window of w tokens reaches w/2 to either side.
      return !local(layer) || Math.abs(i - j) <= config.integer("sliding_window", 4096) / 2;
    }

    @Override
    ReferenceFrequencies frequencies(int layer) {
      String kind = local(layer) ? "sliding_attention" : "full_attention";
      return new ReferenceFrequencies(
          config.json().path("rope_parameters").path(kind),
          local(layer)
              ? config.number("rope_local_base_freq", 10_000)
              : config.number("rope_theta", 1_000_000),
          headDim(),
          positions());
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      double[][] y = new double[x.length][x[0].length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x[i].length; j++) {
          y[i][j] = x[i][j] * Math.sqrt(hidden());
        }
      }
      return y;
    }

    @Override
    double[][] normed(double[][] x, String name) {
      return rms(x, name, 1, epsilon());
    }

    @Override
    double[][] headNormed(double[][] x, String name) {
      int dim = headDim();
      double[][] y = new double[x.length][x[0].length];
      for (int at = 0; at < x[0].length; at += dim) {
        double[][] head = normed(Rows.columns(x, at, at + dim), name);
        for (int i = 0; i < x.length; i++) {
          System.arraycopy(head[i], 0, y[i], at, dim);
        }
      }
      return y;
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "layers." + i + ".";
      double[][] mixed = attended(normed(x, name + "input_layernorm"), name + "self_attn.", i);
      double[][] middle = Rows.sum(x, normed(mixed, name + "post_attention_layernorm"));
      double[][] fed = fed(normed(middle, name + "pre_feedforward_layernorm"), name + "mlp.");
      return Rows.sum(middle, normed(fed, name + "post_feedforward_layernorm"));
    }

    @Override
    double[] logits(double[][] last, int labels) {
      double[][] row = {last[last.length - 1]};
      return Rows.linear(row, weights.get("score.weight", labels, hidden()), null, labels)[0];
    }
  }

  private static final class Esm extends ReferenceRotary {
    Esm(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "esm.");
    }

    @Override
    boolean absolutePositions() {
      return positionType().equals("absolute");
    }

    @Override
    int firstPosition() {
      return config.integer("pad_token_id", 1) + 1;
    }

    @Override
    int types() {
      return 0;
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      double factor = config.truth("token_dropout", false) ? 0.88 : 1;
      double[][] words = new double[x.length][x[0].length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x[i].length; j++) {
          words[i][j] = x[i][j] * factor;
        }
      }
      double[][] sum = sumOfEmbeddings(words, typeIds);
      return config.truth("emb_layer_norm_before", false)
          ? norm(sum, "embeddings.layer_norm")
          : sum;
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layer." + i + ".";
      double[][] source = norm(x, name + "attention.LayerNorm");
      double[][] q = linear(source, name + "attention.self.query", hidden());
      double[][] k = linear(source, name + "attention.self.key", hidden());
      double[][] v = linear(source, name + "attention.self.value", hidden());
      double[][] mixed =
          absolutePositions() ? attend(q, k, v, i) : attend(rotated(q, i), rotated(k, i), v, i);
      double[][] middle = Rows.sum(x, linear(mixed, name + "attention.output.dense", hidden()));
      double[][] up =
          linear(norm(middle, name + "LayerNorm"), name + "intermediate.dense", inner());
      double[][] active = Rows.active(up, "gelu");
      return Rows.sum(middle, linear(active, name + "output.dense", hidden()));
    }

    @Override
    List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
      List<double[][]> states = super.hiddenStates(x, typeIds);
      states.set(states.size() - 1, norm(states.getLast(), "encoder.emb_layer_norm_after"));
      return states;
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "classifier.dense", "tanh", "classifier.out_proj", labels);
    }
  }

  private static final class Jina extends ReferenceRotary {
    Jina(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "roberta.");
    }

    @Override
    double theta() {
      return config.number("rope_theta", config.number("rotary_emb_base", 20_000));
    }

    @Override
    int types() {
      return config.integer("type_vocab_size", 1);
    }

    @Override
    double epsilon() {
      return config.number("layer_norm_eps", 1e-5);
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return norm(sumOfEmbeddings(x, typeIds), "emb_ln");
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layers." + i + ".";
      double[][] mixed = packed(x, name + "mixer.Wqkv", i, true);
      return finish(
          x,
          linear(mixed, name + "mixer.out_proj", hidden()),
          name + "norm1",
          name + "mlp.fc1",
          name + "mlp.fc2",
          name + "norm2");
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "classifier.dense", "tanh", "classifier.out_proj", labels);
    }
  }

  private static final class Gte extends ReferenceRotary {
    private final double theta;

    Gte(ReferenceConfig config, ReferenceWeights weights, String prefix, double theta) {
      super(config, weights, prefix);
      this.theta = theta;
    }

    @Override
    double theta() {
      return config.number("rope_theta", theta);
    }

    @Override
    int types() {
      return config.integer("type_vocab_size", 1);
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layer." + i + ".";
      double[][] mixed = packed(x, name + "attention.qkv_proj", i, true);
      double[][] out = linear(mixed, name + "attention.o_proj", hidden());
      double[][] middle = norm(Rows.sum(x, out), name + "attn_ln");
      int f = inner();
      double[][] both = linear(middle, name + "mlp.up_gate_proj", 2 * f, false);
      double[][] gate = Rows.active(Rows.columns(both, f, 2 * f), activation());
      double[][] fed = product(gate, Rows.columns(both, 0, f));
      return norm(Rows.sum(middle, linear(fed, name + "mlp.down_proj", hidden())), name + "mlp_ln");
    }
  }

  private static final class Neo extends ReferenceRotary {
    Neo(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "model.");
    }

    @Override
    double[] words() {
      return get("encoder.weight", config.integer("vocab_size", 0), hidden());
    }

    @Override
    boolean interleaved() {
      return true;
    }

    private double[][] normed(double[][] x, String name) {
      return rms(x, name, 0, config.number("norm_eps", 1e-6));
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return x;
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "transformer_encoder." + i + ".";
      int dim = headDim();
      double[][] all =
          linear(normed(x, name + "attention_norm"), name + "qkv", 3 * hidden(), false);
      double[][][] parts = new double[3][x.length][hidden()];
      for (int part = 0; part < 3; part++) {
        for (int p = 0; p < x.length; p++) {
          for (int h = 0; h < heads(); h++) {
            System.arraycopy(all[p], (3 * h + part) * dim, parts[part][p], h * dim, dim);
          }
        }
      }
      double[][] mixed = attend(rotated(parts[0], i), rotated(parts[1], i), parts[2], i);
      double[][] middle = Rows.sum(x, linear(mixed, name + "wo", hidden(), false));
      int f = (int) (2L * config.integer("intermediate_size", 3072) / 3 + 7) / 8 * 8;
      double[][] both = linear(normed(middle, name + "ffn_norm"), name + "ffn.w12", 2 * f, false);
      double[][] gated =
          product(Rows.active(Rows.columns(both, 0, f), "silu"), Rows.columns(both, f, 2 * f));
      return Rows.sum(middle, linear(gated, name + "ffn.w3", hidden(), false));
    }

    @Override
    List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
      List<double[][]> states = super.hiddenStates(x, typeIds);
      states.set(states.size() - 1, normed(states.getLast(), "layer_norm"));
      return states;
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "dense", "tanh", "classifier", labels);
    }
  }
}
