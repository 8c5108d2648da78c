package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * A function of each element whose derivative is computed beside it, in the forward pass: for a
 * function that shares its expensive parts with its derivative.
 */
abstract class SlopeOp implements DifferentiableOp<Tensor> {
  /** A kernel of {@link Kernels} for the value and the derivative. */
  interface WithSlope {
    void apply(
        Kernels kernels,
        int n,
        float[] x,
        int xOffset,
        float[] y,
        int yOffset,
        float[] slope,
        int slopeOffset);
  }

  private final UnaryOp.Function function;
  private final WithSlope withSlope;

  SlopeOp(UnaryOp.Function function, WithSlope withSlope) {
    this.function = function;
    this.withSlope = withSlope;
  }

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final Shape inferShape(List<Shape> operands) {
    return operands.getFirst();
  }

  @Override
  public final Result<Tensor> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor y = pass.allocateOutput();
    Kernels kernels = pass.kernels();
    if (!pass.needs().any()) {
      pass.run(
          () -> function.apply(kernels, x.size(), x.array(), x.offset(), y.array(), y.offset()));
      return new Result<>(y, null);
    }
    Tensor slope = pass.keep(pass.allocate(y.shape()));
    pass.run(
        () ->
            withSlope.apply(
                kernels,
                x.size(),
                x.array(),
                x.offset(),
                y.array(),
                y.offset(),
                slope.array(),
                slope.offset()));
    return new Result<>(y, slope);
  }

  @Override
  public final Tensor[] vjp(Tensor slope, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            kernels.mul(
                dx.size(),
                cotangent.array(),
                cotangent.offset(),
                slope.array(),
                slope.offset(),
                dx.array(),
                dx.offset()));
    return new Tensor[] {dx};
  }

  /**
   * The rescale rule: Δy/Δx in the place of the derivative, which stands in where Δx is too narrow
   * for its quotient.
   */
  @Override
  public final Tensor[] multipliers(
      Ends<Tensor> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor[] slopes = DifferentiableOp.super.multipliers(ends, cotangent, needs, pass);
    return new Tensor[] {
      Rescale.multipliers(ends, cotangent, slopes[0], (_, _) -> Rescale.NARROW, pass)
    };
  }
}
