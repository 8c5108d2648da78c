package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.transformer.encoder.RowRange;

/**
 * A masked language model: a text with blanks in, a score of every entry of the vocabulary for each
 * blank out. Immutable, safe for many threads.
 */
public final class MaskedLanguageModel extends ModelBase implements TaskModel {
  private final List<String> labels;

  MaskedLanguageModel(EncoderModel model) {
    super(model);
    // A table may have more rows than the tokenizer has tokens.
    labels =
        IntStream.range(0, model.design().head().labels())
            .mapToObj(
                id -> Objects.requireNonNullElse(model.design().tokenizer().tokenOf(id), "#" + id))
            .toList();
  }

  /**
   * {@return the entries of the vocabulary by number; {@code #} and the number where a row of the
   * table is no token}
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * {@return the numbers of the tokens of a text that are blanks, ascending: mask tokens written in
   * it}
   *
   * @param text the text, as {@link #encode} gives it
   * @throws IllegalArgumentException if the tokenizer has no mask token
   */
  public List<Integer> blanks(EncodedText text) {
    int mask =
        tokenizer()
            .specialTokens()
            .mask()
            .orElseThrow(
                () -> new IllegalArgumentException("the tokenizer has no mask token for blanks"));
    return IntStream.range(0, text.size())
        .filter(i -> !text.tokens().get(i).added() && text.tokens().get(i).id() == mask)
        .boxed()
        .toList();
  }

  /**
   * What stands in each blank, a logit and a probability an entry.
   *
   * @param text the text, as {@link #encode} gives it
   * @return one prediction a blank, in the text's order
   * @throws ArithmeticException if a logit is not finite
   * @throws IllegalArgumentException if the tokenizer has no mask token
   */
  public List<Prediction> predict(EncodedText text) {
    var predictions = new ArrayList<Prediction>();
    for (int blank : blanks(text)) {
      float[] logits = model().answer(text, RowRange.of(blank), context());
      predictions.add(Prediction.of(logits, 0, logits.length, Link.SOFTMAX));
    }
    return predictions;
  }

  /**
   * The question which entry stands at a token of a text; its classes are the entries.
   *
   * @param text the text, as {@link #encode} gives it
   * @param token its number, that of a blank as a rule
   * @return a model that answers for that token; it is to be asked about this text and its variants
   * @throws IndexOutOfBoundsException if the text has no such token
   */
  public TextModel at(EncodedText text, int token) {
    return new RowView(model(), Objects.checkIndex(token, text.size()), labels);
  }
}
