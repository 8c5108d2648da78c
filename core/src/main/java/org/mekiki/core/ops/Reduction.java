package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Which axes a reduction removes.
 *
 * @param axes may count from the last, −1; none means all
 * @param keepDims whether they stay with length 1
 */
record Reduction(List<Integer> axes, boolean keepDims) {
  Reduction {
    axes = List.copyOf(axes);
  }

  /** The shape with the reduced axes of length 1. */
  Shape kept(Shape shape) {
    int[] dims = shape.toArray();
    if (axes.isEmpty()) {
      java.util.Arrays.fill(dims, 1);
    }
    for (int axis : axes) {
      dims[shape.normalizeAxis(axis)] = 1;
    }
    return Shape.of(dims);
  }

  /** The result's shape. */
  Shape result(Shape shape) {
    if (keepDims) {
      return kept(shape);
    }
    var reduced = axes.stream().map(shape::normalizeAxis).toList();
    return Shape.of(
        java.util.stream.IntStream.range(0, shape.rank())
            .filter(axis -> !axes.isEmpty() && !reduced.contains(axis))
            .map(shape::dim)
            .toArray());
  }

  /** Takes one element of x, with the index of the result's element that it goes into. */
  interface Visitor {
    void visit(int element, int result);
  }

  /** Walks over all elements of x in order. */
  void forEach(Tensor x, Visitor visitor) {
    Shape shape = x.shape();
    Shape kept = kept(shape);
    int rank = shape.rank();
    int[] index = new int[rank];
    int[] steps = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      steps[axis] = kept.dim(axis) == 1 ? 0 : kept.product(axis + 1, rank);
    }
    int result = 0;
    for (int i = 0; i < x.size(); i++) {
      visitor.visit(i, result);
      for (int axis = rank - 1; axis >= 0; axis--) {
        result += steps[axis];
        if (++index[axis] < shape.dim(axis)) {
          break;
        }
        result -= steps[axis] * shape.dim(axis);
        index[axis] = 0;
      }
    }
  }
}
