package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.BackwardRules;
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
  private static final float SLOPE_AT_ZERO = 0.5f;

  /**
   * What the rule needs.
   *
   * @param slope the derivative of GELU
   * @param x the input, where the weight's cotangent is asked for
   * @param inner the product before GELU, on a tape that keeps all values; else null
   */
  record Kept(Tensor slope, Tensor x, Tensor inner) {}

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
    Tensor inner = pass.keepsValues() ? pass.allocate(y.shape()) : null;
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
            activate(kernels, (rowTo - rowFrom) * out, rowFrom * out, y, slope, inner);
          } else {
            for (int row = rowFrom; row < rowTo; row++) {
              activate(kernels, columnTo - columnFrom, row * out + columnFrom, y, slope, inner);
            }
          }
        });
    return new Result<>(y, new Kept(slope, pass.keepFor(1, pass.operand(0)), inner));
  }

  /** Elements from {@code at} on, in place; slopes and what stood there too, if asked for. */
  private void activate(Kernels kernels, int n, int at, Tensor y, Tensor slope, Tensor inner) {
    float[] values = y.array();
    int from = y.offset() + at;
    if (inner != null) {
      System.arraycopy(values, from, inner.array(), inner.offset() + at, n);
    }
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
    multiply(cotangent, slope, dInner, pass);
    return new Linear(weights).vjp(kept.x(), dInner, needs, pass);
  }

  @Override
  public Carried carry(Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    Kept kept = applied.residuals();
    Tensor dInner;
    if (pass.rules().activation() == BackwardRules.Activation.RATIO) {
      dInner = Ratio.times(cotangent, kept.inner(), applied.output(), SLOPE_AT_ZERO, pass);
    } else {
      dInner = pass.allocate(cotangent.shape());
      multiply(cotangent, kept.slope(), dInner, pass);
    }
    return new Linear(weights).carried(applied.operands(), dInner, needs, pass);
  }

  private void multiply(Tensor cotangent, Tensor slope, Tensor dInner, BackwardPass pass) {
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
                dInner.offset() + from * out));
  }
}
