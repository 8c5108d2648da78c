package org.mekiki.benchmarks.engines;

import org.mekiki.benchmarks.ProductEngine;
import org.mekiki.core.kernel.KernelSelection;

/** The scalar kernels, the readable definition. */
public final class ScalarProduct implements ProductEngine {
  /** An engine. */
  public ScalarProduct() {}

  @Override
  public Product prepare(int m, int k, int n, float[] x, float[] w) {
    return MekikiProduct.packed(KernelSelection.scalar(), m, k, n, x, w);
  }
}
