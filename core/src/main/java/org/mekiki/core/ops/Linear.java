package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * x · Wᵀ + bias: [.., in] to [.., out]. Operands: x, and W and bias where they are trained. With
 * constant weights its rule keeps nothing of the pass.
 *
 * @param weights packed
 */
record Linear(LinearWeights weights) implements FusedOp<Tensor> {
  @Override
  public String name() {
    return "Linear";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    return outputShape(name(), weights, operands);
  }

  static Shape outputShape(String op, LinearWeights weights, List<Shape> operands) {
    Shape x = operands.getFirst();
    if (x.rank() == 0 || x.dim(-1) != weights.in()) {
      throw new ShapeMismatchException(
          op, "rows must have the weight's %d inputs".formatted(weights.in()), operands);
    }
    return x.withDim(-1, weights.out());
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    Variable weight = weights.isTrained() ? operands.get(1) : tape.constant(weights.weight());
    Operand bias = weights.isTrained() ? operands.get(2) : weights.bias();
    Variable x = operands.getFirst();
    Variable rows = Ops.reshape(x, x.shape().size() / weights.in(), weights.in());
    Variable y = Ops.add(Ops.matMul(rows, Ops.transpose(weight, 1, 0)), bias);
    return Ops.reshape(y, x.shape().withDim(-1, weights.out()).toArray());
  }

  @Override
  public Result<Tensor> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    PackedProduct.multiply(
        pass,
        pass.operand(0),
        weights.packedTransposed(pass.kernels()),
        weights.biasValues(),
        y,
        PackedProduct.Finish.NOTHING);
    return new Result<>(y, pass.keepFor(1, pass.operand(0)));
  }

  @Override
  public Tensor[] vjp(Tensor x, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = needs.operand(0) ? inputCotangent(cotangent, pass) : null;
    if (!weights.isTrained()) {
      return new Tensor[] {dx};
    }
    Tensor dw = needs.operand(1) ? WeightCotangents.ofWeight(x, cotangent, pass) : null;
    Tensor db = needs.operand(2) ? WeightCotangents.ofBias(cotangent, pass) : null;
    return new Tensor[] {dx, dw, db};
  }

  @Override
  public Tensor[] multipliers(Ends<Tensor> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (needs.operand(1)) {
      return FusedOp.super.multipliers(ends, cotangent, needs, pass);
    }
    return vjp(null, cotangent, needs, pass);
  }

  @Override
  public Carried carry(Applied<Tensor> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    return carried(applied.operands(), cotangent, needs, pass);
  }

  /** Of x, with the weights as constants. */
  Carried carried(List<Tensor> operands, Tensor cotangent, Needs needs, BackwardPass pass) {
    LayerNorm.requireConstant(needs.operand(1) || needs.operand(2), name(), pass);
    var products = new Tensor[operands.size()];
    products[0] = inputCotangent(cotangent, pass);
    return new Carried(products, LayerNorm.perRow(cotangent, weights.bias()));
  }

  /** dx = dy · W. */
  private Tensor inputCotangent(Tensor dy, BackwardPass pass) {
    Tensor dx = pass.allocate(dy.shape().withDim(-1, weights.in()));
    PackedProduct.multiply(
        pass, dy, weights.packed(pass.kernels()), null, dx, PackedProduct.Finish.NOTHING);
    return dx;
  }
}
