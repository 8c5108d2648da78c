package org.mekiki.core.kernel;

/**
 * A matrix B[k,n] in the order that one implementation of {@link Kernels} reads it.
 *
 * <p>Belongs to the kernels that made it; others refuse it.
 */
public interface PackedMatrix {

  /** {@return the number of rows of B, the summed dimension k} */
  int rows();

  /** {@return the number of columns of B, n} */
  int columns();

  /** {@return Bᵀ[n,k], unpacked} */
  MatrixRows transposed();
}
