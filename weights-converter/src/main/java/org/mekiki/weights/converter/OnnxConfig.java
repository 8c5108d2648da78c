package org.mekiki.weights.converter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.OnnxSizes;

/** An encoder's configuration as a graph shows it, and whether it is that of config.json. */
final class OnnxConfig {
  /** Families whose layers are those that are found in graphs. */
  static final Set<String> FAMILIES =
      Set.of(
          "bert",
          "distilbert",
          "roberta",
          "xlm-roberta",
          "camembert",
          "electra",
          "mpnet",
          "ernie",
          "data2vec-text");

  /** ε of BERT; graphs of half precision do not tell theirs. */
  private static final float USUAL_EPSILON = 1e-12f;

  private OnnxConfig() {}

  /** The configuration of a graph that has none beside it. */
  static Map<String, Object> inferred(OnnxSizes sizes) {
    String family = family(sizes);
    boolean distilled = family.equals("distilbert");
    var keys = new LinkedHashMap<String, Object>();
    keys.put("model_type", family);
    keys.put("vocab_size", sizes.vocabulary());
    keys.put(distilled ? "dim" : "hidden_size", sizes.hidden());
    keys.put(distilled ? "n_layers" : "num_hidden_layers", sizes.layers());
    keys.put(distilled ? "n_heads" : "num_attention_heads", sizes.heads());
    keys.put(distilled ? "hidden_dim" : "intermediate_size", sizes.feedForward());
    keys.put(distilled ? "activation" : "hidden_act", sizes.activation());
    keys.put("max_position_embeddings", sizes.positions());
    if (!distilled) {
      keys.put("layer_norm_eps", Float.toString(sizes.half() ? USUAL_EPSILON : sizes.epsilon()));
    }
    if (sizes.types() > 0) {
      keys.put("type_vocab_size", sizes.types());
    }
    if (sizes.firstPosition() > 0) {
      keys.put("pad_token_id", sizes.firstPosition() - 1);
    }
    if (sizes.buckets() > 0) {
      keys.put("relative_attention_num_buckets", sizes.buckets());
    }
    if (family.equals("electra")) {
      keys.put("embedding_size", sizes.embedding());
    }
    return keys;
  }

  private static String family(OnnxSizes sizes) {
    if (sizes.buckets() > 0) {
      return "mpnet";
    }
    if (sizes.projected()) {
      return "electra";
    }
    if (sizes.firstPosition() > 0) {
      return "roberta";
    }
    return sizes.types() == 0 ? "distilbert" : "bert";
  }

  /**
   * Holds a configuration against a graph.
   *
   * @throws ConversionException naming what differs, with both values
   */
  static void requireSame(Path directory, Path graph, EncoderConfig config, OnnxSizes sizes)
      throws ConversionException {
    if (!FAMILIES.contains(config.family())) {
      throw new ConversionException(
          "%s: family \"%s\" is not taken from ONNX, only %s; take model.safetensors of the same model"
              .formatted(
                  directory,
                  config.family(),
                  String.join(", ", FAMILIES.stream().sorted().toList())));
    }
    var differing = new ArrayList<String>();
    compare(differing, "vocabulary", config.vocabularySize(), sizes.vocabulary());
    compare(differing, "embedding size", config.embeddingSize(), sizes.embedding());
    compare(differing, "hidden size", config.hiddenSize(), sizes.hidden());
    compare(differing, "layers", config.layers(), sizes.layers());
    compare(differing, "attention heads", config.heads(), sizes.heads());
    compare(differing, "feed-forward size", config.feedForwardSize(), sizes.feedForward());
    compare(differing, "positions", config.positions(), sizes.positions());
    compare(differing, "first position", config.firstPosition(), sizes.firstPosition());
    compare(differing, "token types", config.types(), sizes.types());
    compare(differing, "activation", function(config.activation()), sizes.activation());
    if (!sizes.half()) {
      compare(differing, "layer norm epsilon", config.epsilon(), sizes.epsilon());
    }
    if (!differing.isEmpty()) {
      throw new ConversionException(
          "%s: config.json and %s are not of the same model: %s"
              .formatted(directory, graph.getFileName(), String.join("; ", differing)));
    }
  }

  private static void compare(List<String> differing, String what, Object config, Object graph) {
    if (!config.equals(graph)) {
      differing.add("%s %s in config.json, %s in the graph".formatted(what, config, graph));
    }
  }

  /** One name of a function that has several. */
  static String function(Activation activation) {
    return switch (activation) {
      case GELU_PYTHON -> Activation.GELU.label();
      case GELU_FAST, GELU_PYTORCH_TANH, GELU_ACCURATE, GELU_PYTHON_TANH ->
          Activation.GELU_NEW.label();
      case SWISH -> Activation.SILU.label();
      default -> activation.label();
    };
  }
}
