package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * A model that finds answers: a question and a passage in, the part of the passage that answers it
 * out. Immutable, safe for many threads.
 */
public final class QuestionAnswerer extends ModelBase implements TaskModel {
  /** Outputs of a row: a start and an end. */
  private static final int ENDS = 2;

  QuestionAnswerer(EncoderModel model) {
    super(model);
  }

  /**
   * Cuts question and passage into tokens. What is too long is cut from the passage.
   *
   * @param question the text
   * @param passage the second text
   * @throws IllegalArgumentException if there is no passage, or the question leaves no room for it
   */
  @Override
  public EncodedText encode(String question, String passage, int maxLength) {
    requirePassage(passage);
    return windows(question, passage, maxLength, 0).getFirst();
  }

  /**
   * The same, with the passage cut off at either end.
   *
   * @param question the text
   * @param passage the second text
   * @param truncation how many tokens to keep at most, and at which end; its strategy must be the
   *     second text's
   * @throws IllegalArgumentException if another text than the second may be cut
   */
  @Override
  public EncodedText encode(String question, String passage, Truncation truncation) {
    requirePassage(passage);
    if (truncation.strategy() != Truncation.Strategy.ONLY_SECOND) {
      throw new IllegalArgumentException(
          "of a question and a passage, only the passage (the second text) can be cut");
    }
    return super.encode(question, passage, truncation);
  }

  private static void requirePassage(String passage) {
    if (passage == null) {
      throw new IllegalArgumentException(
          "a question is answered from a passage; give the question as the text and the passage as"
              + " the second text");
    }
  }

  /**
   * Question and passage in as many overlapping windows of the passage as hold all of it.
   *
   * @param question the text; it stands whole in every window
   * @param passage the second text
   * @param maxLength tokens of a window at most; 0 for the model's limit
   * @param overlap tokens of the passage that neighbouring windows share
   * @return the windows, at least one, in the passage's order
   * @throws IllegalArgumentException if there is no passage, or the windows leave no room for it
   */
  public List<EncodedText> windows(String question, String passage, int maxLength, int overlap) {
    requirePassage(passage);
    var truncation =
        new Truncation(
            model().limit(maxLength),
            Truncation.Strategy.ONLY_SECOND,
            Truncation.Side.RIGHT,
            overlap);
    return tokenizer().windows(question, passage, truncation).stream()
        .map(window -> window.of(question, passage))
        .toList();
  }

  /**
   * {@return the tokens of the passage, by their numbers in the text; these alone can be in an
   * answer}
   *
   * @param text question and passage, as {@link #encode} or {@link #windows} gives them
   * @throws IllegalArgumentException if there is none
   */
  public RowRange passage(EncodedText text) {
    int from = 0;
    while (from < text.size() && text.tokens().get(from).sequence() != 1) {
      from++;
    }
    int to = from;
    while (to < text.size() && text.tokens().get(to).sequence() == 1) {
      to++;
    }
    if (from == to) {
      throw new IllegalArgumentException("the passage has no word that could be an answer");
    }
    return new RowRange(from, to);
  }

  /**
   * Where the answer may start and end.
   *
   * @param text question and passage, as {@link #encode} or {@link #windows} gives them
   * @return a logit for the start and one for the end at every token
   * @throws ArithmeticException if a logit is not finite
   * @throws IllegalArgumentException if there is no passage
   */
  public AnswerPrediction predict(EncodedText text) {
    RowRange passage = passage(text);
    float[] logits = model().answer(text, RowRange.ALL, context());
    var starts = new ArrayList<Double>();
    var ends = new ArrayList<Double>();
    for (int i = 0; i < text.size(); i++) {
      starts.add((double) logits[ENDS * i]);
      ends.add((double) logits[ENDS * i + 1]);
    }
    return new AnswerPrediction(text, starts, ends, passage);
  }

  /**
   * {@return a model of the question where an answer starts; its classes are the tokens of the
   * passage}
   *
   * @param text question and passage, as {@link #encode} or {@link #windows} gives them
   * @throws IllegalArgumentException if there is no passage
   */
  public TextModel start(EncodedText text) {
    return new SpanView(model(), text, passage(text), 0);
  }

  /**
   * {@return a model of the question where an answer ends; its classes are the tokens of the
   * passage}
   *
   * @param text question and passage, as {@link #encode} or {@link #windows} gives them
   * @throws IllegalArgumentException if there is no passage
   */
  public TextModel end(EncodedText text) {
    return new SpanView(model(), text, passage(text), 1);
  }
}
