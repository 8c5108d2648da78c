package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * x where the condition is not zero, else y, with broadcasting of all three.
 *
 * <p>Operands: condition, x, y. The condition never gets a cotangent other than zero.
 */
final class Where implements DifferentiableOp<Where.Kept> {
  /** What the rule needs. */
  record Kept(Tensor condition, Shape x, Shape y) {}

  @Override
  public String name() {
    return "Where";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    return Broadcast.shape(name(), operands);
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor z = pass.allocateOutput();
    Tensor condition = Broadcast.expand(pass, pass.operand(0), z.shape());
    Tensor x = Broadcast.expand(pass, pass.operand(1), z.shape());
    Tensor y = Broadcast.expand(pass, pass.operand(2), z.shape());
    pass.run(
        () -> {
          for (int i = 0; i < z.size(); i++) {
            z.array()[z.offset() + i] = condition.getFlat(i) != 0f ? x.getFlat(i) : y.getFlat(i);
          }
        });
    Tensor kept = pass.needs().any() ? pass.keep(pass.operand(0)) : null;
    return new Result<>(z, new Kept(kept, pass.operand(1).shape(), pass.operand(2).shape()));
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {
      needs.operand(0) ? pass.allocateZeros(kept.condition().shape()) : null,
      needs.operand(1) ? part(kept.condition(), true, cotangent, kept.x(), pass) : null,
      needs.operand(2) ? part(kept.condition(), false, cotangent, kept.y(), pass) : null
    };
  }

  /** The cotangent where the condition chose this operand, zero elsewhere. */
  private static Tensor part(
      Tensor condition, boolean chosen, Tensor cotangent, Shape shape, BackwardPass pass) {
    Tensor mask = Broadcast.expand(pass, condition, cotangent.shape());
    Tensor product = pass.allocate(cotangent.shape());
    pass.run(
        () -> {
          for (int i = 0; i < product.size(); i++) {
            boolean here = mask.getFlat(i) != 0f == chosen;
            product.array()[product.offset() + i] = here ? cotangent.getFlat(i) : 0f;
          }
        });
    return Broadcast.reduce(pass, product, shape);
  }
}
