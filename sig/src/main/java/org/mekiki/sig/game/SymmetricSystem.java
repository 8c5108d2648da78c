package org.mekiki.sig.game;

import org.mekiki.core.runtime.Interruption;

/**
 * A x = b with a symmetric positive definite matrix, as the normal equations of least squares have
 * it, solved by Cholesky's factorisation.
 */
public final class SymmetricSystem {
  private final double[][] matrix;
  private final double[] right;

  /** Of n unknowns, all 0. */
  public SymmetricSystem(int n) {
    matrix = new double[n][n];
    right = new double[n];
  }

  /** Adds weight · (v vᵀ) to the matrix and weight · y · v to the right side. */
  public void add(double weight, double[] v, double y) {
    Interruption.checkCaller();
    for (int i = 0; i < v.length; i++) {
      if (v[i] != 0) {
        right[i] += weight * y * v[i];
        double scale = weight * v[i];
        double[] row = matrix[i];
        for (int j = 0; j <= i; j++) {
          row[j] += scale * v[j];
        }
      }
    }
  }

  /** Adds to the diagonal. */
  public void addToDiagonal(double value) {
    for (int i = 0; i < right.length; i++) {
      matrix[i][i] += value;
    }
  }

  /**
   * Solves, in place.
   *
   * @throws ArithmeticException if the matrix is not positive definite
   */
  public double[] solve() {
    int n = right.length;
    for (int j = 0; j < n; j++) {
      Interruption.checkCaller();
      for (int i = j; i < n; i++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new ArithmeticException("too few samples to tell the words apart");
        }
        matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        right[i] -= matrix[i][k] * right[k];
      }
      right[i] /= matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        right[i] -= matrix[k][i] * right[k];
      }
      right[i] /= matrix[i][i];
    }
    return right;
  }
}
