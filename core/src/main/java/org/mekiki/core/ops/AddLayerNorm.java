package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * LayerNorm(x + r), the end of every sub-layer. Operands: x and r of one shape [.., M], γ and β
 * [M].
 *
 * @param epsilon ε
 */
record AddLayerNorm(float epsilon) implements FusedOp<LayerNorm.Kept> {
  @Override
  public String name() {
    return "AddLayerNorm";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    if (!operands.get(0).equals(operands.get(1))) {
      throw new ShapeMismatchException(name(), "the summands differ in shape", operands);
    }
    return new LayerNorm(epsilon)
        .inferShape(List.of(operands.get(0), operands.get(2), operands.get(3)));
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    return Ops.layerNorm(
        Ops.add(operands.get(0), operands.get(1)), operands.get(2), operands.get(3), epsilon);
  }

  @Override
  public Result<LayerNorm.Kept> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor r = pass.operand(1);
    Tensor sum = pass.allocate(x.shape());
    Tensor y = pass.allocateOutput();
    LayerNorm.Kept kept = LayerNorm.kept(pass, sum, pass.operand(2));
    int cols = x.shape().dim(-1);
    RowBlocks.forEach(
        pass,
        x.size() / cols,
        cols,
        (from, to) -> {
          int at = from * cols;
          pass.kernels()
              .add(
                  (to - from) * cols,
                  x.array(),
                  x.offset() + at,
                  r.array(),
                  r.offset() + at,
                  sum.array(),
                  sum.offset() + at);
          LayerNorm.normalizeRows(pass.kernels(), epsilon, from, to, kept, pass.operand(3), y);
        });
    return new Result<>(y, pass.needs().any() ? kept : null);
  }

  @Override
  public Tensor[] vjp(LayerNorm.Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    var products = new Tensor[4];
    if (needs.operand(0) || needs.operand(1)) {
      Tensor dx = LayerNorm.inputCotangent(kept, cotangent, pass);
      products[0] = needs.operand(0) ? dx : null;
      products[1] = needs.operand(1) ? dx : null;
    }
    if (needs.operand(2) || needs.operand(3)) {
      Tensor[] parameters = LayerNorm.parameterCotangents(kept, cotangent, pass);
      products[2] = needs.operand(2) ? parameters[0] : null;
      products[3] = needs.operand(3) ? parameters[1] : null;
    }
    return products;
  }

  /** With the deviation held; where γ or β vary there is no rule. */
  @Override
  public Carried carry(
      Applied<LayerNorm.Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    LayerNorm.requireConstant(needs.operand(2) || needs.operand(3), name(), pass);
    Tensor dx = LayerNorm.heldDeviation(applied.residuals(), cotangent, pass);
    double constant = LayerNorm.perRow(cotangent, applied.operands().get(3));
    var products = new Tensor[4];
    for (int i = 0; i < 2; i++) {
      products[i] = needs.operand(i) ? dx : null;
      constant += needs.operand(i) ? 0 : pass.product(dx, applied.operands().get(i));
    }
    return new Carried(products, constant);
  }
}
