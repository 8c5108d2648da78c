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

  /**
   * {@return a tensor with a copy of the values}
   *
   * @param shape of the tensor
   * @param values in row-major order, as many as the shape has elements
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Tensor of(Shape shape, float... values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape %s has %d elements, got %d values".formatted(shape, shape.size(), values.length));
    }
    return new Tensor(values.clone(), 0, shape);
  }

  /**
   * {@return a scalar, a tensor of rank 0}
   *
   * @param value its only element
   */
  public static Tensor scalar(float value) {
    return new Tensor(new float[] {value}, 0, Shape.SCALAR);
  }

  /**
   * {@return a tensor of zeros}
   *
   * @param shape of the tensor
   */
  public static Tensor zeros(Shape shape) {
    return new Tensor(new float[shape.size()], 0, shape);
  }

  /**
   * A tensor over a part of the array itself, without a copy.
   *
   * <p>The caller hands the array over and must not change that part while the tensor is in use.
   *
   * @param array holds the elements, dense and row-major; may be longer than needed
   * @param offset index of the first element
   * @param shape of the tensor
   * @return the tensor, which shares the array
   * @throws IllegalArgumentException if the array ends before the last element
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

  /** {@return the number of elements} */
  public int size() {
    return shape.size();
  }

  /**
   * {@return the element at the given position}
   *
   * @param index one an axis, from 0; none for a scalar
   * @throws IllegalArgumentException if there are more or fewer indices than axes
   * @throws IndexOutOfBoundsException if an index is outside of its axis
   */
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

  /**
   * {@return the element with this number in row-major order}
   *
   * @param index from 0 to size − 1
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public float getFlat(int index) {
    return array[offset + java.util.Objects.checkIndex(index, shape.size())];
  }

  /** {@return a copy of all elements in row-major order} */
  public float[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + shape.size());
  }

  /**
   * {@return the array behind this tensor, for ops and kernels} It may be longer than the tensor;
   * its content must not be changed.
   */
  public float[] array() {
    return array;
  }

  /** {@return where this tensor begins in {@link #array()}} */
  public int offset() {
    return offset;
  }

  /**
   * {@return the same values in another shape of the same size, sharing the array}
   *
   * @param other the shape wanted
   * @throws ShapeMismatchException if it has more or fewer elements
   */
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

  /**
   * {@return whether the shapes are equal and all elements have the same bits} So 0 and −0 differ,
   * and a NaN equals itself.
   *
   * @param other what to compare with
   */
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
