package org.mekiki.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels chosen here against the readable ones, and both against double precision. */
final class KernelParityTest {
  private final Kernels chosen = KernelSelection.current().kernels();
  private final Kernels scalar = KernelSelection.scalar();
  private final Random random = new Random(7);

  private float[] values(int n, float scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** Dirty, and used from index 1 on. */
  private static float[] scratch(Kernels kernels, int m, int n, int k) {
    int size = Math.max(kernels.gemmScratch(m, n, k), kernels.gemmPackedScratch(m, k));
    float[] scratch = new float[1 + size];
    Arrays.fill(scratch, Float.NaN);
    return scratch;
  }

  @Test
  void theExpectedKernelsWereChosen() {
    String expected = System.getProperty("mekiki.expect.kernels");
    assumeTrue(expected != null, "no kernels are expected: mekiki.expect.kernels is not set");
    assertEquals(expected, chosen.name(), KernelSelection.current().reason());
  }

  @Test
  void selectionRefusesWhatItDoesNotKnow() {
    assertEquals("scalar", KernelSelection.select("scalar").kernels().name());
    var e = assertThrows(IllegalArgumentException.class, () -> KernelSelection.select("fast"));
    assertTrue(e.getMessage().contains("auto, scalar or vector"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,7", "13,25,48", "12,32,64", "20,47,129", "7,100,33", "25,64,207"})
  void productsEqualDoublePrecisionAndStayInTheirWindow(int m, int n, int k) {
    float[] a = values(m * k + 3, 1);
    float[] b = values(k * n + 5, 1);
    var exact = matrix(m, k, a, 3).mult(matrix(k, n, b, 5));
    var bound = absolute(matrix(m, k, a, 3)).mult(absolute(matrix(k, n, b, 5)));
    for (Kernels kernels : new Kernels[] {scalar, chosen}) {
      int ldc = n + 2;
      float[] c = new float[1 + m * ldc];
      Arrays.fill(c, Float.NaN);
      kernels.gemm(m, n, k, a, 3, k, b, 5, n, c, 1, ldc, false, scratch(kernels, m, n, k), 1);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double tolerance = k * Math.scalb(1.0, -23) * bound.get(i, j);
          assertEquals(exact.get(i, j), c[1 + i * ldc + j], tolerance, kernels.name());
        }
        assertTrue(Float.isNaN(c[1 + i * ldc + n]), "written beside the window");
      }
      assertTrue(Float.isNaN(c[0]), "written before the window");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,7", "13,25,48", "20,47,129", "30,70,33"})
  void transposedAndPackedProductsEqualThePlainOne(int m, int n, int k) {
    float[] a = values(m * k, 1);
    float[] b = values(k * n, 1);
    for (Kernels kernels : new Kernels[] {scalar, chosen}) {
      float[] expected = new float[m * n];
      kernels.gemm(m, n, k, a, 0, k, b, 0, n, expected, 0, n, false, scratch(kernels, m, n, k), 1);
      float[] c = new float[m * n];
      kernels.gemmTransB(
          m,
          n,
          k,
          a,
          0,
          k,
          transposed(k, n, b),
          0,
          k,
          c,
          0,
          n,
          false,
          scratch(kernels, m, n, k),
          1);
      assertArrayEquals(expected, c, kernels.name());
      kernels.gemmTransA(
          m,
          n,
          k,
          transposed(m, k, a),
          0,
          m,
          b,
          0,
          n,
          c,
          0,
          n,
          false,
          scratch(kernels, m, n, k),
          1);
      assertArrayEquals(expected, c, kernels.name());
      PackedMatrix packed =
          kernels.packTransposed(k, n, MatrixRows.of(transposed(k, n, b), 0, k, k));
      int middle = Math.min(n, kernels.columnBlock());
      kernels.gemmPacked(
          m, a, 0, k, packed, null, 0, middle, c, 0, n, scratch(kernels, m, n, k), 1);
      kernels.gemmPacked(
          m, a, 0, k, packed, null, middle, n, c, 0, n, scratch(kernels, m, n, k), 1);
      assertArrayEquals(expected, c, kernels.name());
    }
  }

  /** A bias that is large beside the products is rounded once, not once a step. */
  @Test
  void theBiasDoesNotMakeSumsCoarser() {
    int m = 7;
    int n = 77;
    int k = 1000;
    float[] a = values(m * k, 0.01f);
    float[] b = values(k * n, 0.1f);
    float[] bias = values(n, 1);
    for (int j = 0; j < n; j++) {
      bias[j] += 5;
    }
    var exact = matrix(m, k, a, 0).mult(matrix(k, n, b, 0));
    for (Kernels kernels : List.of(scalar, chosen)) {
      PackedMatrix packed = kernels.pack(k, n, MatrixRows.of(b, 0, n, n));
      float[] c = new float[m * n];
      kernels.gemmPacked(m, a, 0, k, packed, bias, 0, n, c, 0, n, scratch(kernels, m, n, k), 1);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = exact.get(i, j) + bias[j];
          assertEquals(sum, c[i * n + j], 0.6 * Math.ulp((float) sum), kernels.name());
        }
      }
    }
  }

  /** Both orders give back what was packed, whichever rows are asked for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32, 77, 130})
  void whatWasPackedCanBeRead(int n) {
    int k = 45;
    float[] b = values(k * n, 1);
    float[] expected = transposed(k, n, b);
    for (Kernels kernels : List.of(scalar, chosen)) {
      var orders =
          List.of(
              kernels.pack(k, n, MatrixRows.of(b, 0, n, n)),
              kernels.packTransposed(k, n, MatrixRows.of(expected, 0, k, k)));
      for (PackedMatrix packed : orders) {
        for (int from : new int[] {0, n / 2, n - 1}) {
          float[] read = new float[(n - from) * k];
          packed.transposed().read(from, n, read);
          assertArrayEquals(Arrays.copyOfRange(expected, from * k, n * k), read);
        }
      }
    }
  }

  @Test
  void scratchServesEverySmallerNumberOfRowsToo() {
    int largest = 0;
    for (int m = 1; m < 1000; m++) {
      int size = chosen.gemmPackedScratch(m, 7);
      assertTrue(size >= largest, m + " rows ask for less scratch than fewer do");
      largest = size;
    }
  }

  @Test
  void aRowDoesNotDependOnTheRowsBesideIt() {
    int n = 47;
    int k = 129;
    int m = 31;
    float[] a = values(m * k, 1);
    float[] b = values(k * n, 1);
    PackedMatrix packed = chosen.pack(k, n, MatrixRows.of(b, 0, n, n));
    float[] all = new float[m * n];
    chosen.gemmPacked(m, a, 0, k, packed, null, 0, n, all, 0, n, scratch(chosen, m, n, k), 1);
    for (int i = 0; i < m; i++) {
      float[] one = new float[n];
      chosen.gemmPacked(1, a, i * k, k, packed, null, 0, n, one, 0, n, scratch(chosen, m, n, k), 1);
      assertArrayEquals(Arrays.copyOfRange(all, i * n, (i + 1) * n), one);
    }
  }

  private interface Unary {
    void apply(Kernels kernels, int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 25, 64, 207, 702})
  void elementFunctionsAgree(int n) {
    agree(n, 4, 4e-7f, Kernels::exp);
    agree(n, 3, 5e-7f, Kernels::tanh);
    agree(n, 3, 5e-7f, Kernels::sigmoid);
    agree(n, 2, 5e-7f, Kernels::erf);
    agree(n, 3, 1e-6f, Kernels::gelu);
    agree(n, 3, 0f, Kernels::relu);
  }

  private void agree(int n, float scale, float relative, Unary function) {
    float[] x = values(n + 1, scale);
    float[] expected = new float[n];
    function.apply(scalar, n, x, 1, expected, 0);
    float[] y = new float[n + 2];
    Arrays.fill(y, Float.NaN);
    function.apply(chosen, n, x, 1, y, 1);
    for (int i = 0; i < n; i++) {
      assertEquals(expected[i], y[i + 1], relative * Math.abs(expected[i]) + 1e-30f);
      float[] alone = new float[1];
      function.apply(chosen, 1, x, i + 1, alone, 0);
      assertEquals(y[i + 1], alone[0], "the position changed the bits");
    }
    assertTrue(Float.isNaN(y[0]) && Float.isNaN(y[n + 1]), "written beside the window");
  }

  /** Bit for bit: what is left out decides what a model learns. */
  @ParameterizedTest
  @ValueSource(ints = {1, 13, 64, 207})
  void dropout(int n) {
    float[] x = values(n + 1, 3);
    for (int threshold : new int[] {0, 6554, 40000, 65536}) {
      float[] expected = new float[n];
      scalar.dropout(n, 99, threshold, 1.25f, x, 1, expected, 0);
      float[] y = new float[n + 2];
      Arrays.fill(y, Float.NaN);
      chosen.dropout(n, 99, threshold, 1.25f, x, 1, y, 1);
      assertArrayEquals(expected, Arrays.copyOfRange(y, 1, n + 1), "threshold " + threshold);
      assertTrue(Float.isNaN(y[0]) && Float.isNaN(y[n + 1]), "written beside the window");
      float[] inPlace = Arrays.copyOfRange(x, 1, n + 1);
      chosen.dropout(n, 99, threshold, 1.25f, inPlace, 0, inPlace, 0);
      assertArrayEquals(expected, inPlace);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 64, 207})
  void theValueIsTheSameWithItsSlope(int n) {
    float[] x = values(n, 4);
    float[] value = new float[n];
    float[] both = new float[n];
    float[] slope = new float[n + 2];
    Arrays.fill(slope, Float.NaN);
    chosen.gelu(n, x, 0, value, 0);
    chosen.geluWithSlope(n, x, 0, both, 0, slope, 1);
    assertArrayEquals(value, both);
    assertTrue(Float.isNaN(slope[0]) && Float.isNaN(slope[n + 1]), "written beside the window");
    chosen.geluTanh(n, x, 0, value, 0);
    chosen.geluTanhWithSlope(n, x, 0, both, 0, slope, 1);
    assertArrayEquals(value, both);
  }

  /** x · sigmoid(z), z the rounded cubic: its rounding error enters the result multiplied by z. */
  @Test
  void theTanhFormOfGeluIsAsAccurateAsItsArgument() {
    float[] x = values(702, 3);
    float[] expected = new float[x.length];
    float[] y = new float[x.length];
    scalar.geluTanh(x.length, x, 0, expected, 0);
    chosen.geluTanh(x.length, x, 0, y, 0);
    for (int i = 0; i < x.length; i++) {
      double z = 1.6 * (x[i] + 0.044715 * Math.pow(x[i], 3));
      double bound = Math.scalb(1.0, -23) * (4 + Math.abs(z)) * Math.abs(expected[i]);
      assertEquals(expected[i], y[i], bound + 1e-30);
    }
  }

  @Test
  void geluIsRelativelyAccurateInTheTail() {
    float[] x = {-3f, -5f, -6f, -8f, -10f};
    float[] y = new float[x.length];
    chosen.gelu(x.length, x, 0, y, 0);
    for (int i = 0; i < x.length; i++) {
      double exact = x[i] * NormalDistribution.cdf(x[i]);
      assertEquals(exact, y[i], 2e-6 * Math.abs(exact));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 13, 48, 129})
  void rowKernelsAgree(int cols) {
    int rows = 5;
    float[] x = values(rows * cols, 2);
    float[] dy = values(rows * cols, 1);
    float[] expected = new float[x.length];
    float[] y = new float[x.length];
    scalar.softmaxRows(rows, cols, 0.5f, x, 0, cols, expected, 0, cols);
    chosen.softmaxRows(rows, cols, 0.5f, x, 0, cols, y, 0, cols);
    assertArrayEquals(expected, y, 1e-6f);
    float[] gamma = values(cols, 1);
    float[] mean = new float[rows];
    float[] rstd = new float[rows];
    scalar.layerNormRows(
        rows, cols, 1e-5f, x, 0, gamma, 0, gamma, 0, expected, 0, mean, 0, rstd, 0);
    chosen.layerNormRows(rows, cols, 1e-5f, x, 0, gamma, 0, gamma, 0, y, 0, mean, 0, rstd, 0);
    assertArrayEquals(expected, y, 1e-5f);
    scalar.layerNormVjpRows(rows, cols, x, 0, gamma, 0, mean, 0, rstd, 0, dy, 0, expected, 0);
    chosen.layerNormVjpRows(rows, cols, x, 0, gamma, 0, mean, 0, rstd, 0, dy, 0, y, 0);
    float largest = 1e-6f;
    for (float v : expected) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertArrayEquals(expected, y, 2e-5f * Math.max(largest, 1));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "7,16", "13,17", "40,47"})
  void softmaxDownColumnsEqualsTheOneAlongRows(int rows, int columns) {
    float[] x = values(rows * columns, 3);
    float[] dy = values(rows * columns, 1);
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    scalar.softmaxRows(columns, rows, 0.5f, x, 0, rows, y, 0, rows);
    scalar.softmaxVjpRows(columns, rows, 0.5f, y, 0, rows, dy, 0, rows, dx, 0, rows);
    for (Kernels kernels : new Kernels[] {scalar, chosen}) {
      int ld = kernels.paddedColumns(columns);
      float[] scores = padded(rows, columns, ld, transposed(columns, rows, x));
      float[] cotangents = padded(rows, columns, ld, transposed(columns, rows, dy));
      kernels.softmaxColumns(rows, columns, 0.5f, scores, 1, ld);
      kernels.softmaxVjpColumns(rows, columns, 0.5f, scores, 1, ld, cotangents, 1, ld);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          assertEquals(y[j * rows + i], scores[1 + i * ld + j], 1e-6f, kernels.name());
          assertEquals(dx[j * rows + i], cotangents[1 + i * ld + j], 1e-6f, kernels.name());
        }
      }
      assertTrue(Float.isNaN(scores[0]), "written before the window");
      assertTrue(Float.isNaN(scores[1 + rows * ld]), "written behind the window");
    }
  }

  /** Rows of {@code ld} from index 1 on, NaN around the values. */
  private static float[] padded(int rows, int columns, int ld, float[] values) {
    float[] out = new float[2 + rows * ld];
    Arrays.fill(out, Float.NaN);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, i * columns, out, 1 + i * ld, columns);
    }
    return out;
  }

  private static SimpleMatrix matrix(int rows, int cols, float[] values, int offset) {
    var matrix = new SimpleMatrix(rows, cols);
    for (int i = 0; i < rows * cols; i++) {
      matrix.set(i, values[offset + i]);
    }
    return matrix;
  }

  private static SimpleMatrix absolute(SimpleMatrix matrix) {
    var absolute = matrix.copy();
    for (int i = 0; i < absolute.getNumElements(); i++) {
      absolute.set(i, Math.abs(matrix.get(i)));
    }
    return absolute;
  }

  private static float[] transposed(int rows, int cols, float[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        out[j * rows + i] = values[i * cols + j];
      }
    }
    return out;
  }
}
