package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.VectorConstants.EXP_2;
import static org.mekiki.core.kernel.VectorConstants.EXP_3;
import static org.mekiki.core.kernel.VectorConstants.EXP_4;
import static org.mekiki.core.kernel.VectorConstants.EXP_5;
import static org.mekiki.core.kernel.VectorConstants.EXP_6;
import static org.mekiki.core.kernel.VectorConstants.HALF;
import static org.mekiki.core.kernel.VectorConstants.LOG2_E;
import static org.mekiki.core.kernel.VectorConstants.MINUS_HALF;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_HIGH;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_LOW;
import static org.mekiki.core.kernel.VectorConstants.MINUS_TAIL_HIGHEST;
import static org.mekiki.core.kernel.VectorConstants.ONE;
import static org.mekiki.core.kernel.VectorConstants.ONE_BITS;
import static org.mekiki.core.kernel.VectorConstants.ONE_OVER_SQRT_2_PI;
import static org.mekiki.core.kernel.VectorConstants.ROUNDER;
import static org.mekiki.core.kernel.VectorConstants.TAIL_1;
import static org.mekiki.core.kernel.VectorConstants.TAIL_10;
import static org.mekiki.core.kernel.VectorConstants.TAIL_2;
import static org.mekiki.core.kernel.VectorConstants.TAIL_3;
import static org.mekiki.core.kernel.VectorConstants.TAIL_4;
import static org.mekiki.core.kernel.VectorConstants.TAIL_5;
import static org.mekiki.core.kernel.VectorConstants.TAIL_6;
import static org.mekiki.core.kernel.VectorConstants.TAIL_7;
import static org.mekiki.core.kernel.VectorConstants.TAIL_8;
import static org.mekiki.core.kernel.VectorConstants.TAIL_9;
import static org.mekiki.core.kernel.VectorConstants.TAIL_HIGHEST;
import static org.mekiki.core.kernel.VectorConstants.TAIL_SCALE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * x Φ(x), relatively accurate also where it is small: Φ(−t) = e^(−t²/2) q(1/(1 + 0.4 t)).
 *
 * <p>Loops over whole vectors (the count is a multiple of the lanes), each written out to the last
 * operation: C2 stops inlining methods other than the Vector API's once a compilation is large, and
 * a vector that crosses a call is boxed, which is ten times slower.
 *
 * <p>See {@code docs/decisions/2026-11-24-kernels.md}.
 */
final class VectorGelu {
  private VectorGelu() {}

  static void gelu(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < count; i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i);
      v = v.blend(MINUS_TAIL_HIGHEST, v.lt(MINUS_TAIL_HIGHEST));
      var t = v.abs();
      t = t.blend(TAIL_HIGHEST, t.compare(VectorOperators.GT, TAIL_HIGHEST));
      var square = t.mul(t);
      var s = square.mul(MINUS_HALF);
      var shifted = s.fma(LOG2_E, ROUNDER);
      var n = shifted.sub(ROUNDER);
      var r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, s));
      var p = EXP_6.fma(r, EXP_5);
      p = p.fma(r, EXP_4);
      p = p.fma(r, EXP_3);
      p = p.fma(r, EXP_2);
      p = p.fma(r, HALF);
      p = p.fma(r.mul(r), r).add(ONE);
      var power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      var e = p.mul(power.add(ONE_BITS).reinterpretAsFloats());
      // What rounding the square lost is put back: e^(s + d) = e + e d for a small d.
      var g = t.fma(t, square.neg()).mul(MINUS_HALF).fma(e, e);
      var u = ONE.div(t.fma(TAIL_SCALE, ONE));
      var q = TAIL_10.fma(u, TAIL_9);
      q = q.fma(u, TAIL_8);
      q = q.fma(u, TAIL_7);
      q = q.fma(u, TAIL_6);
      q = q.fma(u, TAIL_5);
      q = q.fma(u, TAIL_4);
      q = q.fma(u, TAIL_3);
      q = q.fma(u, TAIL_2);
      q = q.fma(u, TAIL_1);
      var tail = g.mul(q.mul(u));
      var cdf = ONE.sub(tail).blend(tail, v.lt(0f));
      v.mul(cdf).intoArray(y, yOffset + i);
    }
  }

  /** The same, and the derivative Φ(x) + x φ(x), which needs little more. */
  static void withSlope(
      int count, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset) {
    for (int i = 0; i < count; i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i);
      v = v.blend(MINUS_TAIL_HIGHEST, v.lt(MINUS_TAIL_HIGHEST));
      var t = v.abs();
      t = t.blend(TAIL_HIGHEST, t.compare(VectorOperators.GT, TAIL_HIGHEST));
      var square = t.mul(t);
      var s = square.mul(MINUS_HALF);
      var shifted = s.fma(LOG2_E, ROUNDER);
      var n = shifted.sub(ROUNDER);
      var r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, s));
      var p = EXP_6.fma(r, EXP_5);
      p = p.fma(r, EXP_4);
      p = p.fma(r, EXP_3);
      p = p.fma(r, EXP_2);
      p = p.fma(r, HALF);
      p = p.fma(r.mul(r), r).add(ONE);
      var power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      var e = p.mul(power.add(ONE_BITS).reinterpretAsFloats());
      // What rounding the square lost is put back: e^(s + d) = e + e d for a small d.
      var g = t.fma(t, square.neg()).mul(MINUS_HALF).fma(e, e);
      var u = ONE.div(t.fma(TAIL_SCALE, ONE));
      var q = TAIL_10.fma(u, TAIL_9);
      q = q.fma(u, TAIL_8);
      q = q.fma(u, TAIL_7);
      q = q.fma(u, TAIL_6);
      q = q.fma(u, TAIL_5);
      q = q.fma(u, TAIL_4);
      q = q.fma(u, TAIL_3);
      q = q.fma(u, TAIL_2);
      q = q.fma(u, TAIL_1);
      var tail = g.mul(q.mul(u));
      var negative = v.lt(0f);
      var cdf = ONE.sub(tail).blend(tail, negative);
      v.mul(cdf).intoArray(y, yOffset + i);
      t.blend(t.neg(), negative)
          .mul(ONE_OVER_SQRT_2_PI)
          .fma(g, cdf)
          .intoArray(slope, slopeOffset + i);
    }
  }
}
