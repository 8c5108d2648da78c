package org.mekiki.benchmarks.engines;

import org.mekiki.benchmarks.ProductEngine;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.kernel.PackedMatrix;

/** The kernels that mekiki chooses; W is packed once. */
public final class MekikiProduct implements ProductEngine {
  /** An engine. */
  public MekikiProduct() {}

  @Override
  public Product prepare(int m, int k, int n, float[] x, float[] w) {
    return packed(KernelSelection.current().kernels(), m, k, n, x, w);
  }

  static Product packed(Kernels kernels, int m, int k, int n, float[] x, float[] w) {
    PackedMatrix packed = kernels.pack(k, n, MatrixRows.of(w, 0, n, n));
    float[] y = new float[m * n];
    float[] scratch = new float[kernels.gemmPackedScratch(m, k)];
    return () -> {
      kernels.gemmPacked(m, x, 0, k, packed, null, 0, n, y, 0, n, scratch, 0);
      return y;
    };
  }
}
