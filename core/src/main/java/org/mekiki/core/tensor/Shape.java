package org.mekiki.core.tensor;

import java.util.Arrays;

/** The lengths of a tensor's axes, outermost first; rank 0 is a scalar. */
public final class Shape {
  /** The shape of a single value. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    long product = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("negative dimension in shape " + Arrays.toString(dims));
      }
      product = Math.multiplyExact(product, (long) dim);
      if (product > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dims) + " has more elements than an array can hold");
      }
    }
    this.size = (int) product;
  }

  /**
   * {@return the shape with these axes; {@link #SCALAR} without any}
   *
   * @param dims length of each axis, outermost first, 0 or more
   * @throws IllegalArgumentException if a length is negative, or an array cannot hold that many
   *     elements
   */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** {@return the number of axes; 0 for a scalar} */
  public int rank() {
    return dims.length;
  }

  /**
   * {@return the length of an axis}
   *
   * @param axis from −rank to rank − 1; negative numbers count from the last (−1) backwards
   * @throws IllegalArgumentException if there is no such axis
   */
  public int dim(int axis) {
    return dims[normalizeAxis(axis)];
  }

  /** {@return the number of elements, the product of all lengths; 1 for a scalar} */
  public int size() {
    return size;
  }

  /**
   * {@return the axis as a number from 0}
   *
   * @param axis −rank … rank − 1
   * @throws IllegalArgumentException if there is no such axis
   */
  public int normalizeAxis(int axis) {
    int normalized = axis < 0 ? axis + dims.length : axis;
    if (normalized < 0 || normalized >= dims.length) {
      throw new IllegalArgumentException("axis " + axis + " is outside of shape " + this);
    }
    return normalized;
  }

  /**
   * {@return the product of the lengths of the axes from {@code from} to {@code to}; 1 where these
   * are none}
   *
   * @param from first axis, counted from 0
   * @param to axis after the last, at most the rank
   */
  public int product(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= dims[axis];
    }
    return product;
  }

  /** {@return a copy of the axes' lengths, outermost first} */
  public int[] toArray() {
    return dims.clone();
  }

  /**
   * {@return this shape with one axis given another length}
   *
   * @param axis from −rank to rank − 1
   * @param length 0 or more
   * @throws IllegalArgumentException if there is no such axis, or no such shape
   */
  public Shape withDim(int axis, int length) {
    int[] copy = dims.clone();
    copy[normalizeAxis(axis)] = length;
    return new Shape(copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
