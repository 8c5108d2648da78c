package org.mekiki.core.ops;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * The mean over all elements of a function of a prediction and a target. Operands: predictions and
 * targets of one shape.
 */
abstract class TargetLoss implements DifferentiableOp<TargetLoss.Kept> {
  /** The operands. */
  record Kept(Tensor x, Tensor targets) {}

  /** The loss of one element, in double precision: such losses are few and their sum is long. */
  abstract double loss(double x, double target);

  /** Its derivative with respect to x. */
  abstract double slope(double x, double target);

  /** Its derivative with respect to the target, for models that make their own targets. */
  abstract double targetSlope(double x, double target);

  @Override
  public final Shape inferShape(List<Shape> operands) {
    if (!operands.get(0).equals(operands.get(1)) || operands.get(0).size() == 0) {
      throw new ShapeMismatchException(
          name(), "needs as many targets as predictions, and at least one", operands);
    }
    return Shape.SCALAR;
  }

  @Override
  public final Result<Kept> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor targets = pass.operand(1);
    Tensor mean = pass.allocateOutput();
    pass.run(
        () -> {
          double sum = 0;
          for (int i = 0; i < x.size(); i++) {
            sum += loss(x.getFlat(i), targets.getFlat(i));
          }
          mean.array()[mean.offset()] = (float) (sum / x.size());
        });
    return new Result<>(
        mean, pass.needs().any() ? new Kept(pass.keep(x), pass.keep(targets)) : null);
  }

  @Override
  public final Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {
      needs.operand(0) ? product(kept, this::slope, cotangent, pass) : null,
      needs.operand(1) ? product(kept, this::targetSlope, cotangent, pass) : null
    };
  }

  private static Tensor product(
      Kept kept, DoubleBinaryOperator slope, Tensor cotangent, BackwardPass pass) {
    Tensor x = kept.x();
    Tensor product = pass.allocate(x.shape());
    pass.run(
        () -> {
          double factor = (double) cotangent.getFlat(0) / x.size();
          for (int i = 0; i < x.size(); i++) {
            double value = slope.applyAsDouble(x.getFlat(i), kept.targets().getFlat(i));
            product.array()[product.offset() + i] = (float) (factor * value);
          }
        });
    return product;
  }
}
