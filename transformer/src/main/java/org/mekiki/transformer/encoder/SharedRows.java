package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.tensor.Operand;

/** An encoder that has done for one text what its variants share. */
@FunctionalInterface
public interface SharedRows {
  /**
   * Rows of the last layer, as {@link Encoder#rows} gives them for the whole variants.
   *
   * @param places of the rows in which variants differ from the text
   * @param rows these rows' word embeddings, [N, M]
   * @return [B, Q, M]
   */
  Variable rows(Tape tape, RowPlaces places, Operand rows);
}
