package org.mekiki.sig.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/**
 * A model's one class against another: its only output is the difference of their logits, which is
 * ln(p_A / p_B) where the classes exclude each other. What explains it says why the one rather than
 * the other, and leaves out what speaks for both.
 */
public final class Contrast extends ModelView {
  private final int index;
  private final int against;

  /**
   * A contrast.
   *
   * @param model of both classes
   * @param index of the class A that is explained
   * @param against the index of the class B that it is held against
   * @throws IllegalArgumentException if they are one class
   */
  public Contrast(TextModel model, int index, int against) {
    super(model);
    if (index == against) {
      throw new IllegalArgumentException(
          "a class is compared with another one, not with itself: " + model.labels().get(index));
    }
    this.index = Objects.checkIndex(index, model.labels().size());
    this.against = Objects.checkIndex(against, model.labels().size());
  }

  /** {@return the name of A, a hyphen, and the name of B} */
  @Override
  public List<String> labels() {
    return List.of(model().labels().get(index) + "-" + model().labels().get(against));
  }

  /** A difference of logits has no probability. */
  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return difference(model().logits(tape, text, embeddings));
  }

  @Override
  public Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    return model().share(text, embeddings).map(Difference::new);
  }

  /** [B, C] to [B, 1]. */
  private Variable difference(Variable logits) {
    return Ops.sub(
        Ops.slice(logits, 1, index, index + 1), Ops.slice(logits, 1, against, against + 1));
  }

  /** The same of variants that share rows. */
  private final class Difference implements VariantFunction {
    private final VariantFunction function;

    Difference(VariantFunction function) {
      this.function = function;
    }

    @Override
    public Variable logits(Tape tape, RowPlaces places, Operand rows) {
      return difference(function.logits(tape, places, rows));
    }

    @Override
    public long sharedMultiplyAdds() {
      return function.sharedMultiplyAdds();
    }
  }
}
