package org.mekiki.core.ops;

import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/**
 * A function of each element whose derivative is computed beside it, in the forward pass: for a
 * function that shares its expensive parts with its derivative.
 */
abstract class SlopeOp extends ElementOp {
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

  private final Function function;
  private final WithSlope withSlope;

  SlopeOp(Function function, WithSlope withSlope) {
    super(Kernels::mul);
    this.function = function;
    this.withSlope = withSlope;
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
}
