package org.mekiki.core.autodiff;

import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/** A value on a tape; valid until its scope ends or the tape is reset. */
public final class Variable implements Operand {
  private final Tape tape;
  private final int index;
  private final boolean needsGradient;
  private Tensor value;

  Variable(Tape tape, int index, Tensor value, boolean needsGradient) {
    this.tape = tape;
    this.index = index;
    this.value = value;
    this.needsGradient = needsGradient;
  }

  /**
   * The value.
   *
   * @throws IllegalStateException if its scope has ended or its tape was reset
   */
  @Override
  public Tensor value() {
    if (value == null) {
      throw new IllegalStateException(
          "this variable is no longer valid: its scope has ended or " + tape + " was reset");
    }
    return value;
  }

  /** {@return the tape this variable is on} */
  public Tape tape() {
    return tape;
  }

  /** {@return whether a gradient can be asked of this variable or of one it was computed from} */
  public boolean needsGradient() {
    return needsGradient;
  }

  int index() {
    return index;
  }

  void release() {
    value = null;
  }

  @Override
  public String toString() {
    return value == null ? "Variable(released)" : "Variable" + value.shape();
  }
}
