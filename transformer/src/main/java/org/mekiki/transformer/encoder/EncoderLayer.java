package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Tensor;

/** One post-norm transformer layer: self-attention and feed-forward, each added and normalised. */
final class EncoderLayer {
  private final EncoderConfig config;
  private final LinearWeights query;
  private final LinearWeights key;
  private final LinearWeights value;
  private final LinearWeights attentionOutput;
  private final Norm attentionNorm;
  private final LinearWeights inner;
  private final LinearWeights outer;
  private final Norm outerNorm;

  /** Scale and shift of a layer norm. */
  private record Norm(Tensor weight, Tensor bias) {
    static Norm of(Weights weights, String name) {
      return new Norm(weights.get(name + ".weight"), weights.get(name + ".bias"));
    }
  }

  EncoderLayer(EncoderConfig config, Weights weights, int number) {
    String name = "layers." + number + ".";
    this.config = config;
    query = weights.linear(name + "query");
    key = weights.linear(name + "key");
    value = weights.linear(name + "value");
    attentionOutput = weights.linear(name + "attention_output");
    attentionNorm = Norm.of(weights, name + "attention_norm");
    inner = weights.linear(name + "inner");
    outer = weights.linear(name + "outer");
    outerNorm = Norm.of(weights, name + "outer_norm");
  }

  /**
   * The layer's output for some of its rows.
   *
   * @param x all rows, [B, S, M]: keys and values
   * @param read the rows that someone reads, [B, Q, M]: x itself, or a part of it
   */
  Variable apply(Variable x, Variable read) {
    return after(query(read), key(x), value(x), read);
  }

  Variable query(Variable x) {
    return Ops.linear(x, query);
  }

  Variable key(Variable x) {
    return Ops.linear(x, key);
  }

  Variable value(Variable x) {
    return Ops.linear(x, value);
  }

  /**
   * All that follows the three projections.
   *
   * @param read what the queries were made of, [B, Q, M]
   */
  Variable after(Variable queries, Variable keys, Variable values, Variable read) {
    Variable attention = Ops.attention(queries, keys, values, config.heads());
    Variable middle =
        Ops.addLayerNorm(
            Ops.linear(attention, attentionOutput),
            read,
            attentionNorm.weight(),
            attentionNorm.bias(),
            config.epsilon());
    Variable active = config.activation().ofLinear(middle, inner);
    return Ops.addLayerNorm(
        Ops.linear(active, outer), middle, outerNorm.weight(), outerNorm.bias(), config.epsilon());
  }
}
