package org.mekiki.core.ops;

import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/** A function of each element, whose derivative is known from the input or from the output. */
abstract class UnaryOp extends ElementOp {
  /** What the derivative is computed from. */
  enum Keeps {
    INPUT,
    OUTPUT,
    NOTHING
  }

  private final Keeps keeps;
  private final Function function;

  UnaryOp(Keeps keeps, Function function, Rule rule) {
    super(rule);
    this.keeps = keeps;
    this.function = function;
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
}
