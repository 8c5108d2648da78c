package org.mekiki.sig.attribution;

import java.util.HashMap;
import java.util.Map;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * A forward pass over the input whose values are kept, so that methods can go back through it: the
 * pass that gave the model's answer need not be computed again. For one thread at a time.
 *
 * <p>See {@code docs/decisions/2026-11-30-one-pass.md}.
 */
public final class KeptPass implements AutoCloseable {
  private final ComputeContext context;
  private final Workspace workspace;
  private final Tape tape;
  private final Variable rows;
  private final Variable logits;
  private final Map<Target, Variable> values = new HashMap<>();

  /**
   * Computes.
   *
   * @param function the model
   * @param rows embedding rows of the input, [m, d]
   * @param context where to compute
   */
  public KeptPass(LogitFunction function, Tensor rows, ComputeContext context) {
    this.context = context;
    workspace = context.borrowWorkspace();
    tape = Tape.keeping(context, workspace);
    this.rows = tape.input(rows.reshaped(Shape.of(1, rows.shape().dim(0), rows.shape().dim(1))));
    logits = function.logits(tape, this.rows);
  }

  /** {@return the tape, which keeps all its values; further ops may be put on it} */
  public Tape tape() {
    return tape;
  }

  /** {@return the input's rows, [1, m, d]} */
  public Variable rows() {
    return rows;
  }

  /** {@return the logits, [1, C]} */
  public Variable logits() {
    return logits;
  }

  /**
   * {@return F of a target; of the same one the same variable, so that targets that are asked in
   * one order stand at the same places of all passes}
   *
   * @param target one of the model's
   */
  public Variable value(Target target) {
    return values.computeIfAbsent(target, each -> each.of(logits));
  }

  /** Gives the buffers back; nothing of the pass can be read any more. */
  @Override
  public void close() {
    tape.reset();
    context.giveBack(workspace);
  }
}
