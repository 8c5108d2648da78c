package org.mekiki.transformer.head;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;

/** The angle between vectors, and their length. */
public final class Cosine {
  /** Keeps the length of a vector of zeros above 0; no other length notices it. */
  private static final float TINY = 1e-24f;

  private Cosine() {}

  /**
   * The cosine of the angle between vectors, row by row.
   *
   * @param a [B, E]
   * @param b [B, E]
   * @return [B, 1]
   */
  public static Variable of(Variable a, Variable b) {
    Variable product = Ops.sum(Ops.mul(a, b), 1);
    Variable cosine = Ops.mul(Ops.mul(product, inverseLength(a)), inverseLength(b));
    return Ops.reshape(cosine, a.shape().dim(0), 1);
  }

  /**
   * Vectors of length 1; one of zeros stays as it is.
   *
   * @param x [B, E]
   * @return each row divided by its length, [B, E]
   */
  public static Variable normalized(Variable x) {
    return Ops.mul(x, Ops.reshape(inverseLength(x), x.shape().dim(0), 1));
  }

  /** 1/√(Σ x²) as e^(−½ ln Σ x²): [B]. */
  private static Variable inverseLength(Variable x) {
    Variable squares = Ops.add(Ops.sum(Ops.mul(x, x), 1), TINY);
    return Ops.heldFactor(Ops.exp(Ops.scale(Ops.log(squares), -0.5f)));
  }
}
