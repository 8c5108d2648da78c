package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** A function of two elements, with broadcasting. */
abstract class BinaryOp implements DifferentiableOp<BinaryOp.Kept> {
  /**
   * What the rule may need.
   *
   * @param first shape of the first operand
   * @param second shape of the second operand
   * @param x the first operand, or null
   * @param y the second operand, or null
   */
  record Kept(Shape first, Shape second, Tensor x, Tensor y) {}

  /** An element-wise kernel of {@link Kernels}. */
  interface Function {
    void apply(
        Kernels kernels,
        int n,
        float[] x,
        int xOffset,
        float[] y,
        int yOffset,
        float[] z,
        int zOffset);
  }

  private final Function function;

  BinaryOp(Function function) {
    this.function = function;
  }

  /** What the rules read of the operands, given who asks. */
  abstract Kept keep(ForwardPass pass);

  /** The first operand's cotangent before the broadcast is undone, of the cotangent's shape. */
  abstract Tensor first(Kept kept, Tensor cotangent, BackwardPass pass);

  /** The second operand's cotangent before the broadcast is undone. */
  abstract Tensor second(Kept kept, Tensor cotangent, BackwardPass pass);

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final Shape inferShape(List<Shape> operands) {
    return Broadcast.shape(name(), operands);
  }

  @Override
  public final Result<Kept> forward(ForwardPass pass) {
    Tensor z = pass.allocateOutput();
    Tensor x = Broadcast.expand(pass, pass.operand(0), z.shape());
    Tensor y = Broadcast.expand(pass, pass.operand(1), z.shape());
    apply(function, pass, x, y, z);
    return new Result<>(z, keep(pass));
  }

  @Override
  public final Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {
      needs.operand(0) ? Broadcast.reduce(pass, first(kept, cotangent, pass), kept.first()) : null,
      needs.operand(1) ? Broadcast.reduce(pass, second(kept, cotangent, pass), kept.second()) : null
    };
  }

  static Kept shapesOnly(ForwardPass pass) {
    return new Kept(pass.operand(0).shape(), pass.operand(1).shape(), null, null);
  }

  /** {@code function(cotangent, other)}, with the other operand broadcast to the cotangent. */
  static Tensor combine(Function function, Tensor cotangent, Tensor other, BackwardPass pass) {
    Tensor product = pass.allocate(cotangent.shape());
    apply(function, pass, cotangent, Broadcast.expand(pass, other, cotangent.shape()), product);
    return product;
  }

  private static void apply(Function function, Pass pass, Tensor x, Tensor y, Tensor z) {
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            function.apply(
                kernels,
                z.size(),
                x.array(),
                x.offset(),
                y.array(),
                y.offset(),
                z.array(),
                z.offset()));
  }
}
