package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.KeptPass;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.evaluation.ModelLogits;
import org.mekiki.sig.text.TextPart;

/**
 * One text and its rows, which are looked up once and answered once; the scores are the mean over
 * the explainer's baselines.
 */
final class OverBaselines implements AutoCloseable {
  private final Explainer explainer;
  private final TextModel model;
  private final EncodedText text;
  private final Monitor monitor;
  private final ModelLogits function;
  private final List<AttributionInput> inputs;
  private final Logits logits;
  private final Optional<KeptPass> kept;

  /**
   * Asks the model.
   *
   * @param keeps whether the answer's pass may be kept until this is closed, for a method that goes
   *     back through it
   */
  OverBaselines(
      Explainer explainer, TextModel model, EncodedText text, Monitor monitor, boolean keeps) {
    this.explainer = explainer;
    this.model = model;
    this.text = text;
    this.monitor = monitor;
    function = new ModelLogits(model, text);
    Tensor rows = model.embeddings(text);
    inputs =
        explainer.baselines().stream()
            .map(baseline -> AttributionInput.of(rows, text, model.baselineRow(baseline)))
            .toList();
    kept =
        keeps && explainer.method().usesKeptPass()
            ? Optional.of(new KeptPass(function, rows, model.context()))
            : Optional.empty();
    logits = kept.map(Logits::of).orElseGet(() -> Logits.of(model, text, rows));
  }

  /** The text. */
  EncodedText text() {
    return text;
  }

  /** The text's rows, moved from the first baseline. */
  AttributionInput input() {
    return inputs.getFirst();
  }

  /** The model's answer. */
  Logits logits() {
    return logits;
  }

  /** The text's rows, moved from the first baseline, with these words scored alone. */
  AttributionInput scored(List<TextPart> words) {
    return inputs.getFirst().withOnly(TextPart.rows(words));
  }

  /** An evaluator of classes at variants of the text, masked by the first baseline. */
  Evaluator evaluator(List<Integer> classes, RunSettings limits) {
    RunSettings settings = limits.withBatchRows(explainer.settings().batchRows());
    return new Evaluator(task(classes, inputs.getFirst(), settings));
  }

  /**
   * Attributes.
   *
   * @param classes the explained ones
   * @param words that are scored
   * @param phrases that are scored beside them
   * @param settings whose passes are those of all baselines together
   * @return the means over the baselines, one a class
   * @throws ArithmeticException if one is not finite
   */
  List<Attribution> attribute(
      List<Integer> classes, List<TextPart> words, List<TextPart> phrases, RunSettings settings) {
    List<RowSet> wordRows = TextPart.rows(words);
    List<RowSet> phraseRows = TextPart.rows(phrases);
    RunSettings share = settings.withPasses(settings.passes() / inputs.size());
    var runs = new ArrayList<List<Attribution>>();
    for (AttributionInput input : inputs) {
      AttributionInput scored = input.withOnly(wordRows).withPhrases(phraseRows);
      runs.add(explainer.method().attribute(task(classes, scored, share)));
    }
    AttributionInput scored = inputs.getLast().withOnly(wordRows).withPhrases(phraseRows);
    List<Attribution> means =
        IntStream.range(0, classes.size())
            .mapToObj(
                t ->
                    new BaselineMean(scored, runs.stream().map(run -> run.get(t)).toList())
                        .attribution())
            .toList();
    means.forEach(OverBaselines::requireFinite);
    return means;
  }

  private AttributionTask task(
      List<Integer> classes, AttributionInput input, RunSettings settings) {
    List<Target> targets =
        classes.stream().map(index -> new Target(index, explainer.output(), model.link())).toList();
    var task =
        new AttributionTask(function, targets, input, settings, model.context(), monitor)
            .withAnswer(logits.row());
    return kept.map(task::withKept).orElse(task);
  }

  /** Gives the buffers of the answer's pass back. */
  @Override
  public void close() {
    kept.ifPresent(KeptPass::close);
  }

  private static void requireFinite(Attribution attribution) {
    for (int i = 0; i < attribution.size(); i++) {
      if (!Double.isFinite(attribution.raw(i))) {
        throw new ArithmeticException(
            "the gradient at token %d is not finite; the model's weights are not usable"
                .formatted(i));
      }
    }
  }
}
