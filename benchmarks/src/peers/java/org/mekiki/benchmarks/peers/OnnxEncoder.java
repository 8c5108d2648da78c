package org.mekiki.benchmarks.peers;

import org.mekiki.benchmarks.peers.OnnxGraph.Attribute;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.Weights;

/**
 * A BERT classifier as an ONNX graph, from word-embedding rows to logits, made of the fused
 * operators that ONNX Runtime's own optimiser would put there: the form in which it is fastest.
 */
final class OnnxEncoder {
  private final OnnxGraph graph = new OnnxGraph();
  private final EncoderConfig config;
  private final Weights weights;

  private OnnxEncoder(EncoderConfig config, Weights weights) {
    this.config = config;
    this.weights = weights;
  }

  static ProtobufMessage model(EncoderConfig config, Weights weights, int batch, int tokens) {
    return new OnnxEncoder(config, weights).build(batch, tokens);
  }

  private ProtobufMessage build(int batch, int tokens) {
    int hidden = config.hiddenSize();
    graph.input("rows", batch, tokens, hidden);
    String context =
        graph.constant(
            "context", PeerWeights.positionsAndTypes(config, weights, tokens), tokens, hidden);
    String x =
        graph.node(
            "LayerNormalization",
            new Attribute[] {Attribute.of("epsilon", config.epsilon()), Attribute.of("axis", -1)},
            graph.node("Add", "rows", context),
            plain("embeddings.norm.weight"),
            plain("embeddings.norm.bias"));
    for (int i = 0; i < config.layers(); i++) {
      x = layer("layers." + i + ".", x);
    }
    String first =
        graph.node("Gather", new Attribute[] {Attribute.of("axis", 1)}, x, graph.index("first", 0));
    String pooled = graph.node("Tanh", linear("head.dense", first));
    String logits = linear("head.out", pooled);
    graph.output(logits, batch, weights.shape("head.out.weight").dim(0));
    return graph.model();
  }

  private String layer(String name, String x) {
    float[] bias =
        PeerWeights.concatenated(
            weights.get(name + "query.bias"),
            weights.get(name + "key.bias"),
            weights.get(name + "value.bias"));
    String attention =
        graph.fused(
            "MultiHeadAttention",
            new Attribute[] {Attribute.of("num_heads", config.heads())},
            product(name + "query", x),
            product(name + "key", x),
            product(name + "value", x),
            graph.constant(name + "attention.bias", bias, bias.length));
    String middle = skipNorm(name + "attention_output", name + "attention_norm", attention, x);
    String inner =
        graph.fused(
            "BiasGelu",
            new Attribute[0],
            product(name + "inner", middle),
            plain(name + "inner.bias"));
    return skipNorm(name + "outer", name + "outer_norm", inner, middle);
  }

  /** LayerNorm(x · Wᵀ + bias + residual). */
  private String skipNorm(String linear, String norm, String x, String residual) {
    return graph.fused(
        "SkipLayerNormalization",
        new Attribute[] {Attribute.of("epsilon", config.epsilon())},
        product(linear, x),
        residual,
        plain(norm + ".weight"),
        plain(norm + ".bias"),
        plain(linear + ".bias"));
  }

  private String linear(String name, String x) {
    return graph.node("Add", product(name, x), plain(name + ".bias"));
  }

  private String product(String name, String x) {
    Tensor weight = weights.get(name + ".weight");
    int out = weight.shape().dim(0);
    int in = weight.shape().dim(1);
    return graph.node(
        "MatMul", x, graph.constant(name + ".weight", PeerWeights.transposed(weight), in, out));
  }

  private String plain(String name) {
    float[] values = weights.get(name).toArray();
    return graph.constant(name, values, values.length);
  }
}
