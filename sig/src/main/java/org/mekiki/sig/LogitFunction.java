package org.mekiki.sig;

import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Operand;

/** Any differentiable model: embeddings [B, S, d] to logits [B, C], row by row. */
@FunctionalInterface
public interface LogitFunction {
  /** The logits, on the tape; row i depends on variant i alone. */
  Variable logits(Tape tape, Operand embeddings);
}
