package org.mekiki.transformer.encoder;

import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.mekiki.core.tensor.Shape;

/**
 * How a weight is made of a checkpoint's tensor, where it is not the tensor itself, and how it gets
 * back there.
 *
 * @param whole shape of the tensor; the number of rows is arbitrary where {@code rows} is false
 * @param rows whether the number of rows counts
 * @param numbers from all numbers of the tensor to those of the weight
 * @param place writes the weight's numbers, the first argument, to their places in the tensor
 */
public record WeightPart(
    Shape whole, boolean rows, UnaryOperator<float[]> numbers, BiConsumer<float[], float[]> place) {
  /**
   * {@return whether the tensor has the right shape}
   *
   * @param shape of the checkpoint's tensor
   */
  public boolean fits(Shape shape) {
    return rows
        ? shape.equals(whole)
        : shape.rank() == whole.rank()
            && shape.dim(0) >= whole.dim(0)
            && shape.withDim(0, whole.dim(0)).equals(whole);
  }

  /**
   * {@return the way to the first row of a matrix of any number of rows}
   *
   * @param columns of the matrix
   */
  public static WeightPart firstRow(int columns) {
    return new WeightPart(
        Shape.of(1, columns),
        false,
        all -> java.util.Arrays.copyOf(all, columns),
        (row, all) -> System.arraycopy(row, 0, all, 0, columns));
  }

  /**
   * One of several matrices whose rows stand in one, cut into pieces that alternate.
   *
   * @param index of the matrix
   * @param count of the matrices
   * @param pieces of each matrix: 1 where they stand one after the other, a number of heads where
   *     each head's rows stand together
   * @param rows of the matrix
   * @param columns 0 for vectors
   * @return the way to the matrix, [rows, columns], or the vector, [rows]
   */
  public static WeightPart packed(int index, int count, int pieces, int rows, int columns) {
    int width = Math.max(1, columns);
    int piece = rows / pieces * width;
    return new WeightPart(
        columns == 0 ? Shape.of(count * rows) : Shape.of(count * rows, columns),
        true,
        all -> {
          float[] part = new float[rows * width];
          for (int i = 0; i < pieces; i++) {
            System.arraycopy(all, (i * count + index) * piece, part, i * piece, piece);
          }
          return part;
        },
        (part, all) -> {
          for (int i = 0; i < pieces; i++) {
            System.arraycopy(part, i * piece, all, (i * count + index) * piece, piece);
          }
        });
  }

  /**
   * The kernel of a convolution over rows, [M, M / groups, size], as a matrix [M, size · M] that is
   * multiplied with neighbouring rows side by side.
   *
   * @param width M
   * @param size rows that the kernel sees at once
   * @param groups parts of M that do not mix; divides M
   * @return the way to that matrix, which is zero where an output does not see an input
   */
  public static WeightPart convolution(int width, int size, int groups) {
    int inputs = width / groups;
    return new WeightPart(
        Shape.of(width, inputs, size),
        true,
        all -> {
          float[] matrix = new float[width * size * width];
          forEachWeight(width, size, inputs, (at, to) -> matrix[to] = all[at]);
          return matrix;
        },
        (matrix, all) -> forEachWeight(width, size, inputs, (at, to) -> all[at] = matrix[to]));
  }

  /**
   * Some numbers of a tensor in another order.
   *
   * @param whole shape of the tensor
   * @param size numbers of the weight
   * @param source the index in the tensor of each number of the weight
   * @return the way to them
   */
  public static WeightPart reordered(Shape whole, int size, IntUnaryOperator source) {
    return new WeightPart(
        whole,
        true,
        all -> {
          float[] part = new float[size];
          for (int i = 0; i < size; i++) {
            part[i] = all[source.applyAsInt(i)];
          }
          return part;
        },
        (part, all) -> {
          for (int i = 0; i < size; i++) {
            all[source.applyAsInt(i)] = part[i];
          }
        });
  }

  /** Gives the index in a kernel and the one in the matrix of each weight of a convolution. */
  private static void forEachWeight(int width, int size, int inputs, IndexPair action) {
    for (int out = 0; out < width; out++) {
      int first = out / inputs * inputs;
      for (int in = 0; in < inputs; in++) {
        for (int k = 0; k < size; k++) {
          action.accept((out * inputs + in) * size + k, (out * size + k) * width + first + in);
        }
      }
    }
  }

  /** Takes two indices. */
  private interface IndexPair {
    void accept(int inKernel, int inMatrix);
  }
}
