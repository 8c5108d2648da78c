package org.mekiki.core.kernel;

/**
 * Matrix and row kernels on {@code float[]} windows.
 *
 * <p>Input and output windows must not overlap unless a method says so. Element-wise methods may
 * work in place (the same array and offset for input and output).
 */
public interface Kernels {

  /** Name for the log and for tests: {@code scalar}, {@code vector-128}, {@code vector-512}. */
  String name();

  /**
   * Floats that {@link #gemm}, {@link #gemmTransA} and {@link #gemmTransB} need to work in, beside
   * their operands; their content is arbitrary before and after.
   */
  int gemmScratch(int m, int n, int k);

  /** Floats that {@link #gemmPacked} needs to work in for m rows of k. */
  int gemmPackedScratch(int m, int k);

  /** C[m,n] = A[m,k] · B[k,n], or C += A · B when {@code accumulate}. */
  void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int scratchOffset);

  /** C[m,n] = A[m,k] · B[n,k]ᵀ, or C += A · Bᵀ when {@code accumulate}. */
  void gemmTransB(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int scratchOffset);

  /** C[m,n] = A[k,m]ᵀ · B[k,n], or C += Aᵀ · B when {@code accumulate}. */
  void gemmTransA(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int scratchOffset);

  /** Packs B[k,n] once for many products {@link #gemmPacked}; reads each row once, in order. */
  PackedMatrix pack(int k, int n, MatrixRows b);

  /** Packs Bᵀ of B[n,k] once for many products; reads each of the n rows once, in order. */
  PackedMatrix packTransposed(int k, int n, MatrixRows b);

  /**
   * C[m, from..to) = A[m,k] · B[k, from..to) + bias, columns {@code columnFrom} to {@code columnTo}
   * of the whole product.
   *
   * @param bias n values, or null for none
   * @param columnFrom a multiple of {@link #columnBlock()}
   * @param columnTo a multiple of {@link #columnBlock()}, or n
   * @param c window of the whole [m,n] result
   */
  void gemmPacked(
      int m,
      float[] a,
      int aOffset,
      int lda,
      PackedMatrix b,
      float[] bias,
      int columnFrom,
      int columnTo,
      float[] c,
      int cOffset,
      int ldc,
      float[] scratch,
      int scratchOffset);

  /** Columns that {@link #gemmPacked} computes together; column ranges start at its multiples. */
  int columnBlock();

  /** y = exp(x), n elements. */
  void exp(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = ln(x), n elements. */
  void log(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = tanh(x), n elements. */
  void tanh(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = 1 / (1 + exp(−x)), n elements. */
  void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = max(x, 0), n elements. */
  void relu(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = erf(x), n elements. */
  void erf(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = x/2 · (1 + erf(x/√2)), n elements, relatively accurate also for large negative x. */
  void gelu(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), n elements. */
  void geluTanh(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** dx = dy · (1 − y²), where y = tanh(x). */
  void tanhVjp(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /** dx = dy · y (1 − y), where y = sigmoid(x). */
  void sigmoidVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /** dx = dy where x &gt; 0, else 0. */
  void reluVjp(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /** dx = dy · 2/√π · exp(−x²). */
  void erfVjp(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /** {@link #gelu}, and slope = its derivative, Φ(x) + x φ(x); y or slope may be x. */
  void geluWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset);

  /** {@link #geluTanh}, and slope = its derivative; y or slope may be x. */
  void geluTanhWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset);

  /** z = x + y, n elements. */
  void add(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /** z = x − y, n elements. */
  void sub(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /** z = x · y, n elements. */
  void mul(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /** z = x / y, n elements. */
  void div(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /** y = factor · x, n elements. */
  void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

  /** y += factor · x, n elements. */
  void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = scale · x with elements left out, n elements: element i becomes 0 where the upper half of
   * {@link RandomBits#of} is below the threshold.
   *
   * @param key of the random bits
   * @param threshold share that is left out, in 65536ths
   */
  void dropout(
      int n, int key, int threshold, float scale, float[] x, int xOffset, float[] y, int yOffset);

  /** Sum of n elements. */
  float sum(int n, float[] x, int xOffset);

  /** Σ x·y over n elements. */
  float dot(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** Largest of n ≥ 1 elements; NaN if one is NaN. */
  float max(int n, float[] x, int xOffset);

  /**
   * y = softmax of each row of scale · x, scale positive; rows of {@code cols} elements, may work
   * in place.
   */
  void softmaxRows(
      int rows,
      int cols,
      float scale,
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy);

  /** dx = scale · y (dy − Σ dy·y) for each row, where y = softmax(scale · x); dx may be dy. */
  void softmaxVjpRows(
      int rows,
      int cols,
      float scale,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy,
      float[] dx,
      int dxOffset,
      int lddx);

  /**
   * Columns that a row must have room for in {@link #softmaxColumns} and {@link #softmaxVjpColumns}
   * when {@code columns} count; what stands in the others becomes arbitrary.
   */
  int paddedColumns(int columns);

  /** x = softmax of each column of scale · x, scale positive, in place. */
  void softmaxColumns(int rows, int columns, float scale, float[] x, int xOffset, int ldx);

  /** dy becomes scale · y (dy − Σ dy·y) down each column, where y = softmax(scale · x). */
  void softmaxVjpColumns(
      int rows,
      int columns,
      float scale,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy);

  /** y = x − ln Σ exp(x) for each dense row. */
  void logSoftmaxRows(int rows, int cols, float[] x, int xOffset, float[] y, int yOffset);

  /** dx = dy − exp(y) Σ dy for each dense row, where y = logSoftmax(x). */
  void logSoftmaxVjpRows(
      int rows,
      int cols,
      float[] y,
      int yOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset);

  /**
   * y = γ (x − mean) · rstd + β for each dense row, rstd = 1/√(biased variance + ε).
   *
   * @param mean receives one value a row
   * @param rstd receives one value a row
   */
  void layerNormRows(
      int rows,
      int cols,
      float epsilon,
      float[] x,
      int xOffset,
      float[] gamma,
      int gammaOffset,
      float[] beta,
      int betaOffset,
      float[] y,
      int yOffset,
      float[] mean,
      int meanOffset,
      float[] rstd,
      int rstdOffset);

  /**
   * The input's cotangent of {@link #layerNormRows}: with x̂ = (x − mean) rstd and g = γ dy, dx =
   * rstd (g − mean(g) − x̂ mean(g x̂)); dx may be dy.
   */
  void layerNormVjpRows(
      int rows,
      int cols,
      float[] x,
      int xOffset,
      float[] gamma,
      int gammaOffset,
      float[] mean,
      int meanOffset,
      float[] rstd,
      int rstdOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset);

  /** Adds to dγ the sum over rows of dy · x̂ and to dβ that of dy. */
  void layerNormParametersVjp(
      int rows,
      int cols,
      float[] x,
      int xOffset,
      float[] mean,
      int meanOffset,
      float[] rstd,
      int rstdOffset,
      float[] dy,
      int dyOffset,
      float[] dGamma,
      int dGammaOffset,
      float[] dBeta,
      int dBetaOffset);
}
