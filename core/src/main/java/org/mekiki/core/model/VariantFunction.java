package org.mekiki.core.model;

import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.tensor.Operand;

/** The logits of variants of one text, of which only the rows that differ from it are given. */
@FunctionalInterface
public interface VariantFunction {
  /**
   * Logits.
   *
   * @param tape what the logits are computed on
   * @param places of the given rows in the B variants
   * @param rows their embeddings, [N, d], on the tape
   * @return [B, C], on the tape: what {@link TextModel#logits} gives for the whole variants
   */
  Variable logits(Tape tape, RowPlaces places, Operand rows);

  /** {@return the multiply-adds that were computed once, for all variants together} */
  default long sharedMultiplyAdds() {
    return 0;
  }

  /**
   * {@return the same function, with what was computed before it}
   *
   * @param multiplyAdds what {@link #sharedMultiplyAdds} says
   * @param function gives the logits
   */
  static VariantFunction after(long multiplyAdds, VariantFunction function) {
    return new VariantFunction() {
      @Override
      public Variable logits(Tape tape, RowPlaces places, Operand rows) {
        return function.logits(tape, places, rows);
      }

      @Override
      public long sharedMultiplyAdds() {
        return multiplyAdds;
      }
    };
  }
}
