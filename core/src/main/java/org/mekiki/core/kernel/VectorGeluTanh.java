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
import static org.mekiki.core.kernel.VectorConstants.GELU_CUBIC;
import static org.mekiki.core.kernel.VectorConstants.GELU_CUBIC_SLOPE;
import static org.mekiki.core.kernel.VectorConstants.HALF;
import static org.mekiki.core.kernel.VectorConstants.HALF_BITS;
import static org.mekiki.core.kernel.VectorConstants.LOG2_E;
import static org.mekiki.core.kernel.VectorConstants.MINUS_GELU_SCALE;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_HIGH;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_LOW;
import static org.mekiki.core.kernel.VectorConstants.MINUS_TAIL_HIGHEST;
import static org.mekiki.core.kernel.VectorConstants.ONE;
import static org.mekiki.core.kernel.VectorConstants.ROUNDER;
import static org.mekiki.core.kernel.VectorConstants.TAIL_HIGHEST;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The tanh form of GELU, x/2 (1 + tanh z) = x / (1 + e^(−2z)), z = √(2/π) (x + 0.044715 x³).
 *
 * <p>Loops over whole vectors (the count is a multiple of the lanes), each written out to the last
 * operation: C2 stops inlining methods other than the Vector API's once a compilation is large, and
 * a vector that crosses a call is boxed, which is ten times slower.
 */
final class VectorGeluTanh {
  private VectorGeluTanh() {}

  static void gelu(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < count; i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i);
      var t = v.mul(v).fma(GELU_CUBIC, ONE).mul(v).mul(MINUS_GELU_SCALE);
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
      v.mul(ONE.div(e.add(ONE))).intoArray(y, yOffset + i);
    }
  }

  /** The same, and the derivative. */
  static void withSlope(
      int count, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset) {
    for (int i = 0; i < count; i += L) {
      var unbounded = FloatVector.fromArray(F, x, xOffset + i);
      var v = unbounded.blend(MINUS_TAIL_HIGHEST, unbounded.lt(MINUS_TAIL_HIGHEST));
      v = v.blend(TAIL_HIGHEST, v.compare(VectorOperators.GT, TAIL_HIGHEST));
      var square = v.mul(v);
      var t = square.fma(GELU_CUBIC, ONE).mul(v).mul(MINUS_GELU_SCALE);
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
      var halfE = p.mul(power.add(HALF_BITS).reinterpretAsFloats());
      var sigmoid = ONE.div(halfE.add(halfE).add(ONE));
      var inner = square.fma(GELU_CUBIC_SLOPE, ONE).mul(MINUS_GELU_SCALE).mul(v);
      // s (1 − s) as s · e s: 1 − s would lose its digits where s is near 1, and e may be infinite.
      var halfBend = sigmoid.mul(halfE).mul(sigmoid);
      unbounded.mul(sigmoid).intoArray(y, yOffset + i);
      inner.fma(halfBend.mul(-2f), sigmoid).intoArray(slope, slopeOffset + i);
    }
  }
}
