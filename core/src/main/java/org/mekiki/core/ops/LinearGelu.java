package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * GELU(x · Wᵀ + bias) with constant weights: [.., in] to [.., out]. The activation is applied to
 * each block of the product while it is in the cache.
 *
 * @param weights constants, packed once
 * @param tanhForm whether GELU is its tanh form rather than x Φ(x)
 */
record LinearGelu(LinearWeights weights, boolean tanhForm) implements FusedOp<Tensor> {
  @Override
  public String name() {
    return tanhForm ? "LinearGeluTanh" : "LinearGelu";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    return Linear.outputShape(name(), weights, operands);
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    Variable linear = new Linear(weights).reference(tape, operands);
    return tanhForm ? Ops.geluTanh(linear) : Ops.gelu(linear);
  }

  /** Keeps what GELU was applied to; where no gradient is asked for it works in place. */
  @Override
  public Result<Tensor> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    Tensor inner = pass.needs().any() ? pass.keep(pass.allocate(y.shape())) : y;
    Kernels kernels = pass.kernels();
    int out = weights.out();
    PackedProduct.multiply(
        pass,
        pass.operand(0),
        weights.forward(kernels),
        weights.biasValues(),
        inner,
        (rowFrom, rowTo, columnFrom, columnTo) -> {
          for (int row = rowFrom; row < rowTo; row++) {
            int at = row * out + columnFrom;
            activate(kernels, columnTo - columnFrom, inner, at, y);
          }
        });
    return new Result<>(y, inner);
  }

  private void activate(Kernels kernels, int n, Tensor inner, int at, Tensor y) {
    if (tanhForm) {
      kernels.geluTanh(n, inner.array(), inner.offset() + at, y.array(), y.offset() + at);
    } else {
      kernels.gelu(n, inner.array(), inner.offset() + at, y.array(), y.offset() + at);
    }
  }

  @Override
  public Tensor[] vjp(Tensor inner, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dInner = Tensor.wrap(pass.scratch(inner.size()), 0, inner.shape());
    int out = weights.out();
    RowBlocks.forEach(
        pass,
        inner.size() / Math.max(1, out),
        out,
        (from, to) ->
            activateVjp(pass.kernels(), (to - from) * out, from * out, inner, cotangent, dInner));
    return new Tensor[] {Linear.inputCotangent(weights, dInner, pass)};
  }

  private void activateVjp(Kernels kernels, int n, int at, Tensor inner, Tensor dy, Tensor dInner) {
    if (tanhForm) {
      kernels.geluTanhVjp(
          n,
          inner.array(),
          inner.offset() + at,
          dy.array(),
          dy.offset() + at,
          dInner.array(),
          dInner.offset() + at);
    } else {
      kernels.geluVjp(
          n,
          inner.array(),
          inner.offset() + at,
          dy.array(),
          dy.offset() + at,
          dInner.array(),
          dInner.offset() + at);
    }
  }
}
