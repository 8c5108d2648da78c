package org.mekiki.weights.converter.onnx;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.weights.converter.onnx.Term.Attention;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Norm;
import org.mekiki.weights.converter.onnx.Term.Table;

/**
 * An encoder as a graph has it.
 *
 * @param tokens table of word embeddings
 * @param positions table of positions; null for none
 * @param types table of token types; null for none
 * @param padded whether positions leave padding out
 * @param padding number of the padding token, where they do
 * @param norm of the embeddings
 * @param projection after it; null for none
 * @param layers from the first to the last
 */
record EncoderGraph(
    Numbers tokens,
    Numbers positions,
    Numbers types,
    boolean padded,
    int padding,
    Norm norm,
    Linear projection,
    List<Layer> layers) {

  /**
   * A layer.
   *
   * @param attention its inputs are linear layers
   * @param output linear layer after it
   * @param attentionNorm of that and the layer's input
   * @param inner first linear layer of the feed-forward block
   * @param activation name of the function between the two
   * @param outer second linear layer
   * @param norm of that and the block's input
   */
  record Layer(
      Attention attention,
      Linear output,
      Norm attentionNorm,
      Linear inner,
      String activation,
      Linear outer,
      Norm norm) {
    Linear query() {
      return (Linear) attention.query();
    }

    Linear key() {
      return (Linear) attention.key();
    }

    Linear value() {
      return (Linear) attention.value();
    }
  }

  /** Bias of scores by distances, the same in all layers; null for none. */
  Table bias() {
    return layers.getFirst().attention().bias();
  }

  /** Numbers of a row. */
  int width() {
    return Term.width(layers.getFirst().norm());
  }

  /** All norms. */
  List<Norm> norms() {
    var all = new ArrayList<Norm>();
    all.add(norm);
    for (Layer layer : layers) {
      all.add(layer.attentionNorm());
      all.add(layer.norm());
    }
    return all;
  }
}
