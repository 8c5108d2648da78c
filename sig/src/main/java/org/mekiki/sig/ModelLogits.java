package org.mekiki.sig;

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

/**
 * A model's logits for one text.
 *
 * @param model the model
 * @param text whose embedding rows change
 */
record ModelLogits(TextModel model, EncodedText text) implements LogitFunction {
  @Override
  public Variable logits(Tape tape, Operand embeddings) {
    return model.logits(tape, text, embeddings);
  }

  @Override
  public Optional<VariantFunction> share(Tensor rows) {
    return model.share(text, rows);
  }

  @Override
  public Optional<Tensor> embeddingTable() {
    return model.embeddingTable();
  }

  /** Types stay with their tokens; positions are counted anew. */
  @Override
  public Optional<LogitFunction> without(RowSet rows) {
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
