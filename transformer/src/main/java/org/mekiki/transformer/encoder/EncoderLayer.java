package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;

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

  /** Of attention's output, before the sum; null for none. */
  private final Norm mixedNorm;

  /** Of the feed-forward block's output, before the sum; null for none. */
  private final Norm fedNorm;

  /** Of each head's queries; null for none. */
  private final Norm queryNorm;

  /** Of each head's keys; null for none. */
  private final Norm keyNorm;

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
    attentionNorm = normed ? Norm.of(config, weights, name + "attention_norm") : null;
    inner = weights.linear(name + "inner");
    gate = form.gated() ? weights.linear(name + "gate") : null;
    outer = weights.linear(name + "outer");
    outerNorm = Norm.of(config, weights, name + "outer_norm");
    mixedNorm = form.sandwich() ? Norm.of(config, weights, name + "mixed_norm") : null;
    fedNorm = form.sandwich() ? Norm.of(config, weights, name + "fed_norm") : null;
    boolean headNorms = config.form().attention().normed();
    queryNorm = headNorms ? Norm.of(config, weights, name + "query_norm") : null;
    keyNorm = headNorms ? Norm.of(config, weights, name + "key_norm") : null;
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
    Variable queries = normed(Ops.linear(x, query), queryNorm, config.heads());
    double scale = config.form().attention().scale();
    return scale == 0
        ? queries
        : Ops.scale(queries, (float) (scale * Math.sqrt(config.headSize())));
  }

  Variable key(Variable x) {
    return normed(Ops.linear(x, key), keyNorm, config.keyHeads());
  }

  /** The norm of each head of rows [.., heads · D]. */
  private static Variable normed(Variable x, Norm norm, int heads) {
    if (norm == null) {
      return x;
    }
    int[] dims = x.shape().toArray();
    int width = dims[dims.length - 1];
    Variable apart = Ops.reshape(x, x.shape().size() / width * heads, width / heads);
    return Ops.reshape(norm.apply(apart), dims);
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
    Variable attention =
        positions.attention(queries, shared(keys), shared(values), config.heads(), first, mask);
    Variable mixed =
        dropout.rows(
            normed(Ops.linear(attention, attentionOutput), mixedNorm), name + "attention_output");
    if (form.preNorm()) {
      Variable middle = Ops.add(mixed, read);
      return Ops.add(feedForward(outerNorm.apply(middle)), middle);
    }
    Variable middle = attentionNorm.ofSum(mixed, read);
    return outerNorm.ofSum(feedForward(middle), middle);
  }

  private static Variable normed(Variable x, Norm norm) {
    return norm == null ? x : norm.apply(x);
  }

  /** Rows [B, S, heads of keys · D] with each head as often as there are queries for it. */
  private Variable shared(Variable x) {
    int copies = config.heads() / config.keyHeads();
    if (copies == 1) {
      return x;
    }
    var heads = new Operand[config.heads()];
    for (int i = 0; i < heads.length; i++) {
      int from = i / copies * config.headSize();
      heads[i] = i % copies == 0 ? Ops.slice(x, 2, from, from + config.headSize()) : heads[i - 1];
    }
    return Ops.concat(2, heads);
  }

  private Variable feedForward(Variable x) {
    Variable active = config.activation().ofLinear(x, inner);
    Variable gated = gate == null ? active : Ops.gated(active, Ops.linear(x, gate));
    return dropout.rows(normed(Ops.linear(gated, outer), fedNorm), name + "outer");
  }
}
