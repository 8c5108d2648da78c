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
    permits Classifier,
        TokenClassifier,
        MaskedLanguageModel,
        QuestionAnswerer,
        SentenceEncoder,
        EntityFinder {
  /**
   * Loads a converted model.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the model of the task that the file names
   * @throws IOException if the file cannot be read or is no sound model
   */
  static TaskModel load(Path path, ComputeContext context) throws IOException {
    try (ModelFile file = ModelFile.open(path)) {
      return of(file, context);
    }
  }

  /**
   * Makes a model of an opened file, which may be closed afterwards.
   *
   * @param file the opened file
   * @param context where to load and compute; stays the caller's
   * @return the model of the task that the file names
   * @throws IOException if a weight cannot be read, or the file is no sound model
   */
  static TaskModel of(ModelFile file, ComputeContext context) throws IOException {
    EncoderModel model = EncoderModel.of(file, context);
    return switch (model.design().head().task()) {
      case SEQUENCE_CLASSIFICATION -> new Classifier(model);
      case TOKEN_CLASSIFICATION -> new TokenClassifier(model);
      case MASKED_LM -> new MaskedLanguageModel(model);
      case QUESTION_ANSWERING -> new QuestionAnswerer(model);
      case SENTENCE_EMBEDDING -> new SentenceEncoder(model);
      case ENTITY_RECOGNITION -> EntityFinder.of(model);
    };
  }

  /** {@return the task that it was made for} */
  Task task();

  /**
   * Cuts a text, or a pair of texts, into the tokens that the model reads at once.
   *
   * @param text the text
   * @param pair a second text, or null
   * @param maxLength tokens at most; 0, or more than the model can take, for the model's limit
   * @return the tokens, special ones included
   */
  EncodedText encode(String text, String pair, int maxLength);

  /**
   * Cuts a text, or a pair of texts, into the tokens that the model reads at once; what is too long
   * is cut off as asked for.
   *
   * @param text the text
   * @param pair a second text, or null
   * @param truncation its limit as above; its stride is not used
   * @return the tokens, special ones included
   * @throws IllegalArgumentException if the model has its own rule for which text is cut
   */
  EncodedText encode(String text, String pair, Truncation truncation);

  /** {@return the number of tokens that it takes at most, special ones included} */
  int maxLength();

  /** {@return the tokenizer that the model file holds} */
  Tokenizer tokenizer();

  /** {@return the name of the encoder's family} */
  String family();

  /** {@return the hexadecimal SHA-256 of the model's content} */
  String sha256();

  /** {@return the threads and kernels that it computes with} */
  ComputeContext context();
}
