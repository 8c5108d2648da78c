package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.VectorConstants.EXP_2;
import static org.mekiki.core.kernel.VectorConstants.EXP_3;
import static org.mekiki.core.kernel.VectorConstants.EXP_4;
import static org.mekiki.core.kernel.VectorConstants.EXP_5;
import static org.mekiki.core.kernel.VectorConstants.EXP_6;
import static org.mekiki.core.kernel.VectorConstants.EXP_HIGHEST;
import static org.mekiki.core.kernel.VectorConstants.HALF;
import static org.mekiki.core.kernel.VectorConstants.HALF_BITS;
import static org.mekiki.core.kernel.VectorConstants.LOG2_E;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_HIGH;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_LOW;
import static org.mekiki.core.kernel.VectorConstants.ONE;
import static org.mekiki.core.kernel.VectorConstants.ROUNDER;
import static org.mekiki.core.kernel.VectorConstants.SIGN_BIT;
import static org.mekiki.core.kernel.VectorConstants.TANH_11;
import static org.mekiki.core.kernel.VectorConstants.TANH_13;
import static org.mekiki.core.kernel.VectorConstants.TANH_3;
import static org.mekiki.core.kernel.VectorConstants.TANH_5;
import static org.mekiki.core.kernel.VectorConstants.TANH_7;
import static org.mekiki.core.kernel.VectorConstants.TANH_9;
import static org.mekiki.core.kernel.VectorConstants.TWO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * tanh x within 3 ulp: an odd polynomial for |x| ≤ 0.625, else 1 − 2/(e^(2|x|) + 1).
 *
 * <p>Loops over whole vectors (the count is a multiple of the lanes), each written out to the last
 * operation: C2 stops inlining methods other than the Vector API's once a compilation is large, and
 * a vector that crosses a call is boxed, which is ten times slower.
 */
final class VectorTanh {
  private VectorTanh() {}

  static void tanh(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < count; i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i);
      var magnitude = v.abs();
      var t = magnitude.add(magnitude);
      t = t.blend(EXP_HIGHEST, t.compare(VectorOperators.GT, EXP_HIGHEST));
      var shifted = t.fma(LOG2_E, ROUNDER);
      var n = shifted.sub(ROUNDER);
      var r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, t));
      var p = EXP_6.fma(r, EXP_5);
      p = p.fma(r, EXP_4);
      p = p.fma(r, EXP_3);
      p = p.fma(r, EXP_2);
      p = p.fma(r, HALF);
      p = p.fma(r.mul(r), r).add(ONE);
      var power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      var e = p.mul(power.add(HALF_BITS).reinterpretAsFloats());
      e = e.add(e);
      var large = ONE.sub(TWO.div(e.add(ONE)));
      var square = v.mul(v);
      var q = TANH_13.fma(square, TANH_11);
      q = q.fma(square, TANH_9);
      q = q.fma(square, TANH_7);
      q = q.fma(square, TANH_5);
      q = q.fma(square, TANH_3);
      var small = q.fma(square.mul(v), v);
      var sign = v.reinterpretAsInts().and(SIGN_BIT);
      var signed = large.reinterpretAsInts().or(sign).reinterpretAsFloats();
      // Not-a-number is not greater, so it takes the polynomial's way and stays what it is.
      small.blend(signed, magnitude.compare(VectorOperators.GT, 0.625f)).intoArray(y, yOffset + i);
    }
  }

  /** dy (1 − y²). */
  static void vjp(
      int count, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    for (int i = 0; i < count; i += L) {
      var u = FloatVector.fromArray(F, y, yOffset + i);
      FloatVector.fromArray(F, dy, dyOffset + i).mul(ONE.sub(u.mul(u))).intoArray(dx, dxOffset + i);
    }
  }
}
