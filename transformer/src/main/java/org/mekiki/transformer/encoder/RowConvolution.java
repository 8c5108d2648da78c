package org.mekiki.transformer.encoder;

import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** LayerNorm(y + activation(convolution of x over its rows)), x the layer's input, y its output. */
final class RowConvolution {
  private final Convolution form;
  private final LinearWeights weights;
  private final Norm norm;

  RowConvolution(Convolution form, Weights weights, EncoderConfig config) {
    this.form = form;
    this.weights = weights.linear("convolution");
    this.norm = Norm.of(config, weights, "convolution.norm");
  }

  /**
   * Rows from {@code first} on.
   *
   * @param x input of the layer, [B, S, M]
   * @param y some rows of its output, [B, Q, M]
   */
  Variable apply(Variable x, Variable y, int first) {
    int batch = x.shape().dim(0);
    int width = x.shape().dim(2);
    Tensor margin = Tensor.zeros(Shape.of(batch, form.size() / 2, width));
    Variable padded = form.size() == 1 ? x : Ops.concat(1, margin, x, margin);
    int rows = y.shape().dim(1);
    var neighbours =
        IntStream.range(first, first + form.size())
            .mapToObj(from -> Ops.slice(padded, 1, from, from + rows))
            .toArray(Operand[]::new);
    return norm.ofSum(form.activation().ofLinear(Ops.concat(2, neighbours), weights), y);
  }
}
