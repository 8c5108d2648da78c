package org.mekiki.core.train;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;

/**
 * Gradients of parameters, added up over micro-batches in their order. Work is cut by sizes alone,
 * so the same bits come out for any number of threads.
 */
public final class GradientSum {
  /** Elements that a thread works on at a time. */
  static final int BLOCK = 16384;

  private final ComputeContext context;
  private final List<Parameter> parameters;
  private final IdentityHashMap<Parameter, Integer> indices = new IdentityHashMap<>();
  private final float[][] sums;
  private final List<Piece> pieces;
  private final boolean[] present;

  /** Elements of a parameter that are worked on together. */
  record Piece(int parameter, int from, int to) {}

  /**
   * Sums of zero.
   *
   * @param parameters in a fixed order
   * @param context where to compute
   */
  public GradientSum(List<Parameter> parameters, ComputeContext context) {
    this.context = context;
    this.parameters = List.copyOf(parameters);
    this.sums = new float[parameters.size()][];
    this.present = new boolean[parameters.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new float[parameters.get(i).shape().size()];
      indices.put(parameters.get(i), i);
    }
    this.pieces = pieces(this.parameters);
  }

  static List<Piece> pieces(List<Parameter> parameters) {
    var pieces = new java.util.ArrayList<Piece>();
    for (int i = 0; i < parameters.size(); i++) {
      int size = parameters.get(i).shape().size();
      for (int from = 0; from < size; from += BLOCK) {
        pieces.add(new Piece(i, from, Math.min(size, from + BLOCK)));
      }
    }
    return List.copyOf(pieces);
  }

  /** Makes all sums zero. */
  public void clear() {
    Arrays.fill(present, false);
  }

  /**
   * Adds the gradients of one backward pass; what it does not depend on adds nothing.
   *
   * @param gradients of a walk on a training tape
   */
  public void add(Gradients gradients) {
    var more = new Tensor[sums.length];
    for (int i = 0; i < more.length; i++) {
      Optional<Tensor> gradient = gradients.of(parameters.get(i));
      more[i] = gradient.orElse(null);
    }
    context.forEach(
        pieces.size(),
        (number, _) -> {
          Piece piece = pieces.get(number);
          Tensor gradient = more[piece.parameter()];
          if (gradient != null) {
            add(piece, gradient);
          }
        });
    for (int i = 0; i < more.length; i++) {
      present[i] |= more[i] != null;
    }
  }

  private void add(Piece piece, Tensor gradient) {
    float[] sum = sums[piece.parameter()];
    int from = gradient.offset() + piece.from();
    int count = piece.to() - piece.from();
    if (present[piece.parameter()]) {
      context.kernels().axpy(count, 1f, gradient.array(), from, sum, piece.from());
    } else {
      System.arraycopy(gradient.array(), from, sum, piece.from(), count);
    }
  }

  /**
   * Multiplies all sums.
   *
   * @param factor what they are multiplied with
   */
  public void scale(double factor) {
    float by = (float) factor;
    context.forEach(
        pieces.size(),
        (number, _) -> {
          Piece piece = pieces.get(number);
          if (present[piece.parameter()]) {
            float[] sum = sums[piece.parameter()];
            int count = piece.to() - piece.from();
            context.kernels().scale(count, by, sum, piece.from(), sum, piece.from());
          }
        });
  }

  /** {@return the Euclidean norm of all gradients together} */
  public double norm() {
    double[] squares = new double[pieces.size()];
    context.forEach(
        squares.length,
        (number, _) -> {
          Piece piece = pieces.get(number);
          if (present[piece.parameter()]) {
            squares[number] = squares(sums[piece.parameter()], piece.from(), piece.to());
          }
        });
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  /** Σ x², in four sums that do not wait for each other. */
  private static double squares(float[] x, int from, int to) {
    double[] sums = new double[4];
    int i = from;
    for (; i + 4 <= to; i += 4) {
      for (int k = 0; k < 4; k++) {
        sums[k] = Math.fma((double) x[i + k], x[i + k], sums[k]);
      }
    }
    double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    for (; i < to; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }

  /**
   * Shortens the gradients to a norm (Pascanu et al. 2013) as PyTorch does: by largest / (norm +
   * 10⁻⁶) where that is below 1.
   *
   * @param largest the length at most
   * @return the norm before
   */
  public double clip(double largest) {
    double norm = norm();
    double factor = largest / (norm + 1e-6);
    if (factor < 1) {
      scale(factor);
    }
    return norm;
  }

  /**
   * The sum of a parameter's gradients; null where none was added.
   *
   * @param parameter one of those that are summed up
   * @return its own array, not to be changed; null where there is none
   */
  public float[] of(Parameter parameter) {
    Integer index = indices.get(parameter);
    if (index == null) {
      throw new IllegalArgumentException("no gradients are summed up of " + parameter);
    }
    return present[index] ? sums[index] : null;
  }
}
