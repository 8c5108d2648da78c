package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.tensor.Operand;

/**
 * An encoder that has done for one text what its variants share.
 *
 * <p>See {@code docs/decisions/2026-11-24-replay-and-sharing.md}.
 *
 * @param multiplyAdds that this took
 * @param rest what remains to be done for the variants
 */
public record SharedRows(long multiplyAdds, Rest rest) {

  /** What remains to be done for variants. */
  @FunctionalInterface
  public interface Rest {
    /**
     * Rows of the last layer, as {@link Encoder#rows} gives them for the whole variants.
     *
     * @param tape the tape to record on
     * @param places of the rows in which variants differ from the text
     * @param rows these rows' word embeddings, [N, d]
     * @return [B, Q, M]
     */
    Variable rows(Tape tape, RowPlaces places, Operand rows);
  }

  /**
   * {@return the rows of the last layer of the variants, [B, Q, M], see {@link Rest#rows}}
   *
   * @param tape the tape to record on
   * @param places of the rows in which variants differ from the text
   * @param rows these rows' word embeddings, [N, d]
   */
  public Variable rows(Tape tape, RowPlaces places, Operand rows) {
    return rest.rows(tape, places, rows);
  }
}
