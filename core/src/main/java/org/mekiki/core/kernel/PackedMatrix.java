package org.mekiki.core.kernel;

/**
 * A matrix B[k,n] in the order that one implementation of {@link Kernels} reads it.
 *
 * <p>Belongs to the kernels that made it; others refuse it.
 */
public interface PackedMatrix {

  /** Rows of B, the summed dimension k. */
  int rows();

  /** Columns of B, n. */
  int columns();

  /** Bᵀ[n,k], unpacked. */
  MatrixRows transposed();
}
