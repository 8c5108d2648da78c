package org.mekiki.transformer;

import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;

/** What the models of all tasks answer in the same way. */
abstract class ModelBase {
  private final EncoderModel model;

  ModelBase(EncoderModel model) {
    this.model = model;
  }

  final EncoderModel model() {
    return model;
  }

  /** {@return the task that the model's head was made for} */
  public Task task() {
    return model.design().head().task();
  }

  /**
   * {@return the text's tokens as the model reads them, with its special ones}
   *
   * @param text the text
   * @param pair the second text, or null
   * @param maxLength the most tokens to keep, special tokens included
   */
  public EncodedText encode(String text, String pair, int maxLength) {
    return model.encode(text, pair, maxLength);
  }

  /**
   * Cuts a text into the tokens that the model reads; what is too long is cut off as asked for.
   *
   * @param text the text
   * @param pair the second text, or null
   * @param truncation how many tokens to keep at most, 0 for the model's limit, and which
   * @return the tokens, special ones included
   */
  public EncodedText encode(String text, String pair, Truncation truncation) {
    return model.encode(text, pair, truncation);
  }

  /** {@return the most tokens that the model takes, special tokens included} */
  public int maxLength() {
    return model.design().maxLength();
  }

  /** {@return the tokenizer that the model file holds} */
  public Tokenizer tokenizer() {
    return model.design().tokenizer();
  }

  /** {@return the family's name, as {@code config.json} calls it: {@code bert}} */
  public String family() {
    return model.design().encoder().family();
  }

  /** {@return the SHA-256 of the content of the model file, in lower-case hexadecimal digits} */
  public String sha256() {
    return model.sha256();
  }

  /** {@return the threads and kernels that the model computes with} */
  public ComputeContext context() {
    return model.context();
  }
}
