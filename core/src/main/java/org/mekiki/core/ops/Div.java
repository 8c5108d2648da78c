package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** x / y element by element, with broadcasting. */
final class Div extends BinaryOp {
  /** The op. */
  public Div() {
    super(Kernels::div);
  }

  @Override
  Kept keep(ForwardPass pass) {
    Tensor y = pass.needs().any() ? pass.keep(pass.operand(1)) : null;
    return new Kept(
        pass.operand(0).shape(), pass.operand(1).shape(), pass.keepFor(1, pass.operand(0)), y);
  }

  /** x · (1/y): the rescale rule for 1/y, and for the product the mean of both orders. */
  @Override
  public Tensor[] multipliers(Ends<Kept> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor[] means = super.multipliers(ends, cotangent, needs, pass);
    if (needs.operand(1)) {
      Shape shape = cotangent.shape();
      Tensor x = Broadcast.expand(pass, ends.input().operands().get(0), shape);
      Tensor b = Broadcast.expand(pass, ends.reference().operands().get(0), shape);
      Tensor y = Broadcast.expand(pass, ends.input().operands().get(1), shape);
      Tensor z = Broadcast.expand(pass, ends.reference().operands().get(1), shape);
      Tensor products = pass.allocate(shape);
      pass.run(
          () -> {
            for (int i = 0; i < products.size(); i++) {
              double mean = ((double) x.getFlat(i) + b.getFlat(i)) / 2;
              products.array()[i] =
                  (float) (-cotangent.getFlat(i) * mean / y.getFlat(i) / z.getFlat(i));
            }
          });
      means[1] = Broadcast.reduce(pass, products, ends.input().operands().get(1).shape());
    }
    return means;
  }

  /** A quotient by a constant is linear; another has no rule. */
  @Override
  public Carried carry(Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (needs.operand(1)) {
      throw new UndefinedRuleException(
          pass.rules(),
          "the division by a value that depends on the words (%s),".formatted(name()));
    }
    return new Carried(vjp(applied.residuals(), cotangent, needs, pass), 0);
  }

  @Override
  Tensor first(Kept kept, Tensor cotangent, BackwardPass pass) {
    return combine(Kernels::div, cotangent, kept.y(), pass);
  }

  @Override
  Tensor second(Kept kept, Tensor cotangent, BackwardPass pass) {
    // d(x/y)/dy = −x/y² = −(x/y)/y
    Tensor quotient =
        combine(Kernels::div, combine(Kernels::mul, cotangent, kept.x(), pass), kept.y(), pass);
    Tensor result = combine(Kernels::div, quotient, kept.y(), pass);
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            kernels.scale(
                result.size(),
                -1f,
                result.array(),
                result.offset(),
                result.array(),
                result.offset()));
    return result;
  }
}
