package org.mekiki.transformer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.head.Cosine;

/**
 * The question how alike two texts are: one output, the cosine of their vectors. The texts do not
 * touch each other before that, so of a variant only the text is read again whose words moved.
 */
final class SimilarityView implements TextModel {
  private static final List<String> LABELS = List.of("similarity");

  private final SentenceEncoder vectors;
  private final EncoderModel model;
  private final TextPair pair;

  SimilarityView(SentenceEncoder vectors, TextPair pair) {
    this.vectors = vectors;
    this.model = vectors.model();
    this.pair = pair;
  }

  @Override
  public EncodedText encode(String text, String second) {
    return vectors.encode(text, second, 0);
  }

  @Override
  public Tensor embeddings(EncodedText text) {
    return model.embeddings(text);
  }

  @Override
  public Tensor baselineRow(Baseline baseline) {
    return model.baselineRow(baseline);
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    Variable x =
        embeddings instanceof Variable variable ? variable : tape.constant(embeddings.value());
    Variable first = Ops.slice(x, 1, 0, pair.split());
    Variable second = Ops.slice(x, 1, pair.split(), text.size());
    return Cosine.of(
        model.outputs(tape, pair.first(), first, model.reads()),
        model.outputs(tape, pair.second(), second, model.reads()));
  }

  @Override
  public Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    Optional<Side> first = side(pair.first(), embeddings, 0);
    Optional<Side> second = side(pair.second(), embeddings, pair.split());
    return first.isEmpty() || second.isEmpty()
        ? Optional.empty()
        : Optional.of(
            VariantFunction.after(
                first.get().shared().sharedMultiplyAdds()
                    + second.get().shared().sharedMultiplyAdds(),
                (tape, places, rows) ->
                    Cosine.of(
                        first.get().vectors(tape, places, rows),
                        second.get().vectors(tape, places, rows))));
  }

  private Optional<Side> side(EncodedText text, Tensor embeddings, int from) {
    int width = embeddings.shape().dim(1);
    Tensor rows =
        Tensor.wrap(
            embeddings.array(), embeddings.offset() + from * width, Shape.of(text.size(), width));
    return model
        .share(text, rows, model.reads())
        .map(
            shared -> {
              float[] vector = model.answer(text, model.reads(), model.context());
              return new Side(
                  from, text.size(), Tensor.wrap(vector, 0, Shape.of(1, vector.length)), shared);
            });
  }

  /**
   * One of the texts.
   *
   * @param from number of its first token among those of both
   * @param size number of its tokens
   * @param vector of the text as it stands, [1, E]
   * @param shared vectors of variants of it
   */
  private record Side(int from, int size, Tensor vector, VariantFunction shared) {
    /** The vectors of this text in variants of both, [B, E]; those that did not move are known. */
    Variable vectors(Tape tape, RowPlaces places, Operand rows) {
      int[] own = IntStream.range(0, places.size()).filter(row -> has(places, row)).toArray();
      int[] variants = IntStream.of(own).map(places::variant).distinct().toArray();
      if (own.length == 0) {
        return tape.constant(repeated(places.variants()));
      }
      int[] numbers = new int[places.variants()];
      for (int i = 0; i < variants.length; i++) {
        numbers[variants[i]] = i;
      }
      var moved =
          new RowPlaces(
              variants.length,
              size,
              IntStream.of(own).map(row -> numbers[places.variant(row)]).toArray(),
              IntStream.of(own).map(row -> places.position(row) - from).toArray());
      Variable vectors = shared.logits(tape, moved, Ops.gather(rows, own, Shape.of(own.length)));
      if (variants.length == places.variants()) {
        return vectors;
      }
      var where = new RowPlaces(places.variants(), 1, variants, new int[variants.length]);
      Variable all = Ops.placeRows(vector, vectors, where);
      return Ops.reshape(all, places.variants(), vector.size());
    }

    private boolean has(RowPlaces places, int row) {
      return places.position(row) >= from && places.position(row) < from + size;
    }

    private Tensor repeated(int times) {
      float[] values = new float[times * vector.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = vector.getFlat(i % vector.size());
      }
      return Tensor.wrap(values, 0, Shape.of(times, vector.size()));
    }
  }

  @Override
  public Optional<Tensor> embeddingTable() {
    return Optional.of(model.words());
  }

  @Override
  public boolean takesFewerTokens() {
    return false;
  }

  @Override
  public List<String> labels() {
    return LABELS;
  }

  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public ComputeContext context() {
    return model.context();
  }
}
