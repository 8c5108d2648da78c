package org.mekiki.sig;

import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/** Any differentiable model: embeddings [B, S, d] to logits [B, C], row by row. */
@FunctionalInterface
public interface LogitFunction {
  /** The logits, on the tape; row i depends on variant i alone. */
  Variable logits(Tape tape, Operand embeddings);

  /**
   * A cheaper way for variants of one text, if there is one; it must give what {@link #logits}
   * gives.
   *
   * @param rows the text's embeddings, [S, d]
   */
  default Optional<VariantFunction> share(Tensor rows) {
    return Optional.empty();
  }

  /**
   * The table [V, d] that rows are taken from, if there is one; a row of it is a word or a piece.
   */
  default Optional<Tensor> embeddingTable() {
    return Optional.empty();
  }

  /**
   * The same function of inputs without some of the rows, those after them closing up: embeddings
   * [B, S − k, d] to logits [B, C]. Empty where it cannot be asked about fewer rows.
   */
  default Optional<LogitFunction> without(RowSet rows) {
    return Optional.empty();
  }

  /** Whether the same ops are applied whatever the values are, so that a pass can be replayed. */
  default boolean replayable() {
    return false;
  }
}
