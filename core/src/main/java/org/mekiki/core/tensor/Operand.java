package org.mekiki.core.tensor;

/** What an op takes: a constant {@link Tensor}, a variable on a tape, or a parameter. */
public interface Operand {

  /** {@return the value; of a variable, as long as that is valid} */
  Tensor value();

  /** {@return the value's shape} */
  default Shape shape() {
    return value().shape();
  }
}
