package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import java.util.List;

/** The families that are close to BERT, and where to find the others. */
public final class ReferenceFamilies {
  private ReferenceFamilies() {}

  /** Hidden states and logits of one text. */
  public record Output(List<double[][]> states, double[] logits) {}

  /** A model as a function. */
  public interface Model {
    /** Word embeddings, [V, E]. */
    double[] words();

    /** E. */
    int width();

    /** Of word embeddings [S, E] with token types. */
    Output of(double[][] x, int[] typeIds);
  }

  /** The classifier of a configuration. */
  public static Model classifier(ReferenceConfig config, ReferenceWeights weights, int labels) {
    if (config.family().equals("lstm") || config.family().equals("gru")) {
      return new ReferenceRecurrent(config, weights, labels);
    }
    ReferenceEncoder encoder = encoder(config, weights);
    return new Model() {
      @Override
      public double[] words() {
        return encoder.words();
      }

      @Override
      public int width() {
        return encoder.embedding();
      }

      @Override
      public Output of(double[][] x, int[] typeIds) {
        List<double[][]> states = encoder.hiddenStates(x, typeIds);
        return new Output(states, encoder.logits(states.getLast(), labels));
      }
    };
  }

  private static ReferenceEncoder encoder(ReferenceConfig config, ReferenceWeights weights) {
    return switch (config.family()) {
      case "bert" ->
          config.text("position_embedding_type", "").equals("alibi")
              ? new ReferenceJinaBert(config, weights)
              : new ReferenceEncoder(config, weights, "bert.");
      case "distilbert" -> new DistilBert(config, weights);
      case "roberta", "camembert", "xlm-roberta" -> new Roberta(config, weights, "roberta.");
      case "xlm-roberta-xl" -> new PreNorm(config, weights, true);
      case "roberta-prelayernorm" -> new PreNorm(config, weights, false);
      case "electra" -> new Electra(config, weights);
      case "albert" -> new Albert(config, weights);
      case "mpnet" -> new MpNet(config, weights);
      case "deberta" -> new ReferenceDeberta(config, weights, false);
      case "deberta-v2" -> new ReferenceDeberta(config, weights, true);
      case "ernie" -> new Ernie(config, weights);
      case "megatron-bert" -> new Megatron(config, weights);
      case "data2vec-text" -> new Roberta(config, weights, "data2vec_text.");
      case "rembert" -> new RemBert(config, weights);
      case "luke" -> new Luke(config, weights);
      case "modernbert" -> new ReferenceModernBert(config, weights);
      case "mobilebert" -> new ReferenceMobileBert(config, weights);
      case "squeezebert" -> new ReferenceSqueezeBert(config, weights);
      case "convbert" -> new ReferenceConvBert(config, weights);
      case "t5", "mt5", "umt5" -> new ReferenceT5(config, weights);
      case "roformer",
          "nomic_bert",
          "eurobert",
          "gemma3_text",
          "esm",
          "jina_embeddings_v3",
          "gte",
          "new",
          "neobert" ->
          ReferenceRotary.of(config, weights);
      default -> throw new IllegalArgumentException(config.family());
    };
  }

  private static final class DistilBert extends ReferenceEncoder {
    DistilBert(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "distilbert.");
    }

    @Override
    int hidden() {
      return config.integer("dim", 768);
    }

    @Override
    int heads() {
      return config.integer("n_heads", 12);
    }

    @Override
    int layers() {
      return config.integer("n_layers", 6);
    }

    @Override
    int types() {
      return 0;
    }

    @Override
    double epsilon() {
      return 1e-12;
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "transformer.layer." + i + ".";
      double[][] q = linear(x, name + "attention.q_lin", hidden());
      double[][] k = linear(x, name + "attention.k_lin", hidden());
      double[][] v = linear(x, name + "attention.v_lin", hidden());
      return finish(
          x,
          linear(mix(q, k, v, name, i), name + "attention.out_lin", hidden()),
          name + "sa_layer_norm",
          name + "ffn.lin1",
          name + "ffn.lin2",
          name + "output_layer_norm");
    }

    @Override
    int inner() {
      return config.integer("hidden_dim", 3072);
    }

    @Override
    String activation() {
      return config.text("activation", "gelu");
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "pre_classifier", "relu", "classifier", labels);
    }
  }

  private static class Roberta extends ReferenceEncoder {
    Roberta(ReferenceConfig config, ReferenceWeights weights, String prefix) {
      super(config, weights, prefix);
    }

    @Override
    int firstPosition() {
      return config.integer("pad_token_id", 1) + 1;
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "classifier.dense", "tanh", "classifier.out_proj", labels);
    }
  }

  private static final class PreNorm extends Roberta {
    private final boolean xl;

    PreNorm(ReferenceConfig config, ReferenceWeights weights, boolean xl) {
      super(config, weights, xl ? "roberta." : "roberta_prelayernorm.");
      this.xl = xl;
    }

    @Override
    double epsilon() {
      return config.number("layer_norm_eps", xl ? 1e-5 : 1e-12);
    }

    @Override
    int types() {
      return config.integer("type_vocab_size", xl ? 1 : 2);
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      double[][] sum = sumOfEmbeddings(x, typeIds);
      return xl ? sum : norm(sum, "embeddings.LayerNorm");
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layer." + i + ".";
      double[][] first =
          norm(x, name + (xl ? "attention.self_attn_layer_norm" : "attention.LayerNorm"));
      double[][] mixed = attention(first, name + "attention.self.", i);
      double[][] middle = Rows.sum(linear(mixed, name + "attention.output.dense", hidden()), x);
      double[][] second = norm(middle, name + (xl ? "LayerNorm" : "intermediate.LayerNorm"));
      double[][] active =
          Rows.active(linear(second, name + "intermediate.dense", inner()), activation());
      return Rows.sum(linear(active, name + "output.dense", hidden()), middle);
    }

    @Override
    List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
      List<double[][]> states = super.hiddenStates(x, typeIds);
      states.set(states.size() - 1, norm(states.getLast(), xl ? "encoder.LayerNorm" : "LayerNorm"));
      return states;
    }
  }

  private static final class Ernie extends ReferenceEncoder {
    Ernie(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "ernie.");
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      double[][] sum = sumOfEmbeddings(x, typeIds);
      if (config.truth("use_task_id", false)) {
        int tasks = config.integer("task_type_vocab_size", 3);
        double[] table = get("embeddings.task_type_embeddings.weight", tasks, hidden());
        for (double[] row : sum) {
          for (int j = 0; j < row.length; j++) {
            row[j] += table[j];
          }
        }
      }
      return norm(sum, "embeddings.LayerNorm");
    }
  }

  private static final class Megatron extends ReferenceEncoder {
    Megatron(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "bert.");
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return sumOfEmbeddings(x, typeIds);
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layer." + i + ".";
      double[][] mixed = attention(norm(x, name + "attention.ln"), name + "attention.self.", i);
      double[][] middle = Rows.sum(linear(mixed, name + "attention.output.dense", hidden()), x);
      double[][] up = linear(norm(middle, name + "ln"), name + "intermediate.dense", inner());
      double[][] active = Rows.active(up, activation());
      return Rows.sum(linear(active, name + "output.dense", hidden()), middle);
    }

    @Override
    List<double[][]> hiddenStates(double[][] x, int[] typeIds) {
      List<double[][]> states = super.hiddenStates(x, typeIds);
      states.set(states.size() - 1, norm(states.getLast(), "encoder.ln"));
      return states;
    }
  }

  private static final class RemBert extends ReferenceEncoder {
    RemBert(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "rembert.");
    }

    @Override
    int embedding() {
      return config.integer("input_embedding_size", 256);
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return linear(super.embed(x, typeIds), "encoder.embedding_hidden_mapping_in", hidden());
    }
  }

  private static final class Luke extends ReferenceEncoder {
    Luke(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "luke.");
    }

    @Override
    int firstPosition() {
      return config.integer("pad_token_id", 1) + 1;
    }
  }

  private static final class Electra extends ReferenceEncoder {
    Electra(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "electra.");
    }

    @Override
    int embedding() {
      return config.integer("embedding_size", 128);
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      double[][] normed = super.embed(x, typeIds);
      return embedding() == hidden() ? normed : linear(normed, "embeddings_project", hidden());
    }

    @Override
    double[] logits(double[][] last, int labels) {
      return twoLayers(last, "classifier.dense", "gelu", "classifier.out_proj", labels);
    }
  }

  private static final class Albert extends ReferenceEncoder {
    Albert(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "albert.");
    }

    @Override
    int embedding() {
      return config.integer("embedding_size", 128);
    }

    @Override
    String activation() {
      return config.text("hidden_act", "gelu_new");
    }

    @Override
    boolean distancesScaled() {
      return false;
    }

    @Override
    double[][] embed(double[][] x, int[] typeIds) {
      return linear(super.embed(x, typeIds), "encoder.embedding_hidden_mapping_in", hidden());
    }

    @Override
    double[][] layer(double[][] x, int i) {
      int group = (int) (i / ((double) layers() / config.integer("num_hidden_groups", 1)));
      double[][] y = x;
      for (int j = 0; j < config.integer("inner_group_num", 1); j++) {
        y = inner(y, "encoder.albert_layer_groups." + group + ".albert_layers." + j + ".", i);
      }
      return y;
    }

    private double[][] inner(double[][] x, String name, int i) {
      double[][] mixed = attention(x, name + "attention.", i);
      return finish(
          x,
          linear(mixed, name + "attention.dense", hidden()),
          name + "attention.LayerNorm",
          name + "ffn",
          name + "ffn_output",
          name + "full_layer_layer_norm");
    }

    @Override
    double[] logits(double[][] last, int labels) {
      double[][] first = {last[0]};
      return out(Rows.active(linear(first, "pooler", hidden()), "tanh"), "classifier", labels);
    }
  }

  private static final class MpNet extends Roberta {
    MpNet(ReferenceConfig config, ReferenceWeights weights) {
      super(config, weights, "mpnet.");
    }

    @Override
    int firstPosition() {
      return 2;
    }

    @Override
    int types() {
      return 0;
    }

    @Override
    double[][] layer(double[][] x, int i) {
      String name = "encoder.layer." + i + ".";
      var parts = new ArrayList<double[][]>();
      for (String part : List.of("q", "k", "v")) {
        parts.add(linear(x, name + "attention.attn." + part, hidden()));
      }
      double[][] mixed = mix(parts.get(0), parts.get(1), parts.get(2), name, i);
      return finish(
          x,
          linear(mixed, name + "attention.attn.o", hidden()),
          name + "attention.LayerNorm",
          name + "intermediate.dense",
          name + "output.dense",
          name + "output.LayerNorm");
    }

    @Override
    double score(double[] q, double[] k, int i, int j, int head, String name, int layer) {
      int buckets = config.integer("relative_attention_num_buckets", 32);
      double[] bias = get("encoder.relative_attention_bias.weight", buckets, heads());
      return dot(q, k, 0) / Math.sqrt(q.length) + bias[bucket(j - i) * heads() + head];
    }

    /** T5's buckets, 32 of them up to a distance of 128, with logarithms in single precision. */
    private static int bucket(int keyMinusQuery) {
      int n = Math.abs(keyMinusQuery);
      int direction = keyMinusQuery > 0 ? 16 : 0;
      if (n < 8) {
        return direction + n;
      }
      float ratio = (float) Math.log(n / 8f) / (float) Math.log(128 / 8.0);
      return direction + Math.min(15, 8 + (int) (ratio * 8));
    }
  }
}
