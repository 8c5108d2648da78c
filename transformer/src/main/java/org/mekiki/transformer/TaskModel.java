package org.mekiki.transformer;

import java.io.IOException;
import java.nio.file.Path;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;

/** A model of any task. */
public sealed interface TaskModel
    permits Classifier, TokenClassifier, MaskedLanguageModel, QuestionAnswerer, SentenceEncoder {
  /**
   * Loads a converted model.
   *
   * @param context where to load and compute; stays the caller's
   * @throws IOException if the file cannot be read or is no sound model
   */
  static TaskModel load(Path path, ComputeContext context) throws IOException {
    try (ModelFile file = ModelFile.open(path)) {
      return of(file, context);
    }
  }

  /** Makes a model of an opened file, which may be closed afterwards. */
  static TaskModel of(ModelFile file, ComputeContext context) throws IOException {
    EncoderModel model = EncoderModel.of(file, context);
    return switch (model.task()) {
      case SEQUENCE_CLASSIFICATION -> new Classifier(model);
      case TOKEN_CLASSIFICATION -> new TokenClassifier(model);
      case MASKED_LM -> new MaskedLanguageModel(model);
      case QUESTION_ANSWERING -> new QuestionAnswerer(model);
      case SENTENCE_EMBEDDING -> new SentenceEncoder(model);
    };
  }

  /** What it is asked. */
  Task task();

  /**
   * Cuts a text, or a pair of texts, into the tokens that the model reads at once.
   *
   * @param text the text
   * @param pair a second text, or null
   * @param maxLength tokens at most; 0, or more than the model can take, for the model's limit
   */
  EncodedText encode(String text, String pair, int maxLength);

  /**
   * Cuts a text, or a pair of texts, into the tokens that the model reads at once; what is too long
   * is cut off as asked for.
   *
   * @param text the text
   * @param pair a second text, or null
   * @param truncation its limit as above; its stride is not used
   * @throws IllegalArgumentException if the model has its own rule for which text is cut
   */
  EncodedText encode(String text, String pair, Truncation truncation);

  /** Tokens at most. */
  int maxLength();

  /** The tokenizer. */
  Tokenizer tokenizer();

  /** Name of the encoder's family. */
  String family();

  /** The hexadecimal SHA-256 of the model's content. */
  String sha256();

  /** Where it computes. */
  ComputeContext context();
}
