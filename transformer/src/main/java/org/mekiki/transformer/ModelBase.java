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

  /** The task that the model's head was made for. */
  public Task task() {
    return model.task();
  }

  /**
   * A text as the model reads it, with its special tokens.
   *
   * @param pair the second text, or null
   * @param maxLength the most tokens to keep, special tokens included
   */
  public EncodedText encode(String text, String pair, int maxLength) {
    return model.encode(text, pair, maxLength);
  }

  /**
   * A text as the model reads it, cut off as asked for where it is too long.
   *
   * @param pair the second text, or null
   */
  public EncodedText encode(String text, String pair, Truncation truncation) {
    return model.encode(text, pair, truncation);
  }

  /** The most tokens that the model takes, special tokens included. */
  public int maxLength() {
    return model.maxLength();
  }

  /** The tokenizer that the model file holds. */
  public Tokenizer tokenizer() {
    return model.tokenizer();
  }

  /** The family's name, as {@code config.json} calls it: {@code bert}. */
  public String family() {
    return model.family();
  }

  /** The SHA-256 of the model file, in lower-case hexadecimal digits. */
  public String sha256() {
    return model.sha256();
  }

  /** The threads and kernels that the model computes with. */
  public ComputeContext context() {
    return model.context();
  }
}
