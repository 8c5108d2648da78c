package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;

/**
 * Explains texts with one method and one set of choices; immutable.
 *
 * @param method how F is attributed
 * @param settings how paths are integrated
 * @param baseline what words are moved from
 * @param targets the explained classes
 * @param output what of a class is explained
 * @param units what is scored beside the tokens
 * @param budget what an explanation may cost; empty for whatever it takes
 */
public record Explainer(
    AttributionMethod method,
    PathSettings settings,
    Baseline baseline,
    TargetChoice targets,
    OutputKind output,
    TextUnits units,
    Optional<Budget> budget) {

  /** Explains the logit of the predicted class, from the mask token, adaptively to 1 %. */
  public static Explainer of(AttributionMethod method) {
    return new Explainer(
        method,
        PathSettings.DEFAULT,
        Baseline.MASK,
        TargetChoice.predicted(),
        OutputKind.LOGIT,
        TextUnits.WORDS,
        Optional.empty());
  }

  /** The same, adaptive with another tolerance and the default limit of nodes. */
  public Explainer withTolerance(double tolerance) {
    return withSettings(PathSettings.adaptive(tolerance).withBatchRows(settings.batchRows()));
  }

  /** The same with a fixed number of nodes a path, of the fixed rule so far or Gauss–Legendre. */
  public Explainer withSteps(int steps) {
    QuadratureRule rule =
        settings.integration() instanceof FixedRule fixed
            ? fixed.quadrature()
            : QuadratureRule.GAUSS_LEGENDRE;
    return withSettings(PathSettings.fixed(rule, steps).withBatchRows(settings.batchRows()));
  }

  /** The same with a fixed rule, of the fixed number of nodes so far or 50. */
  public Explainer withQuadrature(QuadratureRule rule) {
    int steps = settings.integration() instanceof FixedRule fixed ? fixed.steps() : 50;
    return withSettings(PathSettings.fixed(rule, steps).withBatchRows(settings.batchRows()));
  }

  /** The same, integrating in another way. */
  public Explainer withSettings(PathSettings other) {
    return new Explainer(method, other, baseline, targets, output, units, budget);
  }

  /** The same from another baseline. */
  public Explainer withBaseline(Baseline other) {
    return new Explainer(method, settings, other, targets, output, units, budget);
  }

  /** The same for the class with this label or index; null for the predicted one. */
  public Explainer withTarget(String labelOrIndex) {
    return withTargets(
        labelOrIndex == null ? TargetChoice.predicted() : TargetChoice.of(List.of(labelOrIndex)));
  }

  /** The same for these classes. */
  public Explainer withTargets(TargetChoice other) {
    return new Explainer(method, settings, baseline, other, output, units, budget);
  }

  /** The same for another output of the class. */
  public Explainer withOutput(OutputKind other) {
    return new Explainer(method, settings, baseline, targets, other, units, budget);
  }

  /** The same with other pieces, phrases or interactions. */
  public Explainer withUnits(TextUnits other) {
    return new Explainer(method, settings, baseline, targets, output, other, budget);
  }

  /** The same within a budget. */
  public Explainer withBudget(Budget most) {
    return new Explainer(method, settings, baseline, targets, output, units, Optional.of(most));
  }

  /** Explains a text. */
  public Explanation explain(TextModel model, String text) {
    return explain(model, model.encode(text, null), Monitor.NONE);
  }

  /**
   * Explains a text that is cut into tokens already, for the first of the chosen classes.
   *
   * @throws NothingToExplainException if it has no word
   * @throws IllegalArgumentException if the model has no such class or baseline token, or the text
   *     no such phrase
   */
  public Explanation explain(TextModel model, EncodedText text, Monitor monitor) {
    return explainAll(model, text, monitor).getFirst();
  }

  /** Explains a text for all chosen classes, which share what they can. */
  public List<Explanation> explainAll(TextModel model, EncodedText text, Monitor monitor) {
    List<TextPart> all = units.parts(text);
    if (all.isEmpty()) {
      throw new NothingToExplainException();
    }
    requireRoomForPairs();
    List<TextPart> phrases = Phrases.all(units.phrases(), text);
    var run = new AttributionRun(this, model, text, monitor);
    List<Integer> classes = targets.resolve(model.labels(), run.logits().list());
    AttributionRun.Found found = run.attribute(classes, all, phrases, budget);
    List<TextPart> words = found.words();
    List<List<WordScore>> scores =
        found.attributions().stream().map(each -> WordScore.of(words, words, text, each)).toList();
    List<Optional<Interactions>> pairs = interactions(run, classes, found, scores);
    var explanations = new ArrayList<Explanation>();
    for (int t = 0; t < classes.size(); t++) {
      Attribution attribution = found.attributions().get(t);
      explanations.add(
          new Explanation(
              text,
              model.labels(),
              run.logits().list(),
              model.link().probabilities(run.logits().list()),
              classes.get(t),
              output,
              method.name(),
              integration(),
              baseline,
              attribution,
              scores.get(t),
              WordScore.of(phrases, words, text, attribution),
              pairs.get(t),
              found.use(),
              Optional.empty()));
    }
    return explanations;
  }

  /**
   * Explains a text that is longer than the model's limit, each word in the window in which it has
   * most context. The predicted class is that of the largest mean probability over the windows.
   *
   * @throws IllegalArgumentException if interactions are asked for, a phrase stands in no single
   *     window, or as {@link #explain}
   */
  public List<Explanation> explainAll(TextModel model, Windows windows, Monitor monitor) {
    return new WindowedRun(this, model, windows, monitor).explain();
  }

  Optional<Integration> integration() {
    return method.integrates() ? Optional.of(settings.integration()) : Optional.empty();
  }

  void requireRoomForPairs() {
    if (budget.isPresent() && units.interactingWords() > 0) {
      throw new IllegalArgumentException(
          "a budget has no room for pairs of words; leave out the interactions or the budget");
    }
  }

  private List<Optional<Interactions>> interactions(
      AttributionRun run,
      List<Integer> classes,
      AttributionRun.Found found,
      List<List<WordScore>> scores) {
    return units.interactingWords() == 0
        ? Collections.nCopies(classes.size(), Optional.empty())
        : run.interactions(classes, found.attributions(), scores, units.interactingWords()).stream()
            .map(Optional::of)
            .toList();
  }
}
