package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.interaction.InteractionGame;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.quadrature.Integration;
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.TextUnits;
import org.mekiki.sig.text.Windows;

/**
 * Explains texts with one method and one set of choices; immutable.
 *
 * @param method how F is attributed
 * @param settings how paths are integrated
 * @param baselines what words are moved from, at least one; of several the scores are the mean
 * @param targets the explained classes
 * @param output what of a class is explained
 * @param units what is scored beside the tokens
 * @param budget what an explanation may cost; empty for whatever it takes
 */
public record Explainer(
    AttributionMethod method,
    RunSettings settings,
    List<Baseline> baselines,
    TargetChoice targets,
    OutputKind output,
    TextUnits units,
    Optional<Budget> budget) {
  /**
   * Copies.
   *
   * @throws IllegalArgumentException if there is no baseline, or one twice
   */
  public Explainer {
    baselines = List.copyOf(baselines);
    if (baselines.isEmpty() || baselines.stream().distinct().count() < baselines.size()) {
      throw new IllegalArgumentException(
          "at least one baseline is needed, and none may be given twice");
    }
  }

  /**
   * Explains the logit of the predicted class, from the mask token, adaptively to 1 %.
   *
   * @param method how F is attributed
   * @return the explainer, with words for units and without a budget
   */
  public static Explainer of(AttributionMethod method) {
    return new Explainer(
        method,
        RunSettings.DEFAULT,
        List.of(Baseline.MASK),
        TargetChoice.predicted(),
        OutputKind.LOGIT,
        TextUnits.WORDS,
        Optional.empty());
  }

  /**
   * {@return a copy of this explainer, adaptive with another tolerance and the default limit of
   * nodes}
   *
   * @param tolerance the share of the largest word score that an integration error may have, above
   *     0
   */
  public Explainer withTolerance(double tolerance) {
    return withSettings(RunSettings.adaptive(tolerance).withBatchRows(settings.batchRows()));
  }

  /**
   * {@return a copy of this explainer with a fixed number of nodes a path, of the fixed rule so far
   * or Gauss–Legendre}
   *
   * @param steps nodes a path
   * @throws IllegalArgumentException if the rule has no form with so many nodes
   */
  public Explainer withSteps(int steps) {
    QuadratureRule rule =
        settings.integration() instanceof FixedRule fixed
            ? fixed.quadrature()
            : QuadratureRule.GAUSS_LEGENDRE;
    return withSettings(RunSettings.fixed(rule, steps).withBatchRows(settings.batchRows()));
  }

  /**
   * {@return a copy of this explainer with a fixed rule, of the fixed number of nodes so far or 50}
   *
   * @param rule the rule of every path
   * @throws IllegalArgumentException if the rule has no form with so many nodes
   */
  public Explainer withQuadrature(QuadratureRule rule) {
    int steps = settings.integration() instanceof FixedRule fixed ? fixed.steps() : 50;
    return withSettings(RunSettings.fixed(rule, steps).withBatchRows(settings.batchRows()));
  }

  /**
   * {@return a copy of this explainer, integrating in another way}
   *
   * @param other how paths are integrated
   */
  public Explainer withSettings(RunSettings other) {
    return new Explainer(method, other, baselines, targets, output, units, budget);
  }

  /**
   * {@return a copy of this explainer with another baseline}
   *
   * @param other what words are moved from
   */
  public Explainer withBaseline(Baseline other) {
    return withBaselines(List.of(other));
  }

  /**
   * {@return a copy of this explainer with the mean over several baselines}
   *
   * @param others what words are moved from, at least one and none twice
   * @throws IllegalArgumentException if there is no baseline, or one twice
   */
  public Explainer withBaselines(List<Baseline> others) {
    return new Explainer(method, settings, others, targets, output, units, budget);
  }

  /** {@return the baseline, or the first of several} */
  public Baseline baseline() {
    return baselines.getFirst();
  }

  /**
   * {@return a copy of this explainer with another method}
   *
   * @param other how F is attributed
   */
  public Explainer withMethod(AttributionMethod other) {
    return new Explainer(other, settings, baselines, targets, output, units, budget);
  }

  /**
   * {@return a copy of this explainer for the class with this label or index}
   *
   * @param labelOrIndex a label, or an index in decimal digits where no label is the same; null for
   *     the predicted class
   */
  public Explainer withTarget(String labelOrIndex) {
    return withTargets(
        labelOrIndex == null ? TargetChoice.predicted() : TargetChoice.of(List.of(labelOrIndex)));
  }

  /**
   * {@return a copy of this explainer for these classes}
   *
   * @param other the classes; whether the model has them is seen when a text is explained
   */
  public Explainer withTargets(TargetChoice other) {
    return new Explainer(method, settings, baselines, other, output, units, budget);
  }

  /**
   * {@return a copy of this explainer for another output of the class}
   *
   * @param other what of a class is explained
   */
  public Explainer withOutput(OutputKind other) {
    return new Explainer(method, settings, baselines, targets, other, units, budget);
  }

  /**
   * {@return a copy of this explainer with other pieces, phrases or interactions}
   *
   * @param other what is scored beside the tokens
   */
  public Explainer withUnits(TextUnits other) {
    return new Explainer(method, settings, baselines, targets, output, other, budget);
  }

  /**
   * {@return a copy of this explainer within a budget}
   *
   * @param most what an explanation may cost
   */
  public Explainer withBudget(Budget most) {
    return new Explainer(method, settings, baselines, targets, output, units, Optional.of(most));
  }

  /**
   * Explains a text for the first of the chosen classes.
   *
   * @param model the model that answered
   * @param text the text, cut off where it is too long for the model
   * @return why the model answers as it does
   * @throws NothingToExplainException if it has no word
   * @throws IllegalArgumentException if the model has no such class or baseline token, or the text
   *     no such phrase
   */
  public Explanation explain(TextModel model, String text) {
    return explain(model, model.encode(text, null), Monitor.NONE);
  }

  /**
   * Explains a text that is cut into tokens already, for the first of the chosen classes.
   *
   * @param model the model that answered
   * @param text the text's tokens, as the model cut them
   * @param monitor is told of progress and may cancel
   * @return why the model answers as it does
   * @throws NothingToExplainException if it has no word
   * @throws IllegalArgumentException if the model has no such class or baseline token, or the text
   *     no such phrase
   */
  public Explanation explain(TextModel model, EncodedText text, Monitor monitor) {
    return explainAll(model, text, monitor).getFirst();
  }

  /**
   * Explains a text for all chosen classes, which share what they can.
   *
   * @param model the model that answered
   * @param text the text's tokens, as the model cut them
   * @param monitor is told of progress and may cancel
   * @return one explanation a class, in the order of the choice
   * @throws IllegalArgumentException as {@link #explain(TextModel, EncodedText, Monitor)}
   */
  public List<Explanation> explainAll(TextModel model, EncodedText text, Monitor monitor) {
    long begun = System.nanoTime();
    var event = new ExplainEvent();
    event.begin();
    List<TextPart> all = units.parts(text);
    if (all.isEmpty()) {
      throw new NothingToExplainException();
    }
    requireRoomForPairs(all.size());
    List<TextPart> phrases = Phrases.all(units.phrases(), text);
    monitor.begins(
        AttributionRun.surely(this, targets.count(model.labels()), all, phrases)
            - (method.usesKeptPass() ? baselines.size() : 0),
        text.size());
    try (var run = new AttributionRun(this, model, text, monitor, true)) {
      List<Explanation> found = explanations(run, model, text, all, phrases, begun);
      event.ended(text, found);
      return found;
    }
  }

  private List<Explanation> explanations(
      AttributionRun run,
      TextModel model,
      EncodedText text,
      List<TextPart> all,
      List<TextPart> phrases,
      long begun) {
    List<Integer> classes = targets.resolve(model.labels(), run.logits().list());
    AttributionRun.Found found = run.attribute(classes, all, phrases, budget, begun);
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
              method,
              integration(),
              baselines,
              attribution,
              scores.get(t),
              WordScore.of(phrases, words, text, attribution),
              pairs.get(t),
              found.use().map(use -> use.withoutPairs(pairsLeft(words, pairs))),
              run.logits().counts(),
              Optional.empty()));
    }
    return explanations;
  }

  /**
   * Explains a text that is longer than the model's limit, each word in the window in which it has
   * most context. The predicted class is that of the largest mean probability over the windows.
   *
   * @param model the model that answered
   * @param windows the whole text, and where it is cut
   * @param monitor is told of progress over all windows together and may cancel
   * @return one explanation a class, in the order of the choice; its tokens are those of the whole
   *     text
   * @throws IllegalArgumentException if interactions are asked for, a phrase stands in no single
   *     window, or as {@link #explain}
   */
  public List<Explanation> explainAll(TextModel model, Windows windows, Monitor monitor) {
    var event = new ExplainEvent();
    event.begin();
    List<Explanation> found = new WindowedRun(this, model, windows, monitor).explain();
    event.ended(windows.whole(), found);
    return found;
  }

  /** What the method evaluates at the least for some units, from all baselines. */
  PassCosts costs(int classes, List<TextPart> words, List<TextPart> phrases) {
    return method
        .costs(settings, classes, TextPart.rows(words), TextPart.rows(phrases))
        .withAnswer()
        .times(baselines.size());
  }

  /** The game whose index is asked for; empty for pairs in the full text. */
  Optional<InteractionGame> game() {
    return units.index() == InteractionIndex.LAST
        ? Optional.empty()
        : Optional.of(new InteractionGame(units.index(), units.order()));
  }

  Optional<Integration> integration() {
    return method.integrates() ? Optional.of(settings.integration()) : Optional.empty();
  }

  private long pairsLeft(List<TextPart> words, List<Optional<Interactions>> pairs) {
    if (game().isPresent()) {
      return 0;
    }
    long asked = Interactions.passes(Math.min(words.size(), units.interactingWords()));
    return pairs.stream()
        .flatMap(Optional::stream)
        .mapToLong(each -> asked - Interactions.passes(each.words().size()))
        .max()
        .orElse(0);
  }

  private void requireRoomForPairs(int words) {
    if (units.interactingWords() > 0 && game().isPresent()) {
      game().orElseThrow().requireFor(Math.min(words, units.interactingWords()));
      if (budget.isPresent()) {
        throw new IllegalArgumentException(
            "an index of interactions cannot save passes; leave out the budget, or ask"
                + " for pairs in the full text (last)");
      }
    }
    if (baselines.size() > 1 && units.interactingWords() > 0) {
      throw new IllegalArgumentException(
          "pairs of words are masked with one baseline; leave out the interactions, or all"
              + " baselines but one");
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
