package org.mekiki.benchmarks.engines;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import org.mekiki.benchmarks.ProductEngine;

/** The BLAS of netlib that is written in Java; with the Vector API where that is there. */
public final class NetlibProduct implements ProductEngine {
  /** An engine. */
  public NetlibProduct() {}

  @Override
  public Product prepare(int m, int k, int n, float[] x, float[] w) {
    BLAS blas = JavaBLAS.getInstance();
    if (!blas.getClass().getSimpleName().equals("VectorBLAS")) {
      throw new IllegalStateException(
          "netlib chose %s; VectorBLAS was to be measured".formatted(blas.getClass().getName()));
    }
    float[] y = new float[m * n];
    // Row-major Y = X W is column-major Yᵀ = Wᵀ Xᵀ, without copying anything.
    return () -> {
      blas.sgemm("N", "N", n, m, k, 1f, w, n, x, k, 0f, y, n);
      return y;
    };
  }
}
