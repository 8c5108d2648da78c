package org.mekiki.cli.task;

import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.TruncationChoice;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.EncodedText;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.EntityFinder;
import org.mekiki.transformer.MaskedLanguageModel;
import org.mekiki.transformer.QuestionAnswerer;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.transformer.tokenizer.Truncation;

/** How a model of some task reads texts. */
public interface Reader {
  /** The model. */
  TaskModel model();

  /** Cuts a text into tokens; 0 for the model's limit. */
  default EncodedText encode(TextItem item, int maxLength) {
    return model().encode(item.text(), item.pair(), maxLength);
  }

  /** Cuts a text into tokens; what is too long is cut off as the user wants it. */
  default EncodedText encode(TextItem item, Truncation truncation) {
    return model().encode(item.text(), item.pair(), truncation);
  }

  /**
   * Cuts a text into tokens.
   *
   * @param choice of what is cut off
   * @param maxLength tokens at most, 0 for the model's limit
   */
  default EncodedText encode(TextItem item, TruncationChoice choice, int maxLength) {
    return choice.isGiven()
        ? encode(item, choice.truncation(model().tokenizer(), maxLength, 0))
        : encode(item, maxLength);
  }

  /** Asks the model. */
  Reading read(EncodedText text);

  /** The one for a model's task. */
  static Reader of(TaskModel model, AnswerChoice answers) {
    if (!(model instanceof EntityFinder)) {
      answers.wish().requireNone(model);
    }
    return switch (model) {
      case Classifier classifier -> new ClassReader(classifier);
      case TokenClassifier tagger -> new TagReader(tagger, answers);
      case MaskedLanguageModel masked -> new BlankReader(masked, answers);
      case QuestionAnswerer answerer -> new AnswerReader(answerer, answers);
      case SentenceEncoder encoder -> new SimilarityReader(encoder);
      case EntityFinder finder -> EntityReader.of(finder, answers.wish());
    };
  }
}
