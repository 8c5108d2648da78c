package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** From word embeddings to the input of the first layer. */
final class Embeddings {
  /** Replaced as a whole, so threads that see different ones compute the same. */
  private volatile Added added;

  private final EncoderConfig config;
  private final Tensor words;
  private final Tensor positions;
  private final Tensor types;
  private final Norm norm;
  private final LinearWeights projection;

  Embeddings(EncoderConfig config, Weights weights) {
    this.config = config;
    EmbeddingForm form = config.form().embedding();
    words = weights.get("embeddings.word");
    positions = form.positions() ? weights.get("embeddings.position") : null;
    types = config.types() == 0 ? null : weights.get("embeddings.type");
    boolean plain = form.steps() == EmbeddingForm.Steps.PLAIN;
    norm = plain ? null : Norm.of(weights, "embeddings.norm", config.epsilon());
    projection = form.steps().projects() ? weights.linear("embeddings.projection") : null;
  }

  /** The word-embedding table, [V, E]. */
  Tensor words() {
    return words;
  }

  /** Input of the first layer, [B, S, M], for words [B, S, E]. */
  Variable embed(Tape tape, int[] typeIds, Operand embeddings) {
    Optional<Tensor> context = positionsAndTypes(typeIds);
    Variable x =
        embeddings instanceof Variable variable ? variable : tape.constant(embeddings.value());
    return tape.scope(() -> finish(context.map(rows -> Ops.add(x, rows)).orElse(x)));
  }

  /**
   * Rows of the first layer's input, [N, M], for words in some places, [N, E].
   *
   * @param context what {@link #positionsAndTypes} gave for the text
   */
  Variable rows(Tape tape, Optional<Tensor> context, RowPlaces places, Operand given) {
    Variable x = given instanceof Variable variable ? variable : tape.constant(given.value());
    return finish(context.map(rows -> Ops.add(x, Ops.takeRows(tape, rows, places))).orElse(x));
  }

  private Variable finish(Variable sum) {
    return switch (config.form().embedding().steps()) {
      case PLAIN -> sum;
      case NORM -> norm.apply(sum);
      case NORM_PROJECTION -> Ops.linear(norm.apply(sum), projection);
      case PROJECTION_NORM -> norm.apply(Ops.linear(sum, projection));
    };
  }

  /** What was added to the word embeddings last time, which an integration needs again. */
  private record Added(int[] typeIds, Tensor rows) {}

  /** What is added to the word embeddings, [S, E], if anything. */
  Optional<Tensor> positionsAndTypes(int[] typeIds) {
    if (positions == null && types == null) {
      return Optional.empty();
    }
    Added present = added;
    if (present == null || !Arrays.equals(present.typeIds(), typeIds)) {
      present = new Added(typeIds.clone(), sumOfPositionsAndTypes(typeIds));
      added = present;
    }
    return Optional.of(present.rows());
  }

  private Tensor sumOfPositionsAndTypes(int[] typeIds) {
    int width = config.embeddingSize();
    float[] sum = new float[typeIds.length * width];
    for (int i = 0; i < typeIds.length; i++) {
      int position = (config.firstPosition() + i) * width;
      for (int j = 0; j < width; j++) {
        float type = types == null ? 0f : types.getFlat(typeRow(typeIds[i]) * width + j);
        sum[i * width + j] = positions == null ? type : type + positions.getFlat(position + j);
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
