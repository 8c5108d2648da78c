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

  /** The shape with these axes. */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** Number of axes. */
  public int rank() {
    return dims.length;
  }

  /** Length of an axis; negative numbers count from the last (−1) backwards. */
  public int dim(int axis) {
    return dims[normalizeAxis(axis)];
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** The axis as a number from 0; accepts −rank … rank − 1. */
  public int normalizeAxis(int axis) {
    int normalized = axis < 0 ? axis + dims.length : axis;
    if (normalized < 0 || normalized >= dims.length) {
      throw new IllegalArgumentException("axis " + axis + " is outside of shape " + this);
    }
    return normalized;
  }

  /** Product of the axes from {@code from} (inclusive) to {@code to} (exclusive). */
  public int product(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= dims[axis];
    }
    return product;
  }

  /** A copy of the axes. */
  public int[] toArray() {
    return dims.clone();
  }

  /** This shape with one axis given another length. */
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
