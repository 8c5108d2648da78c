package org.mekiki.core.kernel;

/**
 * Matrix and row kernels on {@code float[]} windows.
 *
 * <p>Input and output windows must not overlap unless a method says so. Element-wise methods may
 * work in place (the same array and offset for input and output).
 *
 * <p>An offset is the index of a window's first element, a leading dimension the number of elements
 * from the beginning of one row to that of the next. Rows that are called dense follow each other
 * without a gap.
 */
public interface Kernels {

  /**
   * {@return the name for the log and for tests: {@code scalar}, {@code vector-128}, {@code
   * vector-512}}
   */
  String name();

  /**
   * {@return how products are cut for registers and caches, and why, for people} The rows and
   * vectors of a register tile, steps of a part, rows of a block, such as {@code 12x2,192,192: 32
   * vector registers, caches of 32 and 1024 KiB (assumed)}. No result depends on it.
   */
  String blockSizes();

  /**
   * {@return the floats that {@link #gemm}, {@link #gemmTransA} and {@link #gemmTransB} need to
   * work in, beside their operands} Their content is arbitrary before and after.
   *
   * @param m rows of the result
   * @param n columns of the result
   * @param k the summed dimension
   */
  int gemmScratch(int m, int n, int k);

  /**
   * {@return the floats that {@link #gemmPacked} needs to work in for m rows of k, or for fewer}
   * Their content is arbitrary before and after.
   *
   * @param m rows of the result, at most
   * @param k the summed dimension
   */
  int gemmPackedScratch(int m, int k);

  /**
   * C[m,n] = A[m,k] · B[k,n], or C += A · B when {@code accumulate}.
   *
   * @param m rows of C
   * @param n columns of C
   * @param k the summed dimension
   * @param a holds A[m,k]
   * @param aOffset index of A's first element
   * @param lda leading dimension of A, k or more
   * @param b holds B[k,n]
   * @param bOffset index of B's first element
   * @param ldb leading dimension of B, n or more
   * @param c receives C[m,n]
   * @param cOffset index of C's first element
   * @param ldc leading dimension of C, n or more
   * @param accumulate whether the product is added to C; else C may hold anything before
   * @param scratch {@link #gemmScratch} floats to work in
   * @param scratchOffset index of the first of them
   */
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

  /**
   * C[m,n] = A[m,k] · B[n,k]ᵀ, or C += A · Bᵀ when {@code accumulate}.
   *
   * @param m rows of C
   * @param n columns of C
   * @param k the summed dimension
   * @param a holds A[m,k]
   * @param aOffset index of A's first element
   * @param lda leading dimension of A, k or more
   * @param b holds B[n,k]
   * @param bOffset index of B's first element
   * @param ldb leading dimension of B, k or more
   * @param c receives C[m,n]
   * @param cOffset index of C's first element
   * @param ldc leading dimension of C, n or more
   * @param accumulate whether the product is added to C; else C may hold anything before
   * @param scratch {@link #gemmScratch} floats to work in
   * @param scratchOffset index of the first of them
   */
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

  /**
   * C[m,n] = A[k,m]ᵀ · B[k,n], or C += Aᵀ · B when {@code accumulate}.
   *
   * @param m rows of C
   * @param n columns of C
   * @param k the summed dimension
   * @param a holds A[k,m]
   * @param aOffset index of A's first element
   * @param lda leading dimension of A, m or more
   * @param b holds B[k,n]
   * @param bOffset index of B's first element
   * @param ldb leading dimension of B, n or more
   * @param c receives C[m,n]
   * @param cOffset index of C's first element
   * @param ldc leading dimension of C, n or more
   * @param accumulate whether the product is added to C; else C may hold anything before
   * @param scratch {@link #gemmScratch} floats to work in
   * @param scratchOffset index of the first of them
   */
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

  /**
   * Packs B[k,n] once for many products {@link #gemmPacked}; reads each row once, in order.
   *
   * @param k rows of B, the summed dimension
   * @param n columns of B
   * @param b the k rows of B, n elements each
   * @return B as these kernels read it
   */
  PackedMatrix pack(int k, int n, MatrixRows b);

  /**
   * Packs Bᵀ of B[n,k] once for many products; reads each of the n rows once, in order.
   *
   * @param k columns of B, the summed dimension
   * @param n rows of B
   * @param b the n rows of B, k elements each
   * @return Bᵀ, [k,n], as these kernels read it
   */
  PackedMatrix packTransposed(int k, int n, MatrixRows b);

  /**
   * C[m, from..to) = A[m,k] · B[k, from..to) + bias, columns {@code columnFrom} to {@code columnTo}
   * of the whole product.
   *
   * @param m rows of A and C
   * @param a holds A[m,k]
   * @param aOffset index of A's first element
   * @param lda leading dimension of A, k or more
   * @param b packed by these kernels, [k,n]
   * @param bias n values, or null for none
   * @param columnFrom a multiple of {@link #columnBlock()}
   * @param columnTo a multiple of {@link #columnBlock()}, or n
   * @param c window of the whole [m,n] result
   * @param cOffset index of C's element [0,0], whatever {@code columnFrom} is
   * @param ldc leading dimension of C, n or more
   * @param scratch {@link #gemmPackedScratch} floats to work in
   * @param scratchOffset index of the first of them
   * @throws IllegalArgumentException if other kernels packed {@code b}
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

  /**
   * {@return the columns that {@link #gemmPacked} computes together; column ranges start at its
   * multiples}
   */
  int columnBlock();

  /**
   * y = exp(x), n elements.
   *
   * @param n number of elements
   * @param x exponents
   * @param xOffset index of x's first element
   * @param y receives 0 or more; may be x
   * @param yOffset index of y's first element
   */
  void exp(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = ln(x), n elements.
   *
   * @param n number of elements
   * @param x 0 or more; NaN comes out for less
   * @param xOffset index of x's first element
   * @param y receives the logarithms; may be x
   * @param yOffset index of y's first element
   */
  void log(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = tanh(x), n elements.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives values from −1 to 1; may be x
   * @param yOffset index of y's first element
   */
  void tanh(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = 1 / (1 + exp(−x)), n elements.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives values from 0 to 1; may be x
   * @param yOffset index of y's first element
   */
  void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = max(x, 0), n elements.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives 0 or more; may be x
   * @param yOffset index of y's first element
   */
  void relu(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = erf(x), n elements.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives values from −1 to 1; may be x
   * @param yOffset index of y's first element
   */
  void erf(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = x/2 · (1 + erf(x/√2)), n elements, relatively accurate also for large negative x.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives about −0.17 or more; may be x
   * @param yOffset index of y's first element
   */
  void gelu(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), n elements.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives about −0.17 or more; may be x
   * @param yOffset index of y's first element
   */
  void geluTanh(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * dx = dy · (1 − y²), where y = tanh(x), n elements.
   *
   * @param n number of elements
   * @param y what {@link #tanh} gave
   * @param yOffset index of y's first element
   * @param dy the output's cotangent
   * @param dyOffset index of dy's first element
   * @param dx receives the input's cotangent; may be y or dy
   * @param dxOffset index of dx's first element
   */
  void tanhVjp(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /**
   * dx = dy · y (1 − y), where y = sigmoid(x), n elements.
   *
   * @param n number of elements
   * @param y what {@link #sigmoid} gave
   * @param yOffset index of y's first element
   * @param dy the output's cotangent
   * @param dyOffset index of dy's first element
   * @param dx receives the input's cotangent; may be y or dy
   * @param dxOffset index of dx's first element
   */
  void sigmoidVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /**
   * dx = dy where x &gt; 0, else 0; n elements.
   *
   * @param n number of elements
   * @param x what {@link #relu} got
   * @param xOffset index of x's first element
   * @param dy the output's cotangent
   * @param dyOffset index of dy's first element
   * @param dx receives the input's cotangent; may be x or dy
   * @param dxOffset index of dx's first element
   */
  void reluVjp(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /**
   * dx = dy · 2/√π · exp(−x²), n elements.
   *
   * @param n number of elements
   * @param x what {@link #erf} got
   * @param xOffset index of x's first element
   * @param dy the output's cotangent
   * @param dyOffset index of dy's first element
   * @param dx receives the input's cotangent; may be x or dy
   * @param dxOffset index of dx's first element
   */
  void erfVjp(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

  /**
   * {@link #gelu}, and slope = its derivative, Φ(x) + x φ(x); y or slope may be x.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives {@link #gelu} of x
   * @param yOffset index of y's first element
   * @param slope receives the derivative at x; not y
   * @param slopeOffset index of slope's first element
   */
  void geluWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset);

  /**
   * {@link #geluTanh}, and slope = its derivative; y or slope may be x.
   *
   * @param n number of elements
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives {@link #geluTanh} of x
   * @param yOffset index of y's first element
   * @param slope receives the derivative at x; not y
   * @param slopeOffset index of slope's first element
   */
  void geluTanhWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset);

  /**
   * z = x + y, n elements.
   *
   * @param n number of elements
   * @param x a summand
   * @param xOffset index of x's first element
   * @param y the other summand
   * @param yOffset index of y's first element
   * @param z receives the sum; may be x or y
   * @param zOffset index of z's first element
   */
  void add(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /**
   * z = x − y, n elements.
   *
   * @param n number of elements
   * @param x minuend
   * @param xOffset index of x's first element
   * @param y subtrahend
   * @param yOffset index of y's first element
   * @param z receives the difference; may be x or y
   * @param zOffset index of z's first element
   */
  void sub(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /**
   * z = x · y, n elements.
   *
   * @param n number of elements
   * @param x a factor
   * @param xOffset index of x's first element
   * @param y the other factor
   * @param yOffset index of y's first element
   * @param z receives the product; may be x or y
   * @param zOffset index of z's first element
   */
  void mul(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /**
   * z = x / y, n elements.
   *
   * @param n number of elements
   * @param x dividend
   * @param xOffset index of x's first element
   * @param y divisor
   * @param yOffset index of y's first element
   * @param z receives the quotient; may be x or y
   * @param zOffset index of z's first element
   */
  void div(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  /**
   * y = factor · x, n elements.
   *
   * @param n number of elements
   * @param factor of each element
   * @param x any values
   * @param xOffset index of x's first element
   * @param y receives the products; may be x
   * @param yOffset index of y's first element
   */
  void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y += factor · x, n elements.
   *
   * @param n number of elements
   * @param factor of each element of x
   * @param x any values
   * @param xOffset index of x's first element
   * @param y is added to, in place
   * @param yOffset index of y's first element
   */
  void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = scale · x with elements left out, n elements: element i becomes 0 where the upper half of
   * {@link RandomBits#of} is below the threshold.
   *
   * @param n number of elements
   * @param key of the random bits
   * @param threshold share that is left out, in 65536ths
   * @param scale of those that stay
   * @param x values
   * @param xOffset index of x's first element
   * @param y scaled values; may be x
   * @param yOffset index of y's first element
   */
  void dropout(
      int n, int key, int threshold, float scale, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * {@return the sum of n elements; 0 where there are none}
   *
   * @param n number of elements
   * @param x summands
   * @param xOffset index of x's first element
   */
  float sum(int n, float[] x, int xOffset);

  /**
   * {@return Σ x·y over n elements; 0 where there are none}
   *
   * @param n number of elements
   * @param x a factor of each product
   * @param xOffset index of x's first element
   * @param y the other factor; may be x
   * @param yOffset index of y's first element
   */
  float dot(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * {@return the largest of n ≥ 1 elements; NaN if one is NaN}
   *
   * @param n number of elements, 1 or more
   * @param x any values
   * @param xOffset index of x's first element
   */
  float max(int n, float[] x, int xOffset);

  /**
   * y = softmax of each row of scale · x, scale positive; rows of {@code cols} elements, may work
   * in place.
   *
   * @param rows number of rows
   * @param cols elements of a row, 1 or more
   * @param scale of x, positive
   * @param x the scores
   * @param xOffset index of x's first element
   * @param ldx leading dimension of x, {@code cols} or more
   * @param y receives rows that add up to 1
   * @param yOffset index of y's first element
   * @param ldy leading dimension of y, {@code cols} or more
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

  /**
   * dx = scale · y (dy − Σ dy·y) for each row, where y = softmax(scale · x); dx may be dy.
   *
   * @param rows number of rows
   * @param cols elements of a row
   * @param scale what {@link #softmaxRows} got
   * @param y what it gave
   * @param yOffset index of y's first element
   * @param ldy leading dimension of y, {@code cols} or more
   * @param dy cotangent of y
   * @param dyOffset index of dy's first element
   * @param lddy leading dimension of dy, {@code cols} or more
   * @param dx receives the cotangent of x
   * @param dxOffset index of dx's first element
   * @param lddx leading dimension of dx, {@code cols} or more
   */
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
   * {@return the columns that a row must have room for in {@link #softmaxColumns} and {@link
   * #softmaxVjpColumns} when {@code columns} count} What stands in the others becomes arbitrary.
   *
   * @param columns number of columns that count
   */
  int paddedColumns(int columns);

  /**
   * x = softmax of each column of scale · x, scale positive, in place.
   *
   * @param rows elements of a column, 1 or more
   * @param columns number of columns
   * @param scale of x, positive
   * @param x the scores, then columns that add up to 1
   * @param xOffset index of x's first element
   * @param ldx leading dimension of x, {@link #paddedColumns} or more
   */
  void softmaxColumns(int rows, int columns, float scale, float[] x, int xOffset, int ldx);

  /**
   * dy becomes scale · y (dy − Σ dy·y) down each column, where y = softmax(scale · x).
   *
   * @param rows elements of a column
   * @param columns number of columns
   * @param scale what {@link #softmaxColumns} got
   * @param y what it gave; not changed
   * @param yOffset index of y's first element
   * @param ldy leading dimension of y, {@link #paddedColumns} or more
   * @param dy the cotangent of y, then that of x
   * @param dyOffset index of dy's first element
   * @param lddy leading dimension of dy, {@link #paddedColumns} or more
   */
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

  /**
   * y = x − ln Σ exp(x) for each dense row.
   *
   * @param rows number of rows
   * @param cols elements of a row, 1 or more
   * @param x the scores
   * @param xOffset index of x's first element
   * @param y receives logarithms, 0 or less
   * @param yOffset index of y's first element
   */
  void logSoftmaxRows(int rows, int cols, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * dx = dy − exp(y) Σ dy for each dense row, where y = logSoftmax(x).
   *
   * @param rows number of rows
   * @param cols elements of a row
   * @param y what {@link #logSoftmaxRows} gave
   * @param yOffset index of y's first element
   * @param dy cotangent of y
   * @param dyOffset index of dy's first element
   * @param dx receives the cotangent of x
   * @param dxOffset index of dx's first element
   */
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
   * @param rows number of rows
   * @param cols elements of a row, 1 or more
   * @param epsilon ε, added to the variance
   * @param x the rows to normalise
   * @param xOffset index of x's first element
   * @param gamma γ, the scale, {@code cols} elements
   * @param gammaOffset index of γ's first element
   * @param beta β, the shift, {@code cols} elements
   * @param betaOffset index of β's first element
   * @param y receives the normalised rows
   * @param yOffset index of y's first element
   * @param mean receives one value a row
   * @param meanOffset index of the first row's mean
   * @param rstd receives one value a row
   * @param rstdOffset index of the first row's value
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
   *
   * @param rows number of rows
   * @param cols elements of a row
   * @param x what {@link #layerNormRows} got
   * @param xOffset index of x's first element
   * @param gamma γ, {@code cols} elements
   * @param gammaOffset index of γ's first element
   * @param mean what it gave, one value a row
   * @param meanOffset index of the first row's mean
   * @param rstd what it gave, one value a row
   * @param rstdOffset index of the first row's value
   * @param dy cotangent of y
   * @param dyOffset index of dy's first element
   * @param dx receives the cotangent of x
   * @param dxOffset index of dx's first element
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

  /**
   * Adds to dγ the sum over rows of dy · x̂ and to dβ that of dy.
   *
   * @param rows number of rows
   * @param cols elements of a row
   * @param x what {@link #layerNormRows} got
   * @param xOffset index of x's first element
   * @param mean what it gave, one value a row
   * @param meanOffset index of the first row's mean
   * @param rstd what it gave, one value a row
   * @param rstdOffset index of the first row's value
   * @param dy cotangent of y
   * @param dyOffset index of dy's first element
   * @param dGamma dγ, {@code cols} elements, added to
   * @param dGammaOffset index of dγ's first element
   * @param dBeta dβ, {@code cols} elements, added to
   * @param dBetaOffset index of dβ's first element
   */
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
