package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** A function of each element, whose derivative is known from the input or from the output. */
abstract class UnaryOp implements DifferentiableOp<Tensor> {
  /** What the derivative is computed from. */
  enum Keeps {
    INPUT,
    OUTPUT,
    NOTHING
  }

  /** A forward kernel of {@link Kernels}. */
  interface Function {
    void apply(Kernels kernels, int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  /** A backward kernel of {@link Kernels}: dx from what is kept and dy. */
  interface Rule {
    void apply(
        Kernels kernels,
        int n,
        float[] kept,
        int keptOffset,
        float[] dy,
        int dyOffset,
        float[] dx,
        int dxOffset);
  }

  private final Keeps keeps;
  private final Function function;
  private final Rule rule;

  UnaryOp(Keeps keeps, Function function, Rule rule) {
    this.keeps = keeps;
    this.function = function;
    this.rule = rule;
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
    pass.run(() -> function.apply(kernels, x.size(), x.array(), x.offset(), y.array(), y.offset()));
    Tensor kept =
        switch (keeps) {
          case INPUT -> pass.keepFor(0, x);
          case OUTPUT -> pass.keepFor(0, y);
          case NOTHING -> null;
        };
    return new Result<>(y, kept);
  }

  @Override
  public final Tensor[] vjp(Tensor kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    Tensor known = kept == null ? cotangent : kept;
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            rule.apply(
                kernels,
                dx.size(),
                known.array(),
                known.offset(),
                cotangent.array(),
                cotangent.offset(),
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
    return new Tensor[] {Rescale.multipliers(ends, cotangent, slopes[0], this::narrow, pass)};
  }

  /** The smallest difference between two operands whose quotient is better than the derivative. */
  float narrow(float x, float reference) {
    return Rescale.NARROW;
  }
}
