package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;

/** Layer normalisation of one row; sums run in four lanes sets so that additions overlap. */
final class VectorLayerNorm {
  private VectorLayerNorm() {}

  /** Σ (x − center)². */
  static float squares(int cols, float[] x, int row, float center) {
    var s0 = FloatVector.zero(F);
    var s1 = s0;
    var s2 = s0;
    var s3 = s0;
    int j = 0;
    for (; j <= cols - 4 * L; j += 4 * L) {
      var v0 = FloatVector.fromArray(F, x, row + j).sub(center);
      var v1 = FloatVector.fromArray(F, x, row + j + L).sub(center);
      var v2 = FloatVector.fromArray(F, x, row + j + 2 * L).sub(center);
      var v3 = FloatVector.fromArray(F, x, row + j + 3 * L).sub(center);
      s0 = v0.fma(v0, s0);
      s1 = v1.fma(v1, s1);
      s2 = v2.fma(v2, s2);
      s3 = v3.fma(v3, s3);
    }
    for (; j < F.loopBound(cols); j += L) {
      var v = FloatVector.fromArray(F, x, row + j).sub(center);
      s0 = v.fma(v, s0);
    }
    if (j < cols) {
      var mask = LaneSums.rest(j, cols);
      var v =
          FloatVector.zero(F).blend(FloatVector.fromArray(F, x, row + j, mask).sub(center), mask);
      s0 = v.fma(v, s0);
    }
    return LaneSums.sum(s0.add(s1).add(s2.add(s3)));
  }

  /** y = (x − center) · scale · γ + β. */
  static void apply(
      int cols,
      float[] x,
      int xRow,
      float center,
      float scale,
      float[] gamma,
      int gammaOffset,
      float[] beta,
      int betaOffset,
      float[] y,
      int yRow) {
    int j = 0;
    for (; j < F.loopBound(cols); j += L) {
      var g = FloatVector.fromArray(F, gamma, gammaOffset + j);
      var b = FloatVector.fromArray(F, beta, betaOffset + j);
      FloatVector.fromArray(F, x, xRow + j).sub(center).mul(scale).fma(g, b).intoArray(y, yRow + j);
    }
    if (j < cols) {
      var mask = LaneSums.rest(j, cols);
      var g = FloatVector.fromArray(F, gamma, gammaOffset + j, mask);
      var b = FloatVector.fromArray(F, beta, betaOffset + j, mask);
      FloatVector.fromArray(F, x, xRow + j, mask)
          .sub(center)
          .mul(scale)
          .fma(g, b)
          .intoArray(y, yRow + j, mask);
    }
  }

  /** dx = rstd (g − mean(g) − x̂ mean(g x̂)), g = γ dy, x̂ = (x − mean) rstd. */
  static void vjp(
      int cols,
      float[] x,
      int xRow,
      float[] gamma,
      int gammaOffset,
      float mean,
      float rstd,
      float[] dy,
      int dyRow,
      float[] dx,
      int dxRow) {
    var sums = FloatVector.zero(F);
    var sums1 = sums;
    var projections = sums;
    var projections1 = sums;
    int j = 0;
    for (; j <= cols - 2 * L; j += 2 * L) {
      var g =
          FloatVector.fromArray(F, gamma, gammaOffset + j)
              .mul(FloatVector.fromArray(F, dy, dyRow + j));
      var g1 =
          FloatVector.fromArray(F, gamma, gammaOffset + j + L)
              .mul(FloatVector.fromArray(F, dy, dyRow + j + L));
      sums = sums.add(g);
      sums1 = sums1.add(g1);
      projections = g.fma(FloatVector.fromArray(F, x, xRow + j).sub(mean), projections);
      projections1 = g1.fma(FloatVector.fromArray(F, x, xRow + j + L).sub(mean), projections1);
    }
    for (; j < cols; j += L) {
      var mask = LaneSums.rest(j, cols);
      var g =
          FloatVector.fromArray(F, gamma, gammaOffset + j, mask)
              .mul(FloatVector.fromArray(F, dy, dyRow + j, mask));
      sums = sums.add(g);
      projections = g.fma(FloatVector.fromArray(F, x, xRow + j, mask).sub(mean), projections);
    }
    float average = LaneSums.sum(sums.add(sums1)) / cols;
    float projection = LaneSums.sum(projections.add(projections1)) * rstd * rstd / cols;
    for (j = 0; j < F.loopBound(cols); j += L) {
      var g =
          FloatVector.fromArray(F, gamma, gammaOffset + j)
              .mul(FloatVector.fromArray(F, dy, dyRow + j));
      var along = FloatVector.fromArray(F, x, xRow + j).sub(mean).mul(projection);
      g.sub(average).sub(along).mul(rstd).intoArray(dx, dxRow + j);
    }
    if (j < cols) {
      var mask = LaneSums.rest(j, cols);
      var g =
          FloatVector.fromArray(F, gamma, gammaOffset + j, mask)
              .mul(FloatVector.fromArray(F, dy, dyRow + j, mask));
      var along = FloatVector.fromArray(F, x, xRow + j, mask).sub(mean).mul(projection);
      g.sub(average).sub(along).mul(rstd).intoArray(dx, dxRow + j, mask);
    }
  }
}
