package org.mekiki.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.head.Task;

/** A token classifier: text in, a tag for each token out. Immutable, safe for many threads. */
public final class TokenClassifier extends ModelBase implements TaskModel {
  TokenClassifier(EncoderModel model) {
    super(model);
  }

  /**
   * Loads a converted model.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the model, which needs the file no more
   * @throws IOException if the file cannot be read or is no sound token classifier
   */
  public static TokenClassifier load(Path path, ComputeContext context) throws IOException {
    return new TokenClassifier(EncoderModel.load(path, Task.TOKEN_CLASSIFICATION, context));
  }

  /** {@return the names of the tags} */
  public List<String> labels() {
    return model().design().labels();
  }

  /**
   * The tags of all tokens, added ones and pieces of words included, one prediction a token.
   *
   * @param text the text, as {@link #encode} gives it
   * @return one prediction a token, in the text's order
   * @throws ArithmeticException if a logit is not finite
   */
  public List<Prediction> predict(EncodedText text) {
    return predict(List.of(text)).getFirst();
  }

  /**
   * The tags of all tokens of many texts, on the threads of the context. Texts of one length are
   * read together; nothing is padded.
   *
   * @param texts any number of texts, as {@link #encode} gives them
   * @return for each text, in their order, one prediction a token, the same as of it by itself
   * @throws ArithmeticException if a logit is not finite
   */
  public List<List<Prediction>> predict(List<EncodedText> texts) {
    int tags = labels().size();
    return ManyTexts.answers(model(), texts, RowRange.ALL).stream()
        .map(
            logits ->
                IntStream.range(0, logits.length / tags)
                    .mapToObj(token -> Prediction.of(logits, token * tags, tags, Link.SOFTMAX))
                    .toList())
        .toList();
  }

  /**
   * The question which tag a token of a text has; its classes are the tags.
   *
   * @param text the text, as {@link #encode} gives it
   * @param token its number
   * @return a model that answers for that token; it is to be asked about this text and its variants
   * @throws IndexOutOfBoundsException if the text has no such token
   */
  public TextModel at(EncodedText text, int token) {
    return new RowView(model(), Objects.checkIndex(token, text.size()), labels());
  }
}
