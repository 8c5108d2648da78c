package org.mekiki.core.ops;

import java.util.OptionalDouble;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.tensor.Tensor;

/**
 * f(x)/x in the place of the derivative of a function of each element: what it multiplies its
 * argument with (Achtibat et al. 2024, the identity rule).
 */
final class Ratio {
  /** For smaller arguments the quotient is its limit, to the digits of single precision. */
  private static final float SMALL = 0x1p-40f;

  private Ratio() {}

  /** What such a function carries, for any function; its name is for messages. */
  static DifferentiableOp.Carried carried(
      String name,
      OptionalDouble slopeAtZero,
      Tensor x,
      Tensor y,
      Tensor cotangent,
      BackwardPass pass) {
    if (slopeAtZero.isEmpty()) {
      throw new UndefinedRuleException(
          pass.rules(), "the function %s, which is not 0 at 0 and".formatted(name));
    }
    Tensor dx = times(cotangent, x, y, (float) slopeAtZero.getAsDouble(), pass);
    return new DifferentiableOp.Carried(new Tensor[] {dx}, 0);
  }

  /**
   * cotangent · y/x.
   *
   * @param atZero the limit of y/x
   */
  static Tensor times(Tensor cotangent, Tensor x, Tensor y, float atZero, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    float[] of = x.array();
    float[] values = y.array();
    float[] given = cotangent.array();
    float[] to = dx.array();
    RowBlocks.forEach(
        pass,
        dx.size(),
        1,
        (from, end) -> {
          for (int i = from; i < end; i++) {
            float argument = of[x.offset() + i];
            float ratio = Math.abs(argument) < SMALL ? atZero : values[y.offset() + i] / argument;
            to[dx.offset() + i] = given[cotangent.offset() + i] * ratio;
          }
        });
    return dx;
  }
}
