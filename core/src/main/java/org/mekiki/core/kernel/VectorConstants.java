package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;

import jdk.incubator.vector.FloatVector;

/**
 * Coefficients of the vector functions, in every lane.
 *
 * <p>The functions are made of exactly rounded operations only: the Vector API's own transcendental
 * operations may give other bits in interpreted than in compiled code, these do not. Polynomials
 * are least-squares fits of the relative error at Chebyshev nodes; the number in a name is the
 * power that the coefficient belongs to.
 */
// Coefficients have the digits of their double values; the nearest float is what is meant.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class VectorConstants {
  /** Below this e^x is zero; above it no intermediate power of two underflows. */
  static final float EXP_LOWEST = -86.5f;

  /** From here on e^x is infinite. */
  static final float EXP_HIGHEST = 89f;

  /**
   * Below this a softmax's exponentials are zero, so that no share becomes a subnormal number:
   * processors take a hundred times longer for those.
   */
  static final float SOFTMAX_LOWEST = -80f;

  /** Up to here the tail of the normal distribution is computed, for the same reason. */
  static final float TAIL_HIGHEST = 12f;

  static final float MINUS_TAIL_HIGHEST = -TAIL_HIGHEST;

  static final int ONE_BITS = 0x3f800000;
  static final int HALF_BITS = 0x3f000000;
  static final int SIGN_BIT = 0x80000000;

  static final FloatVector ONE = lanes(1f);
  static final FloatVector TWO = lanes(2f);
  static final FloatVector HALF = lanes(0.5f);
  static final FloatVector MINUS_HALF = lanes(-0.5f);
  static final FloatVector SQRT_2 = lanes(1.41421356f);
  static final FloatVector TWO_OVER_SQRT_PI = lanes(1.12837917f);
  static final FloatVector ONE_OVER_SQRT_2_PI = lanes(0.398942280f);

  static final FloatVector LOG2_E = lanes(1.44269504f);

  /** 1.5 · 2²³: adding it rounds to an integer, which then stands in the low bits. */
  static final FloatVector ROUNDER = lanes(12582912f);

  /** −ln 2 in two parts; the first has few enough bits that n times it is exact. */
  static final FloatVector MINUS_LN2_HIGH = lanes(-0.693359375f);

  static final FloatVector MINUS_LN2_LOW = lanes(2.12194440e-4f);

  /** e^r − 1 − r for |r| ≤ ln 2 / 2, divided by r². */
  static final FloatVector EXP_2 = lanes(0.166666672f);

  static final FloatVector EXP_3 = lanes(4.16664593e-2f);
  static final FloatVector EXP_4 = lanes(8.33337475e-3f);
  static final FloatVector EXP_5 = lanes(1.39344693e-3f);
  static final FloatVector EXP_6 = lanes(1.98496826e-4f);

  /** tanh x − x for |x| ≤ 0.625. */
  static final FloatVector TANH_3 = lanes(-0.333333343f);

  static final FloatVector TANH_5 = lanes(0.133333027f);
  static final FloatVector TANH_7 = lanes(-5.39591163e-2f);
  static final FloatVector TANH_9 = lanes(2.17679050e-2f);
  static final FloatVector TANH_11 = lanes(-8.34100600e-3f);
  static final FloatVector TANH_13 = lanes(2.28975480e-3f);

  /** erf x for |x| ≤ 1. */
  static final FloatVector ERF_1 = lanes(1.12837911f);

  static final FloatVector ERF_3 = lanes(-0.37612626f);
  static final FloatVector ERF_5 = lanes(0.112835824f);
  static final FloatVector ERF_7 = lanes(-2.68536918e-2f);
  static final FloatVector ERF_9 = lanes(5.18809911e-3f);
  static final FloatVector ERF_11 = lanes(-8.00818903e-4f);
  static final FloatVector ERF_13 = lanes(7.84725926e-5f);

  /** Φ(−t)/e^(−t²/2) as a polynomial of u = 1/(1 + 0.4 t), t ≥ 0. */
  static final FloatVector TAIL_SCALE = lanes(0.4f);

  static final FloatVector TAIL_1 = lanes(0.159574941f);
  static final FloatVector TAIL_2 = lanes(0.159650043f);
  static final FloatVector TAIL_3 = lanes(0.132918686f);
  static final FloatVector TAIL_4 = lanes(9.25217718e-2f);
  static final FloatVector TAIL_5 = lanes(-3.07039134e-2f);
  static final FloatVector TAIL_6 = lanes(0.127430364f);
  static final FloatVector TAIL_7 = lanes(-0.38439244f);
  static final FloatVector TAIL_8 = lanes(0.390615999f);
  static final FloatVector TAIL_9 = lanes(-0.180550367f);
  static final FloatVector TAIL_10 = lanes(3.29349227e-2f);

  /** The tanh form of GELU: 2 √(2/π), 0.044715 and three times that. */
  static final FloatVector MINUS_GELU_SCALE = lanes(-1.59576912f);

  static final FloatVector GELU_CUBIC = lanes(0.044715f);
  static final FloatVector GELU_CUBIC_SLOPE = lanes(3 * 0.044715f);

  private VectorConstants() {}

  private static FloatVector lanes(float value) {
    return FloatVector.broadcast(F, value);
  }
}
