package org.mekiki.sig.judge;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.evaluation.ModelView;

/**
 * A model whose one output is the largest logit of another, whichever class that is: what the
 * published experiments explain. Along a path the class can change, and the explained value with
 * it.
 */
public final class LargestLogit extends ModelView {
  /**
   * A view of a model.
   *
   * @param model the model whose largest logit is taken
   */
  public LargestLogit(TextModel model) {
    super(model);
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return largest(super.logits(tape, text, embeddings));
  }

  @Override
  public Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    return model()
        .share(text, embeddings)
        .map(shared -> (tape, places, rows) -> largest(shared.logits(tape, places, rows)));
  }

  private static Variable largest(Variable logits) {
    return Ops.reshape(Ops.max(logits, 1), logits.shape().dim(0), 1);
  }

  @Override
  public List<String> labels() {
    return List.of("largest logit");
  }
}
