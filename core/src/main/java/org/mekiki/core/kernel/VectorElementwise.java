package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;

/** The element-wise kernels in vectors; a masked last step does the same arithmetic an element. */
abstract sealed class VectorElementwise implements Kernels permits VectorKernels {
  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      VectorMath.exp(FloatVector.fromArray(F, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      VectorMath.exp(FloatVector.fromArray(F, x, xOffset + i, mask))
          .intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      VectorMath.tanh(FloatVector.fromArray(F, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      VectorMath.tanh(FloatVector.fromArray(F, x, xOffset + i, mask))
          .intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      VectorMath.sigmoid(FloatVector.fromArray(F, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      VectorMath.sigmoid(FloatVector.fromArray(F, x, xOffset + i, mask))
          .intoArray(y, yOffset + i, mask);
    }
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
  public void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      VectorMath.erf(FloatVector.fromArray(F, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      VectorMath.erf(FloatVector.fromArray(F, x, xOffset + i, mask))
          .intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void gelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      VectorMath.gelu(FloatVector.fromArray(F, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      VectorMath.gelu(FloatVector.fromArray(F, x, xOffset + i, mask))
          .intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void geluTanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      VectorMath.geluTanh(FloatVector.fromArray(F, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      VectorMath.geluTanh(FloatVector.fromArray(F, x, xOffset + i, mask))
          .intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void tanhVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, y, yOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      v.mul(FloatVector.broadcast(F, 1f).sub(u.mul(u))).intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, y, yOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      v.mul(FloatVector.broadcast(F, 1f).sub(u.mul(u))).intoArray(dx, dxOffset + i, mask);
    }
  }

  @Override
  public void sigmoidVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, y, yOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      v.mul(u.mul(FloatVector.broadcast(F, 1f).sub(u))).intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, y, yOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      v.mul(u.mul(FloatVector.broadcast(F, 1f).sub(u))).intoArray(dx, dxOffset + i, mask);
    }
  }

  @Override
  public void reluVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      FloatVector.zero(F).blend(v, u.lt(0f).or(u.eq(0f)).not()).intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      FloatVector.zero(F).blend(v, u.lt(0f).or(u.eq(0f)).not()).intoArray(dx, dxOffset + i, mask);
    }
  }

  @Override
  public void erfVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      v.mul(VectorMath.erfDerivative(u)).intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      v.mul(VectorMath.erfDerivative(u)).intoArray(dx, dxOffset + i, mask);
    }
  }

  @Override
  public void geluVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      v.mul(VectorMath.geluDerivative(u)).intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      v.mul(VectorMath.geluDerivative(u)).intoArray(dx, dxOffset + i, mask);
    }
  }

  @Override
  public void geluTanhVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var u = FloatVector.fromArray(F, x, xOffset + i);
      var v = FloatVector.fromArray(F, dy, dyOffset + i);
      v.mul(VectorMath.geluTanhDerivative(u)).intoArray(dx, dxOffset + i);
    }
    if (i < n) {
      var mask = LaneSums.rest(i, n);
      var u = FloatVector.fromArray(F, x, xOffset + i, mask);
      var v = FloatVector.fromArray(F, dy, dyOffset + i, mask);
      v.mul(VectorMath.geluTanhDerivative(u)).intoArray(dx, dxOffset + i, mask);
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
