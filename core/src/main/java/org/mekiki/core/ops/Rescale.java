package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.tensor.Tensor;

/** The rescale rule of functions of each element (Shrikumar et al. 2017, section 3.5.1). */
final class Rescale {
  /**
   * Over a narrower interval the mean of the derivatives at its ends is nearer to the true quotient
   * than the quotient of rounded values: both are then right to about 1e-5.
   */
  static final float NARROW = 0x1p-7f;

  private Rescale() {}

  /** The smallest interval that is not narrow. */
  interface Narrow {
    float at(float x, float reference);
  }

  /**
   * cotangent · Δy/Δx, or the slope where Δx is narrow.
   *
   * @param slope the cotangent's product with the mean of the derivatives at both ends
   */
  static Tensor multipliers(
      DifferentiableOp.Ends<Tensor> ends,
      Tensor cotangent,
      Tensor slope,
      Narrow narrow,
      BackwardPass pass) {
    Tensor x = ends.input().operands().getFirst();
    Tensor b = ends.reference().operands().getFirst();
    Tensor y = ends.input().output();
    Tensor z = ends.reference().output();
    Tensor products = pass.allocate(cotangent.shape());
    pass.run(
        () -> {
          for (int i = 0; i < products.size(); i++) {
            float dx = x.getFlat(i) - b.getFlat(i);
            boolean wide = dx != 0 && Math.abs(dx) >= narrow.at(x.getFlat(i), b.getFlat(i));
            products.array()[products.offset() + i] =
                wide
                    ? cotangent.getFlat(i) * ((y.getFlat(i) - z.getFlat(i)) / dx)
                    : slope.getFlat(i);
          }
        });
    return products;
  }
}
