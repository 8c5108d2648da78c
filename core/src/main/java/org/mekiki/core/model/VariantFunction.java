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
   * @param places of the given rows in the B variants
   * @param rows their embeddings, [N, d], on the tape
   * @return [B, C], on the tape: what {@link TextModel#logits} gives for the whole variants
   */
  Variable logits(Tape tape, RowPlaces places, Operand rows);
}
