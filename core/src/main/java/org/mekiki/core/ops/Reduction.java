package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.tensor.Shape;

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
      Arrays.fill(dims, 1);
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

  /** A walk over the elements of a tensor of this shape. */
  Walk walk(Shape shape) {
    return new Walk(shape, kept(shape));
  }

  /** Visits all elements in order; made once, it can be walked again without allocation. */
  static final class Walk {
    private final int[] dims;
    private final int[] steps;
    private final int[] index;
    private final int size;

    private Walk(Shape shape, Shape kept) {
      int rank = shape.rank();
      dims = shape.toArray();
      index = new int[rank];
      steps = new int[rank];
      size = shape.size();
      for (int axis = 0; axis < rank; axis++) {
        steps[axis] = kept.dim(axis) == 1 ? 0 : kept.product(axis + 1, rank);
      }
    }

    void forEach(Visitor visitor) {
      Arrays.fill(index, 0);
      int result = 0;
      for (int i = 0; i < size; i++) {
        visitor.visit(i, result);
        for (int axis = dims.length - 1; axis >= 0; axis--) {
          result += steps[axis];
          if (++index[axis] < dims[axis]) {
            break;
          }
          result -= steps[axis] * dims[axis];
          index[axis] = 0;
        }
      }
    }
  }
}
