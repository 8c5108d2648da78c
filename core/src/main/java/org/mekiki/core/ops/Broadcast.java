package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * Broadcasting as NumPy defines it, and its undoing: shapes are aligned at the last axis, and an
 * axis of length 1 (or a missing one) is repeated.
 */
final class Broadcast {
  private final int[] dims;
  private final int[] steps;
  private final int[] index;
  private final int outerAxes;
  private final int block;
  private final int size;

  /** How a tensor of shape {@code from} is read while one of shape {@code to} is walked. */
  private Broadcast(Shape from, Shape to) {
    dims = to.toArray();
    steps = new int[dims.length];
    int step = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      int source = axis - dims.length + from.rank();
      int length = source < 0 ? 1 : from.dim(source);
      steps[axis] = length == 1 ? 0 : step;
      step *= length;
    }
    int contiguous = 1;
    int axis = dims.length - 1;
    while (axis >= 0 && (steps[axis] == contiguous || dims[axis] == 1)) {
      contiguous *= dims[axis--];
    }
    outerAxes = axis + 1;
    index = new int[outerAxes];
    block = contiguous;
    size = to.size();
  }

  /** Shape of the result of an element-wise op. */
  static Shape shape(String op, List<Shape> operands) {
    int rank = operands.stream().mapToInt(Shape::rank).max().orElse(0);
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    for (Shape operand : operands) {
      for (int axis = 0; axis < operand.rank(); axis++) {
        int at = axis + rank - operand.rank();
        int length = operand.dim(axis);
        if (dims[at] == 1) {
          dims[at] = length;
        } else if (length != 1 && length != dims[at]) {
          throw new ShapeMismatchException(
              op,
              "lengths %d and %d of an axis cannot be broadcast together"
                  .formatted(dims[at], length),
              operands);
        }
      }
    }
    return Shape.of(dims);
  }

  /** The tensor itself where it has the shape already, else a repeated copy in scratch memory. */
  static Tensor expand(Pass pass, Tensor tensor, Shape shape) {
    if (tensor.shape().equals(shape)) {
      return tensor;
    }
    float[] out = pass.scratch(shape.size());
    var walk = new Broadcast(tensor.shape(), shape);
    BlockVisitor copy =
        (source, target) ->
            System.arraycopy(tensor.array(), tensor.offset() + source, out, target, walk.block);
    pass.run(() -> walk.forEachBlock(copy));
    return Tensor.wrap(out, 0, shape);
  }

  /** Undoes a broadcast: sums the cotangent over the repeated axes. */
  static Tensor reduce(Pass pass, Tensor cotangent, Shape shape) {
    if (cotangent.shape().equals(shape)) {
      return cotangent;
    }
    Tensor sum = pass.allocateZeros(shape);
    var walk = new Broadcast(shape, cotangent.shape());
    Kernels kernels = pass.kernels();
    BlockVisitor add =
        (target, source) ->
            kernels.add(
                walk.block,
                sum.array(),
                target,
                cotangent.array(),
                cotangent.offset() + source,
                sum.array(),
                target);
    pass.run(() -> walk.forEachBlock(add));
    return sum;
  }

  private interface BlockVisitor {
    /** Offsets of a contiguous block in the smaller and in the larger tensor. */
    void visit(int small, int large);
  }

  private void forEachBlock(BlockVisitor visitor) {
    Arrays.fill(index, 0);
    int small = 0;
    for (int large = 0; large < size; large += block) {
      visitor.visit(small, large);
      for (int axis = outerAxes - 1; axis >= 0; axis--) {
        small += steps[axis];
        if (++index[axis] < dims[axis]) {
          break;
        }
        small -= steps[axis] * dims[axis];
        index[axis] = 0;
      }
    }
  }
}
