package org.mekiki.weights.converter.onnx;

/**
 * What a graph says of the model that it computes.
 *
 * @param vocabulary rows of the table of tokens
 * @param embedding numbers of one
 * @param hidden numbers of a layer's row
 * @param layers how many
 * @param heads of attention
 * @param feedForward numbers between a feed-forward block's linear layers
 * @param positions rows of the table of positions
 * @param types rows of the table of types; 0 for none
 * @param firstPosition number of the first position
 * @param epsilon of all norms
 * @param half whether numbers have half precision, in which epsilon has no meaning
 * @param activation name of one in configurations
 * @param buckets rows of the table of biases by distance; 0 for none
 * @param projected whether a linear layer follows the embeddings
 */
public record OnnxSizes(
    int vocabulary,
    int embedding,
    int hidden,
    int layers,
    int heads,
    int feedForward,
    int positions,
    int types,
    int firstPosition,
    float epsilon,
    boolean half,
    String activation,
    int buckets,
    boolean projected) {

  /** The sizes of an encoder whose layers are alike. */
  static OnnxSizes of(EncoderGraph graph) {
    EncoderGraph.Layer layer = graph.layers().getFirst();
    return new OnnxSizes(
        graph.tokens().dims().getFirst(),
        graph.tokens().width(),
        graph.width(),
        graph.layers().size(),
        layer.attention().heads(),
        Term.width(layer.inner()),
        graph.positions().dims().getFirst(),
        graph.types() == null ? 0 : graph.types().dims().getFirst(),
        graph.padded() ? graph.padding() + 1 : 0,
        (float) graph.norm().epsilon(),
        graph.norm().weight().type() == OnnxType.FLOAT16,
        layer.activation(),
        graph.bias() == null ? 0 : graph.bias().table().dims().getFirst(),
        graph.projection() != null);
  }
}
