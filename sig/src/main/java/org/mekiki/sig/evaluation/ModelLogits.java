package org.mekiki.sig.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.RowSet;

/** A model's logits for one text; what its variants share is computed once. */
public final class ModelLogits implements LogitFunction {
  private final TextModel model;
  private final EncodedText text;
  private Tensor sharedRows;
  private Optional<VariantFunction> shared;

  /**
   * Logits.
   *
   * @param model the model
   * @param text whose embedding rows change
   */
  public ModelLogits(TextModel model, EncodedText text) {
    this.model = model;
    this.text = text;
  }

  @Override
  public Variable logits(Tape tape, Operand embeddings) {
    return model.logits(tape, text, embeddings);
  }

  @Override
  public synchronized Optional<VariantFunction> share(Tensor rows) {
    if (sharedRows != rows) {
      shared = model.share(text, rows);
      sharedRows = rows;
      return shared;
    }
    return shared.map(function -> VariantFunction.after(0, function));
  }

  @Override
  public Optional<Tensor> embeddingTable() {
    return model.embeddingTable();
  }

  /** Types stay with their tokens; positions are counted anew. */
  @Override
  public Optional<LogitFunction> without(RowSet rows) {
    if (!model.takesFewerTokens()) {
      return Optional.empty();
    }
    List<Token> left =
        IntStream.range(0, text.size())
            .filter(i -> rows.position(i) < 0)
            .mapToObj(text.tokens()::get)
            .toList();
    return Optional.of(
        new ModelLogits(
            model, new EncodedText(text.text(), text.pair(), left, text.untruncatedSize())));
  }

  @Override
  public boolean replayable() {
    return model.replayable();
  }
}
