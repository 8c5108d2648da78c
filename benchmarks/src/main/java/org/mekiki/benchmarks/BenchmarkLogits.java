package org.mekiki.benchmarks;

import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.LogitFunction;

/**
 * A benchmark's model as explanations see it.
 *
 * @param model the model
 */
record BenchmarkLogits(BenchmarkModel model) implements LogitFunction {
  @Override
  public Variable logits(Tape tape, Operand embeddings) {
    return model.logits(tape, embeddings);
  }

  @Override
  public Optional<VariantFunction> share(Tensor rows) {
    return model.share(rows);
  }

  @Override
  public boolean replayable() {
    return true;
  }
}
