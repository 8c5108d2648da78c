package org.mekiki.weights.converter.reference;

/** ConvBERT (Jiang et al. 2020). */
final class ReferenceConvBert extends ReferenceEncoder {
  ReferenceConvBert(ReferenceConfig config, ReferenceWeights weights) {
    super(config, weights, "convbert.");
  }

  @Override
  int embedding() {
    return config.integer("embedding_size", 768);
  }

  @Override
  int heads() {
    return Math.max(1, super.heads() / config.integer("head_ratio", 2));
  }

  @Override
  int attention() {
    return hidden() / heads() / 2 * heads();
  }

  private int size() {
    return config.integer("conv_kernel_size", 9);
  }

  @Override
  double[][] embed(double[][] x, int[] typeIds) {
    double[][] normed = super.embed(x, typeIds);
    return embedding() == hidden() ? normed : linear(normed, "embeddings_project", hidden());
  }

  @Override
  double[][] layer(double[][] x, int i) {
    String name = "encoder.layer." + i + ".";
    String self = name + "attention.self.";
    int a = attention();
    double[][] q = linear(x, self + "query", a);
    double[][] mixed = mix(q, linear(x, self + "key", a), linear(x, self + "value", a), self, i);
    double[][] spans = spans(x, q, self);
    double[][] both = new double[x.length][2 * a];
    for (int r = 0; r < x.length; r++) {
      System.arraycopy(mixed[r], 0, both[r], 0, a);
      System.arraycopy(spans[r], 0, both[r], a, a);
    }
    double[][] out = linear(both, name + "attention.output.dense", hidden());
    double[][] middle = norm(Rows.sum(out, x), name + "attention.output.LayerNorm");
    double[][] active =
        Rows.active(grouped(middle, name + "intermediate.dense", inner()), activation());
    double[][] down = grouped(active, name + "output.dense", hidden());
    return norm(Rows.sum(down, middle), name + "output.LayerNorm");
  }

  private double[][] spans(double[][] x, double[][] q, String name) {
    int n = x.length;
    int m = hidden();
    int a = attention();
    int dim = a / heads();
    double[] depthwise = get(name + "key_conv_attn_layer.depthwise.weight", m, 1, size());
    double[] pointwise = get(name + "key_conv_attn_layer.pointwise.weight", a, m, 1);
    double[] bias = get(name + "key_conv_attn_layer.bias", a, 1);
    double[][] around = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < size(); k++) {
          int row = i + k - size() / 2;
          around[i][j] += row < 0 || row >= n ? 0 : x[row][j] * depthwise[j * size() + k];
        }
      }
    }
    double[][] keys = Rows.linear(around, pointwise, bias, a);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < a; j++) {
        keys[i][j] *= q[i][j];
      }
    }
    double[][] scores = linear(keys, name + "conv_kernel_layer", heads() * size());
    double[][] values = linear(x, name + "conv_out_layer", a);
    double[][] y = new double[n][a];
    for (int i = 0; i < n; i++) {
      for (int h = 0; h < heads(); h++) {
        double total = 0;
        for (int k = 0; k < size(); k++) {
          total += Math.exp(scores[i][h * size() + k]);
        }
        for (int k = 0; k < size(); k++) {
          int row = i + k - size() / 2;
          for (int d = h * dim; d < (h + 1) * dim && row >= 0 && row < n; d++) {
            y[i][d] += Math.exp(scores[i][h * size() + k]) / total * values[row][d];
          }
        }
      }
    }
    return y;
  }

  private double[][] grouped(double[][] x, String name, int out) {
    int groups = config.integer("num_groups", 1);
    if (groups == 1) {
      return linear(x, name, out);
    }
    int in = x[0].length / groups;
    int width = out / groups;
    double[] w = get(name + ".weight", groups, in, width);
    double[] b = get(name + ".bias", out);
    double[][] y = new double[x.length][out];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < out; o++) {
        int g = o / width;
        y[i][o] = b[o];
        for (int k = 0; k < in; k++) {
          y[i][o] += x[i][g * in + k] * w[(g * in + k) * width + o % width];
        }
      }
    }
    return y;
  }

  @Override
  double[] logits(double[][] last, int labels) {
    return twoLayers(last, "classifier.dense", activation(), "classifier.out_proj", labels);
  }
}
