package org.mekiki.benchmarks.engines;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.mekiki.benchmarks.ProductEngine;

/** EJML's dense single-precision product, on one thread. */
public final class EjmlProduct implements ProductEngine {
  /** An engine. */
  public EjmlProduct() {}

  @Override
  public Product prepare(int m, int k, int n, float[] x, float[] w) {
    var a = FMatrixRMaj.wrap(m, k, x);
    var b = FMatrixRMaj.wrap(k, n, w);
    var c = new FMatrixRMaj(m, n);
    return () -> {
      CommonOps_FDRM.mult(a, b, c);
      return c.data;
    };
  }
}
