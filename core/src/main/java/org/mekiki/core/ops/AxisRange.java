package org.mekiki.core.ops;

import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Copies between a tensor and a range of indices along an axis of a larger one. */
final class AxisRange {
  private AxisRange() {}

  /** Writes the range of {@code whole} that begins at index {@code from} into {@code part}. */
  static void extract(Tensor whole, int axis, int from, Tensor part) {
    copy(whole, axis, from, part, true);
  }

  /** Writes {@code part} into the range of {@code whole} that begins at index {@code from}. */
  static void insert(Tensor part, Tensor whole, int axis, int from) {
    copy(whole, axis, from, part, false);
  }

  private static void copy(Tensor whole, int axis, int from, Tensor part, boolean outOfWhole) {
    Shape shape = part.shape();
    int at = shape.normalizeAxis(axis);
    int inner = shape.product(at + 1, shape.rank());
    int outer = shape.product(0, at);
    int run = shape.dim(at) * inner;
    for (int i = 0; i < outer; i++) {
      int inWhole = whole.offset() + (i * whole.shape().dim(at) + from) * inner;
      int inPart = part.offset() + i * run;
      if (outOfWhole) {
        System.arraycopy(whole.array(), inWhole, part.array(), inPart, run);
      } else {
        System.arraycopy(part.array(), inPart, whole.array(), inWhole, run);
      }
    }
  }
}
