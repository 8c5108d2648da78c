package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Post-norm encoders: BERT (Devlin et al. 2019) and what families change of it, each by overriding
 * what it changes.
 */
class ReferenceEncoder {
  final ReferenceConfig config;
  final ReferenceWeights weights;
  final String prefix;

  ReferenceEncoder(ReferenceConfig config, ReferenceWeights weights, String prefix) {
    this.config = config;
    this.weights = weights;
    this.prefix = prefix;
  }

  int hidden() {
    return config.integer("hidden_size", 768);
  }

  int heads() {
    return config.integer("num_attention_heads", 12);
  }

  int layers() {
    return config.integer("num_hidden_layers", 12);
  }

  int inner() {
    return config.integer("intermediate_size", 3072);
  }

  int positions() {
    return config.integer("max_position_embeddings", 512);
  }

  double epsilon() {
    return config.number("layer_norm_eps", 1e-12);
  }

  String activation() {
    return config.text("hidden_act", "gelu");
  }

  /** Width of queries. */
  int attention() {
    return hidden();
  }

  /** Width of the embedding tables. */
  int embedding() {
    return hidden();
  }

  /** Row of the position table for the first token. */
  int firstPosition() {
    return 0;
  }

  int types() {
    return config.integer("type_vocab_size", 2);
  }

  String positionType() {
    return config.text("position_embedding_type", "absolute");
  }

  /** Word embeddings [V, E]. */
  double[] words() {
    int vocabulary = config.integer("vocab_size", 0);
    return get("embeddings.word_embeddings.weight", vocabulary, embedding());
  }

  final double[] get(String name, int... shape) {
    return weights.get(prefix + name, shape);
  }

  final double[][] linear(double[][] x, String name, int out) {
    return linear(x, name, out, true);
  }

  final double[][] linear(double[][] x, String name, int out, boolean bias) {
    double[] w = get(name + ".weight", out, x[0].length);
    return Rows.linear(x, w, bias ? get(name + ".bias", out) : null, out);
  }

  final double[][] norm(double[][] x, String name) {
    int n = x[0].length;
    return Rows.norm(x, get(name + ".weight", n), get(name + ".bias", n), epsilon());
  }

  double[][] embed(double[][] x, int[] typeIds) {
    return norm(sumOfEmbeddings(x, typeIds), "embeddings.LayerNorm");
  }

  final double[][] sumOfEmbeddings(double[][] x, int[] typeIds) {
    int e = embedding();
    double[][] sum = new double[x.length][];
    boolean absolute = absolutePositions();
    double[] table = absolute ? get("embeddings.position_embeddings.weight", positions(), e) : null;
    double[] types =
        types() == 0 ? null : get("embeddings.token_type_embeddings.weight", types(), e);
    for (int i = 0; i < x.length; i++) {
      sum[i] = x[i].clone();
      int type = types() > 1 ? typeIds[i] : 0;
      for (int j = 0; j < e; j++) {
        sum[i][j] += absolute ? table[(firstPosition() + i) * e + j] : 0;
        sum[i][j] += types == null ? 0 : types[type * e + j];
      }
    }
    return sum;
  }

  boolean absolutePositions() {
    return positionType().equals("absolute");
  }

  double[][] layer(double[][] x, int i) {
    String name = "encoder.layer." + i + ".";
    double[][] mixed = attention(x, name + "attention.self.", i);
    return finish(
        x,
        linear(mixed, name + "attention.output.dense", hidden()),
        name + "attention.output.LayerNorm",
        name + "intermediate.dense",
        name + "output.dense",
        name + "output.LayerNorm");
  }

  /** What follows attention, by the names of norms and linear layers. */
  final double[][] finish(
      double[][] x, double[][] mixed, String firstNorm, String up, String down, String lastNorm) {
    double[][] middle = norm(Rows.sum(mixed, x), firstNorm);
    double[][] active = Rows.active(linear(middle, up, inner()), activation());
    return norm(Rows.sum(linear(active, down, hidden()), middle), lastNorm);
  }

  double[][] attention(double[][] x, String name, int layer) {
    double[][] q = linear(x, name + "query", hidden());
    double[][] k = linear(x, name + "key", hidden());
    double[][] v = linear(x, name + "value", hidden());
    return mix(q, k, v, name, layer);
  }

  /** Softmax of scores times values, head by head. */
  final double[][] mix(double[][] q, double[][] k, double[][] v, String name, int layer) {
    int n = q.length;
    int dim = attention() / heads();
    double[][] y = new double[n][attention()];
    for (int h = 0; h < heads(); h++) {
      double[][] qh = Rows.columns(q, h * dim, (h + 1) * dim);
      double[][] kh = Rows.columns(k, h * dim, (h + 1) * dim);
      for (int i = 0; i < n; i++) {
        double[] p = new double[n];
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
          p[j] = score(qh[i], kh[j], i, j, h, name, layer);
          largest = Math.max(largest, p[j]);
        }
        double total = 0;
        for (int j = 0; j < n; j++) {
          p[j] = Math.exp(p[j] - largest);
          total += p[j];
        }
        for (int j = 0; j < n; j++) {
          for (int d = 0; d < dim; d++) {
            y[i][h * dim + d] += p[j] / total * v[j][h * dim + d];
          }
        }
      }
    }
    return y;
  }

  /** The score of a query in position i and a key in position j. */
  double score(double[] q, double[] k, int i, int j, int head, String name, int layer) {
    double content = dot(q, k, 0);
    double root = Math.sqrt(q.length);
    if (positionType().equals("absolute")) {
      return content / root;
    }
    double[] distances = get(name + "distance_embedding.weight", 2 * positions() - 1, q.length);
    int row = (i - j + positions() - 1) * q.length;
    double position = dot(q, distances, row);
    if (positionType().equals("relative_key_query")) {
      position += dot(k, distances, row);
    }
    return distancesScaled() ? (content + position) / root : content / root + position;
  }

  boolean distancesScaled() {
    return true;
  }

  static double dot(double[] x, double[] y, int at) {
    double sum = 0;
    for (int d = 0; d < x.length; d++) {
      sum += x[d] * y[at + d];
    }
    return sum;
  }

  /** The first layer's input and every layer's output. */
  List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
    var states = new ArrayList<double[][]>();
    states.add(embed(x, typeIds));
    for (int i = 0; i < layers(); i++) {
      states.add(layer(states.getLast(), i));
    }
    return states;
  }

  /** Logits of the sequence classifier. */
  double[] logits(double[][] last, int labels) {
    double[][] first = {last[0]};
    double[][] pooled = Rows.active(linear(first, "pooler.dense", hidden()), "tanh");
    return out(pooled, "classifier", labels);
  }

  final double[] out(double[][] x, String name, int labels) {
    double[] w = weights.get(name + ".weight", labels, x[0].length);
    return Rows.linear(x, w, weights.get(name + ".bias", labels), labels)[0];
  }

  /** A classifier of two linear layers without the family's prefix. */
  final double[] twoLayers(
      double[][] last, String dense, String activation, String out, int labels) {
    int m = hidden();
    double[][] first = {last[0]};
    double[][] active =
        Rows.active(
            Rows.linear(
                first, weights.get(dense + ".weight", m, m), weights.get(dense + ".bias", m), m),
            activation);
    return out(active, out, labels);
  }
}
