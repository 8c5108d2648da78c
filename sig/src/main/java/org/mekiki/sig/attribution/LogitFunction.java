package org.mekiki.sig.attribution;

import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.RowModel;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/**
 * Any differentiable model: embeddings [B, S, d] to logits [B, C], row by row. Of a {@link
 * org.mekiki.core.model.TextModel} it is the model at one text.
 */
@FunctionalInterface
public interface LogitFunction extends RowModel {
  /**
   * Applies the model.
   *
   * @param tape the tape to record on
   * @param embeddings B variants of the input, [B, S, d]; constant or on the tape
   * @return the logits, [B, C], on the tape; row i depends on variant i alone
   */
  Variable logits(Tape tape, Operand embeddings);

  /**
   * A cheaper way for variants of one text, if there is one; it must give what {@link #logits}
   * gives.
   *
   * @param rows the text's embeddings, [S, d]
   * @return the cheaper way; empty, as by default, where there is none
   */
  default Optional<VariantFunction> share(Tensor rows) {
    return Optional.empty();
  }

  /**
   * The same function of inputs without some of the rows, those after them closing up: embeddings
   * [B, S − k, d] to logits [B, C]. Empty where it cannot be asked about fewer rows.
   *
   * @param rows the k rows that are left out, numbered as in the whole input
   * @return that function; empty by default
   */
  default Optional<LogitFunction> without(RowSet rows) {
    return Optional.empty();
  }
}
