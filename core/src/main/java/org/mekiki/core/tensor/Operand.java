package org.mekiki.core.tensor;

/** What an op takes: a constant {@link Tensor}, a variable on a tape, or a parameter. */
public interface Operand {

  /** The value. */
  Tensor value();

  /** The value's shape. */
  default Shape shape() {
    return value().shape();
  }
}
