package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The element-wise kernels in vectors; the last elements see the same arithmetic as the others. */
abstract sealed class VectorElementwise implements Kernels permits VectorKernels {
  /** A function of whole vectors. */
  private interface Unary {
    void apply(int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  /** A function of two arrays of whole vectors. */
  private interface Binary {
    void apply(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);
  }

  /** The last elements, where they fill no vector, go through one by themselves. */
  private static void unary(Unary function, int n, float[] x, int xOffset, float[] y, int yOffset) {
    int whole = F.loopBound(n);
    function.apply(whole, x, xOffset, y, yOffset);
    if (whole < n) {
      float[] rest = new float[L];
      System.arraycopy(x, xOffset + whole, rest, 0, n - whole);
      function.apply(L, rest, 0, rest, 0);
      System.arraycopy(rest, 0, y, yOffset + whole, n - whole);
    }
  }

  private static void binary(
      Binary function,
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset) {
    int whole = F.loopBound(n);
    function.apply(whole, x, xOffset, y, yOffset, z, zOffset);
    if (whole < n) {
      float[] rest = new float[2 * L];
      System.arraycopy(x, xOffset + whole, rest, 0, n - whole);
      System.arraycopy(y, yOffset + whole, rest, L, n - whole);
      function.apply(L, rest, 0, rest, L, rest, 0);
      System.arraycopy(rest, 0, z, zOffset + whole, n - whole);
    }
  }

  private static void withSlope(
      Binary function,
      int n,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] slope,
      int slopeOffset) {
    int whole = F.loopBound(n);
    function.apply(whole, x, xOffset, y, yOffset, slope, slopeOffset);
    if (whole < n) {
      float[] rest = new float[2 * L];
      System.arraycopy(x, xOffset + whole, rest, 0, n - whole);
      function.apply(L, rest, 0, rest, 0, rest, L);
      System.arraycopy(rest, 0, y, yOffset + whole, n - whole);
      System.arraycopy(rest, L, slope, slopeOffset + whole, n - whole);
    }
  }

  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    unary(VectorExp::exp, n, x, xOffset, y, yOffset);
  }

  @Override
  public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    unary(VectorTanh::tanh, n, x, xOffset, y, yOffset);
  }

  @Override
  public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    unary(VectorExp::sigmoid, n, x, xOffset, y, yOffset);
  }

  @Override
  public void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    unary(VectorErf::erf, n, x, xOffset, y, yOffset);
  }

  @Override
  public void gelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    unary(VectorGelu::gelu, n, x, xOffset, y, yOffset);
  }

  @Override
  public void geluTanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    unary(VectorGeluTanh::gelu, n, x, xOffset, y, yOffset);
  }

  @Override
  public void relu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      FloatVector.fromArray(F, x, xOffset + i).max(0f).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      FloatVector.fromArray(F, x, xOffset + i, mask).max(0f).intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void tanhVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    binary(VectorTanh::vjp, n, y, yOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void sigmoidVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    binary(VectorElementwise::sigmoidRule, n, y, yOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void erfVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    binary(VectorErf::vjp, n, x, xOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void geluWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset) {
    withSlope(VectorGelu::withSlope, n, x, xOffset, y, yOffset, slope, slopeOffset);
  }

  @Override
  public void geluTanhWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset) {
    withSlope(VectorGeluTanh::withSlope, n, x, xOffset, y, yOffset, slope, slopeOffset);
  }

  private static void sigmoidRule(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    for (int i = 0; i < n; i += L) {
      var u = FloatVector.fromArray(F, y, yOffset + i);
      var slope = u.mul(FloatVector.broadcast(F, 1f).sub(u));
      FloatVector.fromArray(F, dy, dyOffset + i).mul(slope).intoArray(dx, dxOffset + i);
    }
  }

  @Override
  public void reluVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      FloatVector.zero(F)
          .blend(v, u.compare(VectorOperators.LE, 0f).not())
          .intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      FloatVector.zero(F)
          .blend(v, u.compare(VectorOperators.LE, 0f).not())
          .intoArray(dx, dxOffset + i, mask);
    }
  }

  @Override
  public void add(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, y, yOffset + i);
      u.add(v).intoArray(z, zOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, y, yOffset + i, mask);
      u.add(v).intoArray(z, zOffset + i, mask);
    }
  }

  @Override
  public void sub(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, y, yOffset + i);
      u.sub(v).intoArray(z, zOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, y, yOffset + i, mask);
      u.sub(v).intoArray(z, zOffset + i, mask);
    }
  }

  @Override
  public void mul(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, y, yOffset + i);
      u.mul(v).intoArray(z, zOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, y, yOffset + i, mask);
      u.mul(v).intoArray(z, zOffset + i, mask);
    }
  }

  @Override
  public void div(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, y, yOffset + i);
      u.div(v).intoArray(z, zOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, y, yOffset + i, mask);
      u.div(v).intoArray(z, zOffset + i, mask);
    }
  }

  @Override
  public void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = factor * x[xOffset + i];
    }
  }

  @Override
  public void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    var a = FloatVector.broadcast(F, factor);
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var v = FloatVector.fromArray(F, x, xOffset + i);
      v.fma(a, FloatVector.fromArray(F, y, yOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var v = FloatVector.fromArray(F, x, xOffset + i, mask);
      v.fma(a, FloatVector.fromArray(F, y, yOffset + i, mask)).intoArray(y, yOffset + i, mask);
    }
  }
}
