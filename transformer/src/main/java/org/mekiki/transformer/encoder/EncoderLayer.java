package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;

/** One transformer layer: self-attention and feed-forward, each added to what it was given. */
final class EncoderLayer {
  private final EncoderConfig config;
  private final LayerForm form;
  private final LinearMap query;
  private final LinearMap key;
  private final LinearMap value;
  private final LinearMap attentionOutput;
  private final LayerPositions positions;
  private final Dropout dropout;

  /** Of its weights, with a dot at the end. */
  private final String name;

  /** After attention, or before it in pre-norm layers; null for none. */
  private final Norm attentionNorm;

  /** Blocks before the last, each with the norm of its sum. */
  private final List<Inner> blocks;

  private final FeedForward feedForward;

  /** After the last feed-forward block, or before it in pre-norm layers. */
  private final Norm outerNorm;

  /** Of attention's output, before the sum; null for none. */
  private final Norm mixedNorm;

  /** Of each head's queries; null for none. */
  private final Norm queryNorm;

  /** Of each head's keys; null for none. */
  private final Norm keyNorm;

  /** Null for none. */
  private final Bottleneck.Block bottleneck;

  /** Null for none. */
  private final SpanConvolution.Block spans;

  /**
   * What the parts of a layer read of rows of its input.
   *
   * @param keys what queries and keys are made of, [.., M] or narrower
   * @param values what values are made of
   * @param sum what attention is added to, [.., T]
   */
  record Input(Variable keys, Variable values, Variable sum) {}

  /** A feed-forward block and what follows its sum. */
  private record Inner(FeedForward block, Norm norm) {}

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
    query = LinearMap.of(weights, name, "query", form);
    key = LinearMap.of(weights, name, "key", form);
    value = LinearMap.of(weights, name, "value", form);
    positions = terms.layer(name, number, query, key);
    attentionOutput = LinearMap.of(weights, name, "attention_output", form);
    boolean normed = !form.preNorm() || form.firstNorm() || number > 0;
    attentionNorm = normed ? Norm.of(config, weights, name + "attention_norm") : null;
    blocks = new ArrayList<>();
    for (int i = 0; i + 1 < form.feedForwards(); i++) {
      String block = name + "blocks." + i + ".";
      blocks.add(
          new Inner(
              new FeedForward(config, weights, block), Norm.of(config, weights, block + "norm")));
    }
    feedForward = new FeedForward(config, weights, name);
    outerNorm = Norm.of(config, weights, name + "outer_norm");
    mixedNorm = form.sandwich() ? Norm.of(config, weights, name + "mixed_norm") : null;
    boolean headNorms = config.form().attention().normed();
    queryNorm = headNorms ? Norm.of(config, weights, name + "query_norm") : null;
    keyNorm = headNorms ? Norm.of(config, weights, name + "key_norm") : null;
    bottleneck =
        form.bottleneck()
            .map(inside -> new Bottleneck.Block(inside, weights, name, config))
            .orElse(null);
    spans =
        form.spans()
            .map(span -> new SpanConvolution.Block(span, weights, name, config.heads()))
            .orElse(null);
  }

  /**
   * The layer's output for some of its rows.
   *
   * @param x all rows, [B, S, M]: keys and values
   * @param read the rows that someone reads, [B, Q, M]: x itself, or a part of it
   * @param first position of the first of these
   */
  Variable apply(Variable x, Variable read, int first) {
    Input source = input(x);
    Input asking = read == x ? source : input(read);
    return after(query(asking), key(source), value(source), asking.sum(), x, read, first);
  }

  /** What attention and the first sum are made of. */
  Input input(Variable x) {
    if (bottleneck != null) {
      return bottleneck.read(x);
    }
    Variable attended = form.preNorm() && attentionNorm != null ? attentionNorm.apply(x) : x;
    return new Input(attended, attended, x);
  }

  Variable query(Input x) {
    Variable queries = normed(query.apply(x.keys()), queryNorm, config.heads());
    double scale = config.form().attention().scale();
    return scale == 0
        ? queries
        : Ops.scale(queries, (float) (scale * Math.sqrt(config.headSize())));
  }

  Variable key(Input x) {
    return normed(key.apply(x.keys()), keyNorm, config.keyHeads());
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

  Variable value(Input x) {
    return value.apply(x.values());
  }

  /**
   * All that follows the three projections.
   *
   * @param sum what attention is added to, in the rows of the queries, [B, Q, T]
   * @param x the layer's input, [B, S, M]
   * @param read the same in the rows of the queries, [B, Q, M]
   * @param first position of the first of these
   */
  Variable after(
      Variable queries,
      Variable keys,
      Variable values,
      Variable sum,
      Variable x,
      Variable read,
      int first) {
    DropoutMask mask = dropout.attention(name + "attention");
    Variable attention =
        positions.attention(queries, shared(keys), shared(values), config.heads(), first, mask);
    if (spans != null) {
      attention = Ops.concat(2, attention, spans.apply(x, queries, first));
    }
    Variable output = attentionOutput.apply(attention);
    Variable mixed =
        dropout.rows(
            mixedNorm == null ? output : mixedNorm.apply(output), name + "attention_output");
    if (form.preNorm()) {
      Variable middle = Ops.add(mixed, sum);
      return Ops.add(feedForward.apply(outerNorm.apply(middle)), middle);
    }
    Variable middle = attentionNorm.ofSum(mixed, sum);
    for (Inner inner : blocks) {
      middle = inner.norm().ofSum(inner.block().apply(middle), middle);
    }
    Variable inside = outerNorm.ofSum(feedForward.apply(middle), middle);
    return bottleneck == null ? inside : bottleneck.widen(inside, read);
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
}
