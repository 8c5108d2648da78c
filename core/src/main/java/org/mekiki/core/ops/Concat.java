package org.mekiki.core.ops;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * Tensors one after the other along an axis.
 *
 * @param axis may count from the last, −1
 */
record Concat(int axis) implements DifferentiableOp<List<Shape>> {
  @Override
  public String name() {
    return "Concat";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape first = operands.getFirst();
    int at = first.normalizeAxis(axis);
    int length = 0;
    for (Shape shape : operands) {
      if (shape.rank() != first.rank() || !shape.withDim(at, 0).equals(first.withDim(at, 0))) {
        throw new ShapeMismatchException(
            name(), "shapes differ on another axis than " + at, operands);
      }
      length += shape.dim(at);
    }
    return first.withDim(at, length);
  }

  @Override
  public Result<List<Shape>> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    var shapes = new ArrayList<Shape>();
    int from = 0;
    for (Tensor x : pass.operands()) {
      int at = from;
      pass.run(() -> AxisRange.insert(x, y, axis, at));
      from += x.shape().dim(axis);
      shapes.add(x.shape());
    }
    return new Result<>(y, shapes);
  }

  @Override
  public Tensor[] vjp(List<Shape> shapes, Tensor cotangent, Needs needs, BackwardPass pass) {
    var products = new Tensor[shapes.size()];
    int from = 0;
    for (int i = 0; i < products.length; i++) {
      if (needs.operand(i)) {
        Tensor part = pass.allocate(shapes.get(i));
        int at = from;
        pass.run(() -> AxisRange.extract(cotangent, axis, at, part));
        products[i] = part;
      }
      from += shapes.get(i).dim(axis);
    }
    return products;
  }
}
