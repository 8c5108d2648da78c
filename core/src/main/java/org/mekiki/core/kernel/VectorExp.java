package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.VectorConstants.EXP_2;
import static org.mekiki.core.kernel.VectorConstants.EXP_3;
import static org.mekiki.core.kernel.VectorConstants.EXP_4;
import static org.mekiki.core.kernel.VectorConstants.EXP_5;
import static org.mekiki.core.kernel.VectorConstants.EXP_6;
import static org.mekiki.core.kernel.VectorConstants.EXP_HIGHEST;
import static org.mekiki.core.kernel.VectorConstants.EXP_LOWEST;
import static org.mekiki.core.kernel.VectorConstants.HALF;
import static org.mekiki.core.kernel.VectorConstants.HALF_BITS;
import static org.mekiki.core.kernel.VectorConstants.LOG2_E;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_HIGH;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_LOW;
import static org.mekiki.core.kernel.VectorConstants.ONE;
import static org.mekiki.core.kernel.VectorConstants.ONE_BITS;
import static org.mekiki.core.kernel.VectorConstants.ROUNDER;
import static org.mekiki.core.kernel.VectorConstants.SOFTMAX_LOWEST;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x and what is made of it alone.
 *
 * <p>Loops over whole vectors (the count is a multiple of the lanes), each written out to the last
 * operation: C2 stops inlining methods other than the Vector API's once a compilation is large, and
 * a vector that crosses a call is boxed, which is ten times slower.
 *
 * <p>See {@code docs/decisions/2026-11-23-own-vector-functions.md}.
 */
final class VectorExp {
  private VectorExp() {}

  /** e^x within 1.5 ulp; zero where it is below {@link VectorConstants#EXP_LOWEST}. */
  static void exp(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < count; i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i);
      var low = v.lt(EXP_LOWEST);
      var t = v.blend(EXP_LOWEST, low);
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
      e.blend(0f, low).intoArray(y, yOffset + i);
    }
  }

  /** 1/(1 + e^(−x)) within 3 ulp. */
  static void sigmoid(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < count; i += L) {
      var t = FloatVector.fromArray(F, x, xOffset + i).neg();
      t = t.blend(EXP_LOWEST, t.lt(EXP_LOWEST));
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
      ONE.div(e.add(ONE)).intoArray(y, yOffset + i);
    }
  }

  /** e^(factor · x − c) where that is at most one: the inner loop of a softmax. */
  static void ofDifference(
      int count, float factor, float[] x, int xOffset, float c, float[] y, int yOffset) {
    for (int i = 0; i < count; i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i).mul(factor).sub(c);
      var low = v.lt(SOFTMAX_LOWEST);
      var t = v.blend(SOFTMAX_LOWEST, low);
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
      var e = p.mul(power.add(ONE_BITS).reinterpretAsFloats());
      e.blend(0f, low).intoArray(y, yOffset + i);
    }
  }

  /** {@link #ofDifference} of the lanes of a mask: the end of a row that fills no vector. */
  static void ofDifference(
      VectorMask<Float> mask,
      float factor,
      float[] x,
      int xOffset,
      float c,
      float[] y,
      int yOffset) {
    var v = FloatVector.fromArray(F, x, xOffset, mask).mul(factor).sub(c);
    var low = v.lt(SOFTMAX_LOWEST);
    var t = v.blend(SOFTMAX_LOWEST, low);
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
    var e = p.mul(power.add(ONE_BITS).reinterpretAsFloats());
    e.blend(0f, low).intoArray(y, yOffset, mask);
  }
}
