package org.mekiki.transformer.encoder;

import java.util.Map;
import java.util.Optional;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * A convolution beside attention, whose kernel each row makes of the rows around it (Jiang et al.
 * 2020). Its output stands behind attention's in the row from which the layer goes on.
 *
 * @param size rows that it sees, odd
 */
public record SpanConvolution(int size) {
  private static final int LARGEST = 1000;

  /** Checks that the size can be. */
  public SpanConvolution {
    if (size < 1 || size % 2 == 0 || size > LARGEST) {
      throw new UnsupportedModelException(
          "the configuration has a convolution of %d rows; an odd number is needed"
              .formatted(size));
    }
  }

  void writeTo(Map<String, String> map) {
    map.put("span_size", Integer.toString(size));
  }

  static Optional<SpanConvolution> read(ConfigValues values) {
    return values.has("span_size")
        ? Optional.of(new SpanConvolution(values.integer("span_size")))
        : Optional.empty();
  }

  /**
   * The convolution of one layer: Σₖ softmax(κᵢ)ₖ · v[i + k − K/2] in each head, where κᵢ is a
   * linear map of qᵢ ⊙ p(i), and p a linear map of a convolution in which no two numbers of a row
   * meet.
   */
  static final class Block {
    private final int size;
    private final int heads;

    /** Factor of each number of a row by the distance from it, [K, M]. */
    private final Operand depthwise;

    private final LinearWeights pointwise;
    private final LinearWeights kernel;
    private final LinearWeights values;

    /** Takes its weights, whose names begin with the layer's. */
    Block(SpanConvolution form, Weights weights, String layer, int heads) {
      this.size = form.size();
      this.heads = heads;
      depthwise = weights.operand(layer + "span_depthwise");
      pointwise = weights.linear(layer + "span_pointwise");
      kernel = weights.linear(layer + "span_kernel");
      values = weights.linear(layer + "span_value");
    }

    /**
     * In the rows of the queries, [B, Q, A].
     *
     * @param x the layer's input, [B, S, M]
     * @param queries [B, Q, A]
     * @param first position of the first of these
     */
    Variable apply(Variable x, Variable queries, int first) {
      Variable around = Ops.linear(neighbourhood(x, queries.shape().dim(1), first), pointwise);
      Variable scores = Ops.linear(Ops.mul(around, queries), kernel);
      Shape shape = queries.shape();
      int[] byHead = {shape.dim(0), shape.dim(1), heads, size};
      // Held by the rules that hold the probabilities of attention.
      Variable kernels = Ops.heldFactor(Ops.softmax(Ops.reshape(scores, byHead)));
      return mix(padded(Ops.linear(x, values)), kernels, shape, first);
    }

    /** Σₖ factors[k] ⊙ x[i + k − K/2] for rows from {@code first} on, [B, Q, M]. */
    private Variable neighbourhood(Variable x, int rows, int first) {
      Variable padded = padded(x);
      Variable factors = x.tape().lift(depthwise);
      Variable sum = null;
      for (int k = 0; k < size; k++) {
        Variable part =
            Ops.mul(
                Ops.slice(padded, 1, first + k, first + k + rows), Ops.slice(factors, 0, k, k + 1));
        sum = sum == null ? part : Ops.add(sum, part);
      }
      return sum;
    }

    private Variable mix(Variable padded, Variable kernels, Shape shape, int first) {
      int rows = shape.dim(1);
      int[] byHead = {shape.dim(0), rows, heads, shape.dim(2) / heads};
      Variable sum = null;
      for (int k = 0; k < size; k++) {
        Variable row = Ops.reshape(Ops.slice(padded, 1, first + k, first + k + rows), byHead);
        Variable part = Ops.mul(row, Ops.slice(kernels, 3, k, k + 1));
        sum = sum == null ? part : Ops.add(sum, part);
      }
      return Ops.reshape(sum, shape.toArray());
    }

    /** With rows of zeros before and after. */
    private Variable padded(Variable x) {
      if (size == 1) {
        return x;
      }
      Tensor margin = Tensor.zeros(Shape.of(x.shape().dim(0), size / 2, x.shape().dim(2)));
      return Ops.concat(1, margin, x, margin);
    }
  }
}
