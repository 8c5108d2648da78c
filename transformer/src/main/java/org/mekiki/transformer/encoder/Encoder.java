package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
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
   * The first row of the last layer, which classification heads read: [B, M]. The last layer
   * computes that row only.
   *
   * @param typeIds token types of the S rows
   * @param embeddings word embeddings, [B, S, M], on the tape
   */
  public Variable first(Tape tape, int[] typeIds, Operand embeddings) {
    Variable x = embed(tape, typeIds, embeddings);
    for (int i = 0; i + 1 < layers.size(); i++) {
      EncoderLayer layer = layers.get(i);
      Variable in = x;
      x = tape.scope(() -> layer.apply(in, in));
    }
    Variable last = x;
    Variable first =
        tape.scope(
            () -> {
              Variable read = Ops.slice(last, 1, 0, 1);
              return layers.isEmpty() ? read : layers.getLast().apply(last, read);
            });
    return Ops.reshape(first, first.shape().dim(0), config.hiddenSize());
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

  private Variable embed(Tape tape, int[] typeIds, Operand embeddings) {
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
