package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.List;

/** Numbers that follow from others. */
final class Derived {
  private Derived() {}

  /** A matrix with rows and columns exchanged. */
  record Transposed(Numbers matrix) implements Numbers {
    @Override
    public List<Integer> dims() {
      return matrix.dims().reversed();
    }

    @Override
    public OnnxType type() {
      return matrix.type();
    }

    @Override
    public Numbers transposed() {
      return matrix;
    }

    @Override
    public float[] read() throws IOException {
      float[] stored = matrix.read();
      int rows = matrix.dims().get(0);
      int columns = matrix.dims().get(1);
      float[] values = new float[stored.length];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          values[c * rows + r] = stored[r * columns + c];
        }
      }
      return values;
    }
  }

  /** Some neighbouring columns of a matrix, or elements of a vector. */
  record Columns(Numbers whole, int from, int width) implements Numbers {
    @Override
    public List<Integer> dims() {
      return whole.dims().size() == 1 ? List.of(width) : List.of(whole.dims().get(0), width);
    }

    @Override
    public OnnxType type() {
      return whole.type();
    }

    @Override
    public float[] read() throws IOException {
      float[] stored = whole.read();
      int columns = whole.width();
      int rows = columns == 0 ? 0 : stored.length / columns;
      float[] values = new float[rows * width];
      for (int r = 0; r < rows; r++) {
        System.arraycopy(stored, r * columns + from, values, r * width, width);
      }
      return values;
    }
  }

  /**
   * What whole numbers stand for: (number − zero) · scale.
   *
   * @param scale one for all, or one for each index of an axis
   * @param zero as many; null for zero
   * @param axis which
   */
  record Dequantised(Numbers stored, Numbers scale, Numbers zero, int axis) implements Numbers {
    @Override
    public List<Integer> dims() {
      return stored.dims();
    }

    @Override
    public OnnxType type() {
      return OnnxType.FLOAT;
    }

    @Override
    public float[] read() throws IOException {
      float[] values = stored.read();
      float[] scales = scale.read();
      float[] zeros = zero == null ? new float[scales.length] : zero.read();
      int inner = 1;
      for (int i = axis + 1; i < dims().size(); i++) {
        inner *= dims().get(i);
      }
      for (int i = 0; i < values.length; i++) {
        int channel = scales.length == 1 ? 0 : i / inner % scales.length;
        values[i] = (values[i] - zeros[zeros.length == 1 ? 0 : channel]) * scales[channel];
      }
      return values;
    }

    /** Whether as many scales and zeros are there as are needed. */
    boolean fits() {
      int channels = axis < dims().size() ? dims().get(axis) : 1;
      return fits(scale.count(), channels) && (zero == null || fits(zero.count(), channels));
    }

    private static boolean fits(int count, int channels) {
      return count == 1 || count == channels;
    }
  }
}
