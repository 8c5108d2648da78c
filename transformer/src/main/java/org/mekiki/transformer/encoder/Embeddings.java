package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.Optional;
import org.mekiki.core.autodiff.Parameter;
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
  /** The share of tokens that were not masked in the training of models that drop masked ones. */
  private static final double KEPT = 1 - 0.15 * 0.8;

  /** Replaced as a whole, so threads that see different ones compute the same. */
  private volatile Added added;

  private final EncoderConfig config;
  private final Operand words;
  private final Operand positions;
  private final Operand types;
  private final Operand task;
  private final Dropout dropout;
  private final Norm norm;
  private final LinearWeights projection;

  /** Of the word after, and of the word before; null where a row is made of one word. */
  private final LinearWeights ofNext;

  private final LinearWeights ofBefore;

  Embeddings(EncoderConfig config, Weights weights) {
    this.config = config;
    EmbeddingForm form = config.form().embedding();
    dropout = weights.dropout();
    words = weights.operand("embeddings.word");
    positions = form.positions() ? weights.operand("embeddings.position") : null;
    types = config.types() == 0 ? null : weights.operand("embeddings.type");
    task = form.tasks() > 0 ? weights.operand("embeddings.task") : null;
    boolean plain = form.steps() == EmbeddingForm.Steps.PLAIN;
    norm = plain ? null : Norm.of(config, weights, "embeddings.norm");
    projection = form.steps().projects() ? weights.linear("embeddings.projection") : null;
    ofNext = mixRows() ? weights.linear("embeddings.next") : null;
    ofBefore = mixRows() ? weights.linear("embeddings.before") : null;
  }

  /** The word-embedding table, [V, E]; a parameter in training. */
  Operand words() {
    return words;
  }

  /** Input of the first layer, [B, S, M], for words [B, S, E]. */
  Variable embed(Tape tape, int[] typeIds, Operand embeddings) {
    Variable x =
        embeddings instanceof Variable variable ? variable : tape.constant(embeddings.value());
    Optional<Tensor> factors = factors(typeIds, x.shape().dim(1));
    if (learns()) {
      return tape.scope(
          () ->
              finish(
                  Ops.add(
                      wide(scaled(x, factors)),
                      trainedPositionsAndTypes(tape, typeIds, x.shape()))));
    }
    Optional<Tensor> context = positionsAndTypes(typeIds);
    return tape.scope(
        () -> {
          Variable words = wide(scaled(x, factors));
          return finish(context.map(rows -> Ops.add(words, rows)).orElse(words));
        });
  }

  /** Whether a row of the first layer's input is made of several words. */
  boolean mixRows() {
    return config.form().embedding().steps() == EmbeddingForm.Steps.TRIGRAM_SUM_NORM;
  }

  /** As wide as positions and types. */
  private Variable wide(Variable x) {
    return switch (config.form().embedding().steps()) {
      case PROJECTION_SUM_NORM -> Ops.linear(x, projection);
      case TRIGRAM_SUM_NORM -> joined(apart(x));
      default -> x;
    };
  }

  /** What a word, [.., E], gives the row before it, its own and the one after it: [.., 3 M]. */
  private Variable apart(Variable x) {
    int axis = x.shape().rank() - 1;
    return Ops.concat(
        axis, Ops.linear(x, ofNext), Ops.linear(x, projection), Ops.linear(x, ofBefore));
  }

  /** The sums of what words give to rows, [B, S, M]; there is nothing beyond the ends. */
  private Variable joined(Variable apart) {
    int rows = apart.shape().dim(1);
    int m = config.hiddenSize();
    Variable own = Ops.slice(apart, 2, m, 2 * m);
    if (rows == 1) {
      return own;
    }
    Tensor none = Tensor.zeros(Shape.of(apart.shape().dim(0), 1, m));
    Variable next = Ops.slice(Ops.slice(apart, 1, 1, rows), 2, 0, m);
    Variable before = Ops.slice(Ops.slice(apart, 1, 0, rows - 1), 2, 2 * m, 3 * m);
    return Ops.add(Ops.add(Ops.concat(1, next, none), own), Ops.concat(1, none, before));
  }

  /** What words, [1, S, E], give to rows, where a row is made of several: [1, S, 3 M]. */
  Variable apart(Tape tape, int[] typeIds, Operand words) {
    Variable x = words instanceof Variable variable ? variable : tape.constant(words.value());
    return apart(scaled(x, factors(typeIds, x.shape().dim(1))));
  }

  /**
   * Input of the first layer of variants, [B, S, M], where a row is made of several words.
   *
   * @param shared what {@link #apart(Tape, int[], Operand)} gave for the text, [S, 3 M]
   * @param context what {@link #positionsAndTypes} gave for it
   * @param places of the given words
   * @param given [N, E]
   */
  Variable mixed(
      Tape tape,
      Tensor shared,
      Optional<Tensor> factors,
      Optional<Tensor> context,
      RowPlaces places,
      Operand given) {
    Variable words = scaled(tape, factors, places, given);
    Variable sums = joined(Ops.placeRows(shared, apart(words), places));
    return finish(context.map(rows -> Ops.add(sums, rows)).orElse(sums));
  }

  private boolean learns() {
    return positions instanceof Parameter
        || types instanceof Parameter
        || task instanceof Parameter;
  }

  /**
   * What word embeddings of texts are multiplied with, [S, 1] or [B, S, 1], where that depends on
   * the tokens.
   */
  Optional<Tensor> factors(int[] typeIds, int length) {
    if (config.form().embedding().dropped() < 0) {
      return Optional.empty();
    }
    float[] factors = new float[typeIds.length];
    for (int from = 0; from < factors.length; from += length) {
      int dropped = 0;
      for (int i = from; i < from + length; i++) {
        dropped += TokenKinds.isDropped(typeIds[i]) ? 1 : 0;
      }
      float kept = dropped == length ? 0 : (float) (KEPT * length / (length - dropped));
      for (int i = from; i < from + length; i++) {
        factors[i] = TokenKinds.isDropped(typeIds[i]) ? 0 : kept;
      }
    }
    boolean several = factors.length > length;
    return Optional.of(
        Tensor.wrap(
            factors,
            0,
            several ? Shape.of(factors.length / length, length, 1) : Shape.of(length, 1)));
  }

  private Variable scaled(Variable x, Optional<Tensor> factors) {
    double scale = config.form().embedding().scale();
    Variable words = scale == 1 ? x : Ops.scale(x, (float) scale);
    return factors.map(rows -> Ops.mul(words, rows)).orElse(words);
  }

  /**
   * Rows of the first layer's input, [N, M], for words in some places, [N, E].
   *
   * @param factors what {@link #factors} gave for the text
   * @param context what {@link #positionsAndTypes} gave for it
   */
  Variable rows(
      Tape tape,
      Optional<Tensor> factors,
      Optional<Tensor> context,
      RowPlaces places,
      Operand given) {
    Variable words = wide(scaled(tape, factors, places, given));
    return finish(
        context.map(rows -> Ops.add(words, Ops.takeRows(tape, rows, places))).orElse(words));
  }

  private Variable scaled(Tape tape, Optional<Tensor> factors, RowPlaces places, Operand given) {
    Variable x = given instanceof Variable variable ? variable : tape.constant(given.value());
    double scale = config.form().embedding().scale();
    Variable enlarged = scale == 1 ? x : Ops.scale(x, (float) scale);
    return factors
        .map(rows -> Ops.mul(enlarged, Ops.takeRows(tape, rows, places)))
        .orElse(enlarged);
  }

  private Variable finish(Variable sum) {
    return switch (config.form().embedding().steps()) {
      case PLAIN -> dropped(sum);
      case NORM, PROJECTION_SUM_NORM, TRIGRAM_SUM_NORM -> dropped(norm.apply(sum));
      case NORM_PROJECTION -> Ops.linear(dropped(norm.apply(sum)), projection);
      case PROJECTION_NORM -> dropped(norm.apply(Ops.linear(sum, projection)));
    };
  }

  private Variable dropped(Variable x) {
    return dropout.rows(x, "embeddings");
  }

  /**
   * What is added to words [B, S, E], with the way back to the tables: [S, E], or [B, S, E] where
   * each text has token types of its own.
   */
  private Variable trainedPositionsAndTypes(Tape tape, int[] typeIds, Shape words) {
    int length = words.dim(1);
    boolean own = typeIds.length > length;
    Shape shape = own ? Shape.of(words.dim(0), length) : Shape.of(length);
    Variable ofTypes = null;
    if (types != null) {
      ofTypes = Ops.gather(tape, types, Arrays.stream(typeIds).map(this::typeRow).toArray(), shape);
    }
    if (task != null) {
      Variable ofTask = Ops.gather(tape, task, new int[1], Shape.of(1));
      ofTypes = ofTypes == null ? ofTask : Ops.add(ofTypes, ofTask);
    }
    if (positions == null) {
      return ofTypes;
    }
    int[] rows = TokenKinds.positions(typeIds, length, config.firstPosition());
    Variable ofPositions = Ops.gather(tape, positions, rows, shape);
    return ofTypes == null ? ofPositions : Ops.add(ofTypes, ofPositions);
  }

  /** What was added to the word embeddings last time, which an integration needs again. */
  private record Added(int[] typeIds, Tensor rows) {}

  /** What is added to the word embeddings, [S, E], if anything. */
  Optional<Tensor> positionsAndTypes(int[] typeIds) {
    if (positions == null && types == null && task == null) {
      return Optional.empty();
    }
    Added present = added;
    if (learns() || present == null || !Arrays.equals(present.typeIds(), typeIds)) {
      present = new Added(typeIds.clone(), sumOfPositionsAndTypes(typeIds));
      added = present;
    }
    return Optional.of(present.rows());
  }

  private Tensor sumOfPositionsAndTypes(int[] typeIds) {
    int width = config.form().embedding().contextSize(config.hiddenSize());
    float[] sum = new float[typeIds.length * width];
    int[] rows = TokenKinds.positions(typeIds, typeIds.length, config.firstPosition());
    for (int i = 0; i < typeIds.length; i++) {
      int position = rows[i] * width;
      for (int j = 0; j < width; j++) {
        float type = types == null ? 0f : types.value().getFlat(typeRow(typeIds[i]) * width + j);
        type = task == null ? type : type + task.value().getFlat(j);
        sum[i * width + j] =
            positions == null ? type : type + positions.value().getFlat(position + j);
      }
    }
    return Tensor.wrap(sum, 0, Shape.of(typeIds.length, width));
  }

  /** Families with one token type use it for all tokens, whatever the tokenizer says. */
  private int typeRow(int kind) {
    int typeId = TokenKinds.type(kind);
    if (config.types() == 1) {
      return 0;
    }
    if (typeId >= config.types()) {
      throw new IllegalArgumentException(
          "token type %d, but the model has %d".formatted(typeId, config.types()));
    }
    return typeId;
  }
}
