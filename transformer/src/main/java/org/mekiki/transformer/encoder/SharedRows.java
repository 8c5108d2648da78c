package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.tensor.Operand;

/**
 * An encoder that has done for one text what its variants share.
 *
 * @param multiplyAdds that this took
 * @param rest what remains to be done for the variants
 */
public record SharedRows(long multiplyAdds, Rest rest) {

  /** What remains to be done for variants. */
  @FunctionalInterface
  public interface Rest {
    /**
     * The first row of the last layer, as {@link Encoder#first} gives it for the whole variants.
     *
     * @param places of the rows in which variants differ from the text
     * @param rows these rows' word embeddings, [N, M]
     * @return [B, M]
     */
    Variable first(Tape tape, RowPlaces places, Operand rows);
  }

  /** The first row of the last layer of the variants, see {@link Rest#first}. */
  public Variable first(Tape tape, RowPlaces places, Operand rows) {
    return rest.first(tape, places, rows);
  }
}
