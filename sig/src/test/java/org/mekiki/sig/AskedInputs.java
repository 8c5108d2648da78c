package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.LogitFunction;

/** Notes down all inputs that a method asks a function about. */
public final class AskedInputs implements LogitFunction {
  private final LogitFunction function;
  private final Tensor table;
  private final List<double[]> inputs = Collections.synchronizedList(new ArrayList<>());

  /**
   * Listens.
   *
   * @param table of embeddings, or null
   */
  public AskedInputs(LogitFunction function, Tensor table) {
    this.function = function;
    this.table = table;
  }

  @Override
  public Variable logits(Tape tape, Operand embeddings) {
    Tensor value = embeddings.value();
    int size = value.size() / value.shape().dim(0);
    for (int b = 0; b < value.shape().dim(0); b++) {
      double[] input = new double[size];
      for (int i = 0; i < size; i++) {
        input[i] = value.getFlat(b * size + i);
      }
      inputs.add(input);
    }
    return function.logits(tape, embeddings);
  }

  @Override
  public Optional<Tensor> embeddingTable() {
    return Optional.ofNullable(table);
  }

  /** In order, where one thread asks. */
  public List<double[]> inputs() {
    return inputs;
  }
}
