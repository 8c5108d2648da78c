package org.mekiki.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/** The weights of an opened model; those of linear layers are read straight into their panels. */
final class StoredWeights implements Weights {
  private final Map<String, StoredTensor> tensors = new HashMap<>();
  private final Kernels kernels;

  /**
   * Checks that all weights are there.
   *
   * @param kernels that layers are packed for
   * @throws UnsupportedModelException naming one that is missing or has another shape
   */
  StoredWeights(List<StoredTensor> stored, List<WeightSpec> wanted, Kernels kernels) {
    this.kernels = kernels;
    stored.forEach(tensor -> tensors.put(tensor.name(), tensor));
    for (WeightSpec spec : wanted) {
      StoredTensor tensor = tensors.get(spec.name());
      if (tensor == null || !tensor.shape().equals(spec.shape())) {
        throw new UnsupportedModelException(
            "weight \"%s\" %s; shape %s is needed"
                .formatted(
                    spec.name(),
                    tensor == null ? "is missing" : "has shape " + tensor.shape(),
                    spec.shape()));
      }
    }
  }

  @Override
  public Tensor get(String name) {
    StoredTensor tensor = tensors.get(name);
    try {
      return Tensor.wrap(tensor.source().read(), 0, tensor.shape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LinearWeights linear(String name, String bias) {
    StoredTensor weight = tensors.get(name);
    Shape shape = weight.shape();
    int in = shape.dim(1);
    return LinearWeights.read(
        kernels,
        shape,
        (from, to, target) -> {
          try {
            weight.source().read(from * in, (to - from) * in, target);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        get(bias));
  }

  @Override
  public LinearWeights linear(Operand weight, Operand bias) {
    return LinearWeights.constant(kernels, weight.value(), bias.value());
  }

  @Override
  public Shape shape(String name) {
    return tensors.get(name).shape();
  }
}
