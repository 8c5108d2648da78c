package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.List;

/** Numbers that are read when they are asked for. */
public interface Numbers {
  /** {@return the dimensions} */
  List<Integer> dims();

  /** {@return the format in which the file has them, or F32 where they are computed} */
  OnnxType type();

  /**
   * Reads all.
   *
   * @return the numbers in row-major order; an array of the caller's own
   * @throws IOException if they cannot be read
   */
  float[] read() throws IOException;

  /** {@return how many there are} */
  default int count() {
    return dims().stream().reduce(1, (a, b) -> a * b);
  }

  /** {@return the last dimension; 1 for a number alone} */
  default int width() {
    return dims().isEmpty() ? 1 : dims().getLast();
  }

  /** {@return a matrix with rows and columns exchanged} */
  default Numbers transposed() {
    return new Derived.Transposed(this);
  }
}
