package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * A model that makes one vector of a text, so that texts of like meaning have vectors of like
 * direction. Immutable, safe for many threads.
 */
public final class SentenceEncoder extends ModelBase implements TaskModel {
  SentenceEncoder(EncoderModel model) {
    super(model);
  }

  /**
   * {@return how the rows of a text become one: {@code mean}, {@code cls}, {@code cls+max} and so
   * on}
   */
  public String pooling() {
    return SentenceEmbedding.pooling(model().design().head());
  }

  /** {@return whether the checkpoint does not say how, so that the mean was chosen} */
  public boolean isPoolingAssumed() {
    return SentenceEmbedding.isAssumed(model().design().head());
  }

  /**
   * A text, or two texts one after the other, each cut and completed by itself; they are never read
   * together.
   *
   * @param maxLength tokens of each at most
   */
  @Override
  public EncodedText encode(String text, String pair, int maxLength) {
    return encode(
        text,
        pair,
        new Truncation(
            maxLength, Truncation.Strategy.LONGEST_FIRST, tokenizer().truncationSide(), 0));
  }

  /**
   * The same, with each text cut off at either end.
   *
   * @param truncation how many tokens of each to keep at most, and at which end; its strategy must
   *     be the longest-first one
   * @throws IllegalArgumentException if one text is to be cut for the other
   */
  @Override
  public EncodedText encode(String text, String pair, Truncation truncation) {
    if (truncation.strategy() != Truncation.Strategy.LONGEST_FIRST) {
      throw new IllegalArgumentException(
          "each text is read by itself, so none is cut to make room for the other");
    }
    EncodedText first = model().encode(text, null, truncation);
    return pair == null ? first : TextPair.joined(first, model().encode(pair, null, truncation));
  }

  /**
   * {@return the vector of one text; the vectors of all texts are of one length}
   *
   * @param text one text, as {@link #encode} gives it
   * @throws IllegalArgumentException if there are two texts
   * @throws ArithmeticException if a number is not finite
   */
  public List<Double> embed(EncodedText text) {
    if (text.pair() != null) {
      throw new IllegalArgumentException("a vector represents one text; there are two");
    }
    float[] vector = model().answer(text, model().reads(), context());
    var values = new ArrayList<Double>(vector.length);
    for (float value : vector) {
      values.add((double) value);
    }
    return values;
  }

  /**
   * {@return the cosine of the angle between the vectors of two texts, −1 to 1}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   * @throws ArithmeticException if a number is not finite
   */
  public double similarity(EncodedText texts) {
    TextModel view = similarityOf(texts);
    Tensor rows = view.embeddings(texts);
    var tape = new Tape(context());
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    Variable cosine = view.logits(tape, texts, tape.constant(rows.reshaped(batch)));
    double value = cosine.value().getFlat(0);
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("the model's answer is not finite; its weights are not usable");
    }
    return value;
  }

  /**
   * {@return the first of two texts by itself, with its special tokens}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   */
  public EncodedText first(EncodedText texts) {
    return TextPair.of(texts).first();
  }

  /**
   * {@return the second of two texts by itself, with its special tokens}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   */
  public EncodedText second(EncodedText texts) {
    return TextPair.of(texts).second();
  }

  /**
   * {@return a model of the question how alike two texts are; its one output is the cosine}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   */
  public TextModel similarityOf(EncodedText texts) {
    return new SimilarityView(model(), TextPair.of(texts));
  }
}
