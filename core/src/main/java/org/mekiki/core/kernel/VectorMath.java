package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions of vectors, made of exactly rounded operations only.
 *
 * <p>The Vector API's own transcendental operations may give other bits in interpreted than in
 * compiled code; these do not. The methods are small so that the compiler inlines them and no
 * vector is boxed. Coefficients are least-squares fits of the relative error at Chebyshev nodes.
 */
// Coefficients have the digits of their double values; the nearest float is what is meant.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class VectorMath {
  private static final float LOG2_E = 1.44269504f;

  /** ln 2 in two parts; the first has few enough bits that n · LN2_HIGH is exact. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** 1.5 · 2²³: adding it rounds to an integer, whose value then stands in the low bits. */
  private static final float ROUNDER = 12582912f;

  private VectorMath() {}

  /** e^x within 1.5 ulp; 0 below −104, infinity above 89. */
  static FloatVector exp(FloatVector x) {
    var limited = x.max(-104f).min(89f);
    var shifted = limited.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, ROUNDER));
    var n = shifted.sub(ROUNDER);
    var r = n.fma(FloatVector.broadcast(F, -LN2_HIGH), limited);
    r = n.fma(FloatVector.broadcast(F, -LN2_LOW), r);
    return scaleByPowerOfTwo(expReduced(r), n);
  }

  /** e^r for |r| ≤ ln 2 / 2. */
  private static FloatVector expReduced(FloatVector r) {
    var p = FloatVector.broadcast(F, 1.98496826e-4f);
    p = p.fma(r, FloatVector.broadcast(F, 1.39344693e-3f));
    p = p.fma(r, FloatVector.broadcast(F, 8.33337475e-3f));
    p = p.fma(r, FloatVector.broadcast(F, 4.16664593e-2f));
    p = p.fma(r, FloatVector.broadcast(F, 0.166666672f));
    p = p.fma(r, FloatVector.broadcast(F, 0.5f));
    return p.fma(r.mul(r), r).add(1f);
  }

  /** v · 2ⁿ for integral n from −151 to 129, in two factors because 2ⁿ may be no normal number. */
  private static FloatVector scaleByPowerOfTwo(FloatVector v, FloatVector n) {
    var half = n.mul(0.5f).add(ROUNDER).sub(ROUNDER);
    return v.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  private static FloatVector powerOfTwo(FloatVector n) {
    return n.add(ROUNDER)
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, 23)
        .add(0x3f800000)
        .reinterpretAsFloats();
  }

  /** tanh(x) within 3 ulp. */
  static FloatVector tanh(FloatVector x) {
    var magnitude = x.abs();
    var square = x.mul(x);
    var small = tanhPolynomial(square).fma(square.mul(x), x);
    var e = exp(magnitude.add(magnitude));
    var large = FloatVector.broadcast(F, 1f).sub(FloatVector.broadcast(F, 2f).div(e.add(1f)));
    return withSign(large, x).blend(small, magnitude.lt(0.625f));
  }

  /** (tanh(x)/x − 1)/x² as a polynomial of s = x², |x| ≤ 0.625. */
  private static FloatVector tanhPolynomial(FloatVector s) {
    var p = FloatVector.broadcast(F, 2.28975480e-3f);
    p = p.fma(s, FloatVector.broadcast(F, -8.34100600e-3f));
    p = p.fma(s, FloatVector.broadcast(F, 2.17679050e-2f));
    p = p.fma(s, FloatVector.broadcast(F, -5.39591163e-2f));
    p = p.fma(s, FloatVector.broadcast(F, 0.133333027f));
    return p.fma(s, FloatVector.broadcast(F, -0.333333343f));
  }

  private static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
    return magnitude
        .reinterpretAsInts()
        .or(sign.reinterpretAsInts().and(0x80000000))
        .reinterpretAsFloats();
  }

  /** 1/(1 + e^(−x)). */
  static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(F, 1f).div(exp(x.neg()).add(1f));
  }

  /** e^(−x²/2), relatively accurate: the rounding error of x² is put back. */
  static FloatVector gaussian(FloatVector x) {
    var square = x.mul(x);
    var error = x.fma(x, square.neg());
    var e = exp(square.mul(-0.5f));
    return error.mul(-0.5f).fma(e, e);
  }

  /** Φ(−t)/e^(−t²/2) for t ≥ 0: a polynomial of u = 1/(1 + 0.4 t). */
  private static FloatVector normalTail(FloatVector t) {
    var one = FloatVector.broadcast(F, 1f);
    var u = one.div(t.fma(FloatVector.broadcast(F, 0.4f), one));
    var p = FloatVector.broadcast(F, 3.29349227e-2f);
    p = p.fma(u, FloatVector.broadcast(F, -0.180550367f));
    p = p.fma(u, FloatVector.broadcast(F, 0.390615999f));
    p = p.fma(u, FloatVector.broadcast(F, -0.38439244f));
    p = p.fma(u, FloatVector.broadcast(F, 0.127430364f));
    return normalTailEnd(p, u);
  }

  private static FloatVector normalTailEnd(FloatVector start, FloatVector u) {
    var p = start.fma(u, FloatVector.broadcast(F, -3.07039134e-2f));
    p = p.fma(u, FloatVector.broadcast(F, 9.25217718e-2f));
    p = p.fma(u, FloatVector.broadcast(F, 0.132918686f));
    p = p.fma(u, FloatVector.broadcast(F, 0.159650043f));
    p = p.fma(u, FloatVector.broadcast(F, 0.159574941f));
    return p.mul(u);
  }

  /** Φ(x), the normal distribution, relatively accurate also for large negative x. */
  static FloatVector normalCdf(FloatVector x, FloatVector gaussian) {
    var tail = gaussian.mul(normalTail(x.abs()));
    return tail.blend(FloatVector.broadcast(F, 1f).sub(tail), x.lt(0f).not());
  }

  /** erf(x): an odd polynomial below 1, 1 − 2 Φ(−√2 x) above. */
  static FloatVector erf(FloatVector x) {
    var magnitude = x.abs();
    var t = magnitude.min(10f).mul(1.41421354f);
    var large = FloatVector.broadcast(F, 1f).sub(gaussian(t).mul(normalTail(t)).mul(2f));
    var small = erfPolynomial(x.mul(x)).mul(x);
    return withSign(large, x).blend(small, magnitude.lt(1f).or(x.test(VectorOperators.IS_NAN)));
  }

  /** erf(x)/x as a polynomial of s = x², |x| ≤ 1. */
  private static FloatVector erfPolynomial(FloatVector s) {
    var p = FloatVector.broadcast(F, 7.84725926e-5f);
    p = p.fma(s, FloatVector.broadcast(F, -8.00818903e-4f));
    p = p.fma(s, FloatVector.broadcast(F, 5.18809911e-3f));
    p = p.fma(s, FloatVector.broadcast(F, -2.68536918e-2f));
    p = p.fma(s, FloatVector.broadcast(F, 0.112835824f));
    p = p.fma(s, FloatVector.broadcast(F, -0.37612626f));
    return p.fma(s, FloatVector.broadcast(F, 1.12837911f));
  }

  /** x Φ(x). */
  static FloatVector gelu(FloatVector x) {
    var limited = x.max(-15f);
    return limited.mul(normalCdf(limited, gaussian(limited)));
  }

  /** Φ(x) + x φ(x). */
  static FloatVector geluDerivative(FloatVector x) {
    var limited = x.max(-15f).min(15f);
    var gaussian = gaussian(limited);
    return limited
        .mul(gaussian)
        .fma(FloatVector.broadcast(F, 0.398942280f), normalCdf(limited, gaussian));
  }

  /** 2 √(2/π) (x + 0.044715 x³). */
  private static FloatVector twiceGeluInner(FloatVector x) {
    var cubic = x.mul(x).fma(FloatVector.broadcast(F, 0.044715f), FloatVector.broadcast(F, 1f));
    return cubic.mul(x).mul(1.59576912f);
  }

  /** x/2 (1 + tanh u) = x · sigmoid(2u). */
  static FloatVector geluTanh(FloatVector x) {
    return x.mul(sigmoid(twiceGeluInner(x)));
  }

  static FloatVector geluTanhDerivative(FloatVector x) {
    var s = sigmoid(twiceGeluInner(x));
    var slope = x.mul(x).fma(FloatVector.broadcast(F, 3 * 0.044715f), FloatVector.broadcast(F, 1f));
    var inner = slope.mul(1.59576912f).mul(x);
    var bend = s.mul(FloatVector.broadcast(F, 1f).sub(s));
    return inner.fma(bend, s);
  }

  /** 2/√π e^(−x²). */
  static FloatVector erfDerivative(FloatVector x) {
    return gaussian(x.mul(1.41421354f)).mul(1.12837917f);
  }
}
