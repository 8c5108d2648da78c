package org.mekiki.transformer.train;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Dropout;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/** Weights as parameters; those that a family does not have stay zero. */
final class TrainableWeights implements Weights {
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final Dropout dropout;

  private TrainableWeights(Dropout dropout) {
    this.dropout = dropout;
  }

  /**
   * Weights to begin with: those that are stored under the same name with the same shape, the
   * others as {@code start} has them.
   */
  static TrainableWeights of(
      List<WeightSpec> specs,
      List<StoredTensor> stored,
      InitialWeights start,
      long seed,
      Dropout dropout)
      throws IOException {
    Map<String, StoredTensor> byName = new HashMap<>();
    stored.forEach(tensor -> byName.put(tensor.name(), tensor));
    var weights = new TrainableWeights(dropout);
    for (WeightSpec spec : specs) {
      StoredTensor known = byName.get(spec.name());
      boolean fits = known != null && known.shape().equals(spec.shape());
      Tensor value =
          fits ? Tensor.wrap(known.source().read(), 0, known.shape()) : start.of(spec, seed);
      if (spec.checkpointNames().isEmpty() || spec.fixed() != null) {
        weights.constants.put(spec.name(), value);
      } else {
        weights.parameters.put(spec.name(), new Parameter(spec.name(), value));
      }
    }
    return weights;
  }

  /** The parameters in the order of the design. */
  List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  @Override
  public Operand operand(String name) {
    Parameter parameter = parameters.get(name);
    return parameter == null ? constants.get(name) : parameter;
  }

  @Override
  public Tensor get(String name) {
    return operand(name).value();
  }

  @Override
  public boolean areTrained() {
    return true;
  }

  @Override
  public Dropout dropout() {
    return dropout;
  }

  @Override
  public LinearWeights linear(Operand weight, Operand bias) {
    return LinearWeights.trained((Parameter) weight, bias);
  }
}
