package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.transformer.encoder.RowRange;

/** A token classifier: text in, a tag for each token out. Immutable, safe for many threads. */
public final class TokenClassifier extends ModelBase implements TaskModel {
  TokenClassifier(EncoderModel model) {
    super(model);
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
    float[] logits = model().answer(text, RowRange.ALL, context());
    int tags = labels().size();
    var predictions = new ArrayList<Prediction>();
    for (int i = 0; i < text.size(); i++) {
      predictions.add(Prediction.of(logits, i * tags, tags, Link.SOFTMAX));
    }
    return predictions;
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
