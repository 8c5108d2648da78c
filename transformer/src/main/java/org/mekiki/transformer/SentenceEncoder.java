package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * A model that makes one vector of a text, so that texts of like meaning have vectors of like
 * direction. Immutable, safe for many threads.
 */
public final class SentenceEncoder extends ModelBase implements TaskModel {
  private final PromptedText first;
  private final PromptedText second;
  private final int dimensions;

  SentenceEncoder(EncoderModel model) {
    this(model, standard(model), standard(model), model.design().head().labels());
  }

  private SentenceEncoder(EncoderModel model, String first, String second, int dimensions) {
    super(model);
    this.dimensions = dimensions;
    boolean lowerCase = SentenceEmbedding.isLowerCase(model.design().head());
    this.first = new PromptedText(first, lowerCase);
    this.second = new PromptedText(second, lowerCase);
  }

  private static String standard(EncoderModel model) {
    HeadConfig head = model.design().head();
    return SentenceEmbedding.defaultPrompt(head)
        .map(name -> SentenceEmbedding.prompts(head).getOrDefault(name, ""))
        .orElse("");
  }

  /** {@return the prompts that the model was trained with, by their names} */
  public SortedMap<String, String> prompts() {
    return SentenceEmbedding.prompts(model().design().head());
  }

  /** {@return what stands before each text, or before the first of two; perhaps empty} */
  public String prompt() {
    return first.prompt();
  }

  /** {@return what stands before the second of two texts; perhaps empty} */
  public String pairPrompt() {
    return second.prompt();
  }

  /**
   * The same model that reads each text behind a prompt. The prompt's words are none of the text's:
   * nothing is attributed to them, and offsets are those of the text alone.
   *
   * @param prompt stands before each text, or before the first of two; empty for nothing
   * @param pairPrompt stands before the second of two
   * @return the model with these prompts in the place of its default one
   */
  public SentenceEncoder withPrompts(String prompt, String pairPrompt) {
    return new SentenceEncoder(model(), prompt, pairPrompt, dimensions);
  }

  /** {@return how many numbers a vector has} */
  public int dimensions() {
    return dimensions;
  }

  /**
   * The same model with shorter vectors, for models that were trained to be cut (Matryoshka
   * representations). Whatever the model does last, such as giving vectors the length 1, is done
   * before, so that cut ones are shorter.
   *
   * @param count how many of the first numbers are kept
   * @return the model with such vectors
   * @throws IllegalArgumentException if that is less than 1 or more than there are
   */
  public SentenceEncoder withDimensions(int count) {
    if (count < 1 || count > dimensions()) {
      throw new IllegalArgumentException(
          "vectors have %d numbers; %d of these cannot be kept".formatted(dimensions(), count));
    }
    return new SentenceEncoder(model().narrowed(count), prompt(), pairPrompt(), count);
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
    EncodedText one = first.encode(model(), text, truncation);
    return pair == null ? one : TextPair.joined(one, second.encode(model(), pair, truncation));
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
    return new SimilarityView(this, TextPair.of(texts));
  }
}
