package org.mekiki.transformer;

import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Tokenizer;

/** What the models of all tasks answer in the same way. */
abstract class ModelBase {
  private final EncoderModel model;

  ModelBase(EncoderModel model) {
    this.model = model;
  }

  final EncoderModel model() {
    return model;
  }

  public Task task() {
    return model.task();
  }

  public EncodedText encode(String text, String pair, int maxLength) {
    return model.encode(text, pair, maxLength);
  }

  public int maxLength() {
    return model.maxLength();
  }

  public Tokenizer tokenizer() {
    return model.tokenizer();
  }

  public String family() {
    return model.family();
  }

  public String sha256() {
    return model.sha256();
  }

  public ComputeContext context() {
    return model.context();
  }
}
