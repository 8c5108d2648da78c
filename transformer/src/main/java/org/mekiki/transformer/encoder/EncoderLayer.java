package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;

/** One transformer layer: self-attention and feed-forward, each added to what it was given. */
final class EncoderLayer {
  private final EncoderConfig config;
  private final LayerForm form;
  private final LinearWeights query;
  private final LinearWeights key;
  private final LinearWeights value;
  private final LinearWeights attentionOutput;
  private final LayerPositions positions;
  private final Dropout dropout;

  /** Of its weights, with a dot at the end. */
  private final String name;

  /** After attention, or before it in pre-norm layers; null for none. */
  private final Norm attentionNorm;

  private final LinearWeights inner;

  /** Null where the feed-forward block is not gated. */
  private final LinearWeights gate;

  private final LinearWeights outer;

  /** After the feed-forward block, or before it in pre-norm layers. */
  private final Norm outerNorm;

  /**
   * Takes its weights.
   *
   * @param number of the weights
   */
  EncoderLayer(EncoderConfig config, Weights weights, PositionTerms terms, int number) {
    this.name = "layers." + number + ".";
    this.config = config;
    this.dropout = weights.dropout();
    this.form = config.form().layer();
    query = weights.linear(name + "query");
    key = weights.linear(name + "key");
    value = weights.linear(name + "value");
    positions = terms.layer(name, number, query, key);
    attentionOutput = weights.linear(name + "attention_output");
    boolean normed = !form.preNorm() || form.firstNorm() || number > 0;
    attentionNorm = normed ? Norm.of(weights, name + "attention_norm", config.epsilon()) : null;
    inner = weights.linear(name + "inner");
    gate = form.gated() ? weights.linear(name + "gate") : null;
    outer = weights.linear(name + "outer");
    outerNorm = Norm.of(weights, name + "outer_norm", config.epsilon());
  }

  /**
   * The layer's output for some of its rows.
   *
   * @param x all rows, [B, S, M]: keys and values
   * @param read the rows that someone reads, [B, Q, M]: x itself, or a part of it
   * @param first position of the first of these
   */
  Variable apply(Variable x, Variable read, int first) {
    Variable source = attended(x);
    Variable asking = read == x ? source : attended(read);
    return after(query(asking), key(source), value(source), read, first);
  }

  /** What the three projections are made of. */
  Variable attended(Variable x) {
    return form.preNorm() && attentionNorm != null ? attentionNorm.apply(x) : x;
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
   * @param read the layer's input in the rows of the queries, [B, Q, M]
   * @param first position of the first of these
   */
  Variable after(Variable queries, Variable keys, Variable values, Variable read, int first) {
    DropoutMask mask = dropout.attention(name + "attention");
    Variable attention = positions.attention(queries, keys, values, config.heads(), first, mask);
    Variable mixed =
        dropout.rows(Ops.linear(attention, attentionOutput), name + "attention_output");
    if (form.preNorm()) {
      Variable middle = Ops.add(mixed, read);
      return Ops.add(feedForward(outerNorm.apply(middle)), middle);
    }
    Variable middle = attentionNorm.ofSum(mixed, read);
    return outerNorm.ofSum(feedForward(middle), middle);
  }

  private Variable feedForward(Variable x) {
    Variable active = config.activation().ofLinear(x, inner);
    Variable gated = gate == null ? active : Ops.gated(active, Ops.linear(x, gate));
    return dropout.rows(Ops.linear(gated, outer), name + "outer");
  }
}
