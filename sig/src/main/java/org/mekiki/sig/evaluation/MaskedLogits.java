package org.mekiki.sig.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;

/**
 * A model's answers to one text with sets of its rows at their baseline: the operation that
 * Sequential Integrated Gradients and the masking metrics share. What the variants have in common
 * is computed once.
 */
public final class MaskedLogits implements AutoCloseable {
  private final Evaluator evaluator;

  /**
   * Answers for one text.
   *
   * @param model the model that answers
   * @param text the text's tokens
   * @param input the text's rows, and the baseline that stands for a masked one
   */
  public MaskedLogits(TextModel model, EncodedText text, AttributionInput input) {
    List<Target> classes =
        IntStream.range(0, model.labels().size())
            .mapToObj(index -> new Target(index, OutputKind.LOGIT))
            .toList();
    evaluator =
        new Evaluator(
            new AttributionTask(
                new ModelLogits(model, text),
                classes,
                input,
                RunSettings.DEFAULT,
                model.context(),
                Monitor.NONE));
  }

  /**
   * Logits with each of the sets masked: [set][class].
   *
   * @param sets may hold rows that do not move; their baseline is the input's then
   * @return one row a set, in the order of the sets
   */
  public double[][] of(List<RowSet> sets) {
    return evaluator.values(sets.stream().map(Variant::masked).toList());
  }

  /** Gives the buffers back. */
  @Override
  public void close() {
    evaluator.close();
  }
}
