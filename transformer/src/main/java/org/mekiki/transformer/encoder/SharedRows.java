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

  /** Multiply-adds that were computed for all variants together. */
  default long multiplyAdds() {
    return 0;
  }

  /** The same rows, with what was computed before them. */
  static SharedRows after(long multiplyAdds, SharedRows rest) {
    return new SharedRows() {
      @Override
      public Variable rows(Tape tape, RowPlaces places, Operand rows) {
        return rest.rows(tape, places, rows);
      }

      @Override
      public long multiplyAdds() {
        return multiplyAdds;
      }
    };
  }
}
