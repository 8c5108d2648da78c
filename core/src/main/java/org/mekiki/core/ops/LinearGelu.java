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
 * GELU(x · Wᵀ + bias): [.., in] to [.., out]. Operands: x, and W and bias where they are trained.
 * The activation is applied to each block of the product while it is in the cache.
 *
 * @param weights packed
 * @param tanhForm whether GELU is its tanh form rather than x Φ(x)
 */
record LinearGelu(LinearWeights weights, boolean tanhForm) implements FusedOp<LinearGelu.Kept> {
  /**
   * What the rule needs.
   *
   * @param slope the derivative of GELU
   * @param x the input, where the weight's cotangent is asked for
   */
  record Kept(Tensor slope, Tensor x) {}

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

  /** With the weights as they are packed. */
  @Override
  public Variable parts(Tape tape, List<Variable> operands) {
    Variable linear = Ops.linear(operands.getFirst(), weights);
    return tanhForm ? Ops.geluTanh(linear) : Ops.gelu(linear);
  }

  /** Keeps the derivative of GELU; where no gradient is asked for it works in place. */
  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    Tensor slope = pass.needs().any() ? pass.keep(pass.allocate(y.shape())) : null;
    Kernels kernels = pass.kernels();
    int out = weights.out();
    PackedProduct.multiply(
        pass,
        pass.operand(0),
        weights.packedTransposed(kernels),
        weights.biasValues(),
        y,
        (rowFrom, rowTo, columnFrom, columnTo) -> {
          if (columnTo - columnFrom == out) {
            activate(kernels, (rowTo - rowFrom) * out, rowFrom * out, y, slope);
          } else {
            for (int row = rowFrom; row < rowTo; row++) {
              activate(kernels, columnTo - columnFrom, row * out + columnFrom, y, slope);
            }
          }
        });
    return new Result<>(y, new Kept(slope, pass.keepFor(1, pass.operand(0))));
  }

  /** Elements from {@code at} on, in place; their slopes too if asked for. */
  private void activate(Kernels kernels, int n, int at, Tensor y, Tensor slope) {
    float[] values = y.array();
    int from = y.offset() + at;
    if (slope != null) {
      int slopeFrom = slope.offset() + at;
      if (tanhForm) {
        kernels.geluTanhWithSlope(n, values, from, values, from, slope.array(), slopeFrom);
      } else {
        kernels.geluWithSlope(n, values, from, values, from, slope.array(), slopeFrom);
      }
    } else if (tanhForm) {
      kernels.geluTanh(n, values, from, values, from);
    } else {
      kernels.gelu(n, values, from, values, from);
    }
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor slope = kept.slope();
    Tensor dInner = Tensor.wrap(pass.scratch(slope.size()), 0, slope.shape());
    Kernels kernels = pass.kernels();
    int out = weights.out();
    RowBlocks.forEach(
        pass,
        slope.size() / Math.max(1, out),
        out,
        (from, to) ->
            kernels.mul(
                (to - from) * out,
                cotangent.array(),
                cotangent.offset() + from * out,
                slope.array(),
                slope.offset() + from * out,
                dInner.array(),
                from * out));
    return new Linear(weights).vjp(kept.x(), dInner, needs, pass);
  }
}
