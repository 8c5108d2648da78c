package org.mekiki.transformer;

import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.RowRange;

/**
 * A model as one question about a text sees it: some rows are read, and the head's outputs there
 * become one logit a class.
 *
 * <p>See {@code docs/decisions/2026-11-25-heads.md}.
 */
abstract class ModelView extends ModelBase implements TextModel {
  ModelView(EncoderModel model) {
    super(model);
  }

  /** The rows of the last layer that the question is about. */
  abstract RowRange reads();

  /** The head's outputs, [B, C] or [B, Q, C], as logits of the classes, [B, C']. */
  abstract Variable logits(Variable outputs);

  @Override
  public EncodedText encode(String text, String pair) {
    return model().encode(text, pair, 0);
  }

  @Override
  public Tensor embeddings(EncodedText text) {
    return model().embeddings(text);
  }

  @Override
  public Tensor baselineRow(Baseline baseline) {
    return model().baselineRow(baseline);
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return logits(model().outputs(tape, text, embeddings, reads()));
  }

  @Override
  public Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    return model()
        .share(text, embeddings, reads())
        .map(
            shared ->
                VariantFunction.after(
                    shared.sharedMultiplyAdds(),
                    (tape, places, rows) -> logits(shared.logits(tape, places, rows))));
  }

  @Override
  public Optional<Tensor> embeddingTable() {
    return Optional.of(model().words());
  }

  @Override
  public boolean replayable() {
    return true;
  }
}
