package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** A stack of layers over word embeddings, positions and token types. */
public final class Encoder {
  /** Replaced as a whole, so threads that see different ones compute the same. */
  private volatile Added added;

  private final EncoderConfig config;
  private final Tensor words;
  private final Tensor positions;
  private final Tensor types;
  private final Tensor normWeight;
  private final Tensor normBias;
  private final List<EncoderLayer> layers;

  /** Takes the weights by their canonical names. */
  public Encoder(EncoderConfig config, Weights weights) {
    this(config, weights, ComputeContext.sequential());
  }

  /**
   * The same on several threads.
   *
   * @param weights can be read by several threads
   * @param context not kept
   */
  public Encoder(EncoderConfig config, Weights weights, ComputeContext context) {
    this.config = config;
    words = weights.get("embeddings.word");
    positions = weights.get("embeddings.position");
    types = config.types() == 0 ? null : weights.get("embeddings.type");
    normWeight = weights.get("embeddings.norm.weight");
    normBias = weights.get("embeddings.norm.bias");
    var read = new EncoderLayer[config.layers()];
    context.forEach(read.length, (i, _) -> read[i] = new EncoderLayer(config, weights, i));
    layers = List.of(read);
  }

  /** The word-embedding table, [V, M]. */
  public Tensor words() {
    return words;
  }

  /**
   * Rows of the last layer, which computes no other: [B, Q, M].
   *
   * @param typeIds token types of the S rows
   * @param embeddings word embeddings, [B, S, M], on the tape
   * @param read which rows
   * @throws IllegalArgumentException if there are fewer rows
   */
  public Variable rows(Tape tape, int[] typeIds, Operand embeddings, RowRange read) {
    return rows(tape, embed(tape, typeIds, embeddings), 0, read);
  }

  /** The same from the input of layer {@code from} on. */
  private Variable rows(Tape tape, Variable input, int from, RowRange read) {
    Variable x = input;
    for (int i = from; i + 1 < layers.size(); i++) {
      EncoderLayer layer = layers.get(i);
      Variable in = x;
      x = tape.scope(() -> layer.apply(in, in));
    }
    Variable last = x;
    int tokens = last.shape().dim(1);
    return tape.scope(
        () -> {
          Variable some =
              read.coversAll(tokens) ? last : Ops.slice(last, 1, read.from(), read.end(tokens));
          return layers.isEmpty() ? some : layers.getLast().apply(last, some);
        });
  }

  /**
   * Does what all variants of one text share, once.
   *
   * @param typeIds token types of the S rows
   * @param embeddings word embeddings of the text, [S, M]
   * @param read the rows of the last layer that are wanted
   * @return empty where the encoder has a single layer, which computes little but what is read
   */
  public Optional<SharedRows> share(
      int[] typeIds, Tensor embeddings, RowRange read, ComputeContext context) {
    if (layers.size() < 2) {
      return Optional.empty();
    }
    var tape = new Tape(context);
    Shape shape = embeddings.shape();
    Variable x = embed(tape, typeIds, embeddings.reshaped(Shape.of(1, shape.dim(0), shape.dim(1))));
    EncoderLayer layer = layers.getFirst();
    var shared =
        new Shared(
            positionsAndTypes(typeIds),
            rows(x),
            rows(layer.query(x)),
            rows(layer.key(x)),
            rows(layer.value(x)));
    return Optional.of(
        new SharedRows(
            tape.multiplyAdds(),
            (on, places, given) -> rows(on, firstLayer(on, shared, places, given), 1, read)));
  }

  /** [1, S, M] as a tensor [S, M] that outlives its tape. */
  private static Tensor rows(Variable x) {
    Shape shape = x.shape();
    return Tensor.wrap(x.value().toArray(), 0, Shape.of(shape.dim(1), shape.dim(2)));
  }

  /** What is added to word embeddings, and the first layer's input and projections: [S, M]. */
  private record Shared(Tensor added, Tensor input, Tensor query, Tensor key, Tensor value) {}

  /** The first layer's output; what the variants share of its projections is not computed. */
  private Variable firstLayer(Tape tape, Shared shared, RowPlaces places, Operand given) {
    EncoderLayer layer = layers.getFirst();
    return tape.scope(
        () -> {
          Variable added = Ops.takeRows(tape, shared.added(), places);
          Variable e = Ops.layerNorm(Ops.add(given, added), normWeight, normBias, config.epsilon());
          Variable queries = Ops.placeRows(shared.query(), layer.query(e), places);
          Variable keys = Ops.placeRows(shared.key(), layer.key(e), places);
          Variable values = Ops.placeRows(shared.value(), layer.value(e), places);
          // Comes last, so that cotangents of e are added up in the order of EncoderLayer.apply.
          Variable x = Ops.placeRows(shared.input(), e, places);
          return layer.after(queries, keys, values, x);
        });
  }

  /** The input of the first layer and the output of every layer, [B, S, M] each. */
  public List<Variable> hiddenStates(Tape tape, int[] typeIds, Operand embeddings) {
    var states = new ArrayList<Variable>();
    states.add(embed(tape, typeIds, embeddings));
    for (EncoderLayer layer : layers) {
      states.add(layer.apply(states.getLast(), states.getLast()));
    }
    return states;
  }

  /** The input of the first layer, [B, S, M]: positions and types added, and normalised. */
  public Variable embed(Tape tape, int[] typeIds, Operand embeddings) {
    Tensor context = positionsAndTypes(typeIds);
    Variable x =
        embeddings instanceof Variable variable ? variable : tape.constant(embeddings.value());
    return tape.scope(
        () -> Ops.layerNorm(Ops.add(x, context), normWeight, normBias, config.epsilon()));
  }

  /** What was added to the word embeddings last time, which an integration needs again. */
  private record Added(int[] typeIds, Tensor rows) {}

  /** What is added to the word embeddings: [S, M]. */
  private Tensor positionsAndTypes(int[] typeIds) {
    Added present = added;
    if (present == null || !Arrays.equals(present.typeIds(), typeIds)) {
      present = new Added(typeIds.clone(), sumOfPositionsAndTypes(typeIds));
      added = present;
    }
    return present.rows();
  }

  private Tensor sumOfPositionsAndTypes(int[] typeIds) {
    int width = config.hiddenSize();
    float[] sum = new float[typeIds.length * width];
    for (int i = 0; i < typeIds.length; i++) {
      int position = (config.firstPosition() + i) * width;
      for (int j = 0; j < width; j++) {
        float type = types == null ? 0f : types.getFlat(typeRow(typeIds[i]) * width + j);
        sum[i * width + j] = type + positions.getFlat(position + j);
      }
    }
    return Tensor.wrap(sum, 0, Shape.of(typeIds.length, width));
  }

  /** Families with one token type use it for all tokens, whatever the tokenizer says. */
  private int typeRow(int typeId) {
    if (config.types() == 1) {
      return 0;
    }
    if (typeId < 0 || typeId >= config.types()) {
      throw new IllegalArgumentException(
          "token type %d, but the model has %d".formatted(typeId, config.types()));
    }
    return typeId;
  }
}
