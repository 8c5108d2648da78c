package org.mekiki.sig.evaluation;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/** A model that is like another one, except for what a subclass changes. */
public abstract class ModelView implements TextModel {
  private final TextModel model;

  /**
   * A view that is like the given model.
   *
   * @param model the model
   */
  protected ModelView(TextModel model) {
    this.model = model;
  }

  /** {@return the model that this one is like} */
  protected TextModel model() {
    return model;
  }

  @Override
  public EncodedText encode(String text, String pair) {
    return model.encode(text, pair);
  }

  @Override
  public Tensor embeddings(EncodedText text) {
    return model.embeddings(text);
  }

  @Override
  public Tensor baselineRow(Baseline baseline) {
    return model.baselineRow(baseline);
  }

  @Override
  public Optional<Tensor> embeddingTable() {
    return model.embeddingTable();
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return model.logits(tape, text, embeddings);
  }

  @Override
  public boolean replayable() {
    return model.replayable();
  }

  @Override
  public boolean takesFewerTokens() {
    return model.takesFewerTokens();
  }

  @Override
  public Link link() {
    return model.link();
  }

  @Override
  public List<String> labels() {
    return model.labels();
  }

  @Override
  public ComputeContext context() {
    return model.context();
  }
}
