package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.VectorConstants.EXP_2;
import static org.mekiki.core.kernel.VectorConstants.EXP_3;
import static org.mekiki.core.kernel.VectorConstants.EXP_4;
import static org.mekiki.core.kernel.VectorConstants.EXP_5;
import static org.mekiki.core.kernel.VectorConstants.EXP_6;
import static org.mekiki.core.kernel.VectorConstants.HALF;
import static org.mekiki.core.kernel.VectorConstants.LOG2_E;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_HIGH;
import static org.mekiki.core.kernel.VectorConstants.MINUS_LN2_LOW;
import static org.mekiki.core.kernel.VectorConstants.ONE;
import static org.mekiki.core.kernel.VectorConstants.ONE_BITS;
import static org.mekiki.core.kernel.VectorConstants.ROUNDER;
import static org.mekiki.core.kernel.VectorConstants.SOFTMAX_LOWEST;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax down the columns of a matrix, a vector of columns at a time. */
final class VectorSoftmax {
  private VectorSoftmax() {}

  /** In place, for the columns of one vector. */
  static void column(int rows, float scale, float[] x, int at, int ld) {
    var largest = FloatVector.fromArray(F, x, at);
    for (int i = 1; i < rows; i++) {
      var v = FloatVector.fromArray(F, x, at + i * ld);
      largest = largest.blend(v, v.compare(VectorOperators.GT, largest));
    }
    var sum = exponentials(rows, scale, largest.mul(scale), x, at, ld);
    var factor = ONE.div(sum);
    for (int i = 0; i < rows; i++) {
      FloatVector.fromArray(F, x, at + i * ld).mul(factor).intoArray(x, at + i * ld);
    }
  }

  /** x becomes e^(scale · x − shift), at most one; the sum down the columns. */
  private static FloatVector exponentials(
      int rows, float scale, FloatVector shift, float[] x, int at, int ld) {
    var sum = FloatVector.zero(F);
    for (int i = 0; i < rows; i++) {
      var v = FloatVector.fromArray(F, x, at + i * ld).mul(scale).sub(shift);
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
      var e = p.mul(power.add(ONE_BITS).reinterpretAsFloats()).blend(0f, low);
      sum = sum.add(e);
      e.intoArray(x, at + i * ld);
    }
    return sum;
  }

  /** dx = scale · y (dy − Σ dy·y), in the place of dy, for the columns of one vector. */
  static void columnVjp(
      int rows, float scale, float[] y, int yAt, int ldy, float[] dy, int dyAt, int lddy) {
    var sum = FloatVector.zero(F);
    for (int i = 0; i < rows; i++) {
      sum =
          FloatVector.fromArray(F, y, yAt + i * ldy)
              .fma(FloatVector.fromArray(F, dy, dyAt + i * lddy), sum);
    }
    for (int i = 0; i < rows; i++) {
      var p = FloatVector.fromArray(F, y, yAt + i * ldy).mul(scale);
      FloatVector.fromArray(F, dy, dyAt + i * lddy).sub(sum).mul(p).intoArray(dy, dyAt + i * lddy);
    }
  }
}
