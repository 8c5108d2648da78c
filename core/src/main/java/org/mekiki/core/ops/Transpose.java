package org.mekiki.core.ops;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * Axes in another order: axis i of the result is axis {@code permutation[i]} of the operand.
 *
 * @param permutation each axis once
 */
record Transpose(List<Integer> permutation) implements DifferentiableOp<Void> {
  /** Checks and copies. */
  public Transpose {
    permutation = List.copyOf(permutation);
    if (!permutation.stream().sorted().toList().equals(axes(permutation.size()))) {
      throw new IllegalArgumentException("not a permutation of the axes: " + permutation);
    }
  }

  private static List<Integer> axes(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  @Override
  public String name() {
    return "Transpose";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape shape = operands.getFirst();
    if (shape.rank() != permutation.size()) {
      throw new ShapeMismatchException(
          name(), "the permutation " + permutation + " does not have one entry per axis", operands);
    }
    return Shape.of(permutation.stream().mapToInt(shape::dim).toArray());
  }

  @Override
  public Result<Void> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    Tensor x = pass.operand(0);
    pass.run(() -> permute(x, permutation, y));
    return new Result<>(y, null);
  }

  @Override
  public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
    List<Integer> inverse = axes(permutation.size()).stream().map(permutation::indexOf).toList();
    Shape shape = inferInverse(cotangent.shape(), inverse);
    Tensor dx = pass.allocate(shape);
    pass.run(() -> permute(cotangent, inverse, dx));
    return new Tensor[] {dx};
  }

  private static Shape inferInverse(Shape shape, List<Integer> inverse) {
    return Shape.of(inverse.stream().mapToInt(shape::dim).toArray());
  }

  private static void permute(Tensor x, List<Integer> order, Tensor y) {
    int rank = order.size();
    int[] dims = y.shape().toArray();
    int[] steps = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      steps[axis] = x.shape().product(order.get(axis) + 1, rank);
    }
    int[] index = new int[rank];
    int from = x.offset();
    for (int i = 0; i < y.size(); i++) {
      y.array()[y.offset() + i] = x.array()[from];
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += steps[axis];
        if (++index[axis] < dims[axis]) {
          break;
        }
        from -= steps[axis] * dims[axis];
        index[axis] = 0;
      }
    }
  }
}
