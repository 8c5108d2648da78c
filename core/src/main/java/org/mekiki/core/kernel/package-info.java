/**
 * The arithmetic on {@code float[]} that everything else is made of.
 *
 * <p>Matrices are row-major windows {@code (array, offset, leadingDimension)}; m, n, k are the rows
 * of the result, its columns, and the summed dimension. Kernels trust their caller: shapes are
 * checked by the ops. Every element of a result is computed by the same sequence of operations
 * wherever it stands in a matrix and however the rows are split, so results do not depend on the
 * batch or on the number of threads.
 */
package org.mekiki.core.kernel;
