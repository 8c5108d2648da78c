package org.mekiki.core.tensor;

import java.util.Arrays;

/** An immutable float32 array with a shape, dense and row-major; it never collects a gradient. */
public final class Tensor implements Operand {
  private final float[] array;
  private final int offset;
  private final Shape shape;

  private Tensor(float[] array, int offset, Shape shape) {
    if (offset < 0 || array.length - offset < shape.size()) {
      throw new IllegalArgumentException(
          "shape %s needs %d values from offset %d, the array has %d"
              .formatted(shape, shape.size(), offset, array.length));
    }
    this.array = array;
    this.offset = offset;
    this.shape = shape;
  }

  /** A tensor with a copy of the values, which must be as many as the shape has elements. */
  public static Tensor of(Shape shape, float... values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape %s has %d elements, got %d values".formatted(shape, shape.size(), values.length));
    }
    return new Tensor(values.clone(), 0, shape);
  }

  /** A scalar. */
  public static Tensor scalar(float value) {
    return new Tensor(new float[] {value}, 0, Shape.SCALAR);
  }

  /** A tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return new Tensor(new float[shape.size()], 0, shape);
  }

  /**
   * A tensor over a part of the array itself, without a copy.
   *
   * <p>The caller hands the array over and must not change that part while the tensor is in use.
   */
  public static Tensor wrap(float[] array, int offset, Shape shape) {
    return new Tensor(array, offset, shape);
  }

  @Override
  public Tensor value() {
    return this;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** Number of elements. */
  public int size() {
    return shape.size();
  }

  /** The element at the given position, one index an axis. */
  public float get(int... index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(
          "position " + Arrays.toString(index) + " in a tensor of shape " + shape);
    }
    int flat = 0;
    for (int axis = 0; axis < index.length; axis++) {
      flat = flat * shape.dim(axis) + java.util.Objects.checkIndex(index[axis], shape.dim(axis));
    }
    return array[offset + flat];
  }

  /** The element with this number in row-major order. */
  public float getFlat(int index) {
    return array[offset + java.util.Objects.checkIndex(index, shape.size())];
  }

  /** A copy of all elements in row-major order. */
  public float[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + shape.size());
  }

  /** The array behind this tensor, for ops and kernels; its content must not be changed. */
  public float[] array() {
    return array;
  }

  /** Where this tensor begins in {@link #array()}. */
  public int offset() {
    return offset;
  }

  /** The same values in another shape of the same size, sharing the array. */
  public Tensor reshaped(Shape other) {
    if (other.size() != shape.size()) {
      throw new ShapeMismatchException(
          "Reshape",
          "%d elements cannot become %d".formatted(shape.size(), other.size()),
          shape,
          other);
    }
    return new Tensor(array, offset, other);
  }

  /** Whether the shapes are equal and all elements have the same bits. */
  public boolean sameBits(Tensor other) {
    if (!shape.equals(other.shape)) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (Float.floatToRawIntBits(array[offset + i])
          != Float.floatToRawIntBits(other.array[other.offset + i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
