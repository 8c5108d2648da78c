package org.mekiki.sig;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Deadline;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.interaction.InteractionGame;
import org.mekiki.sig.text.TextPart;

/**
 * Attributes one text, or one window of a text: all of it, {@linkplain WithinPasses within a number
 * of passes} or {@linkplain WithinTime within a time}.
 */
final class AttributionRun implements AutoCloseable {
  private final Explainer explainer;
  private final OverBaselines baselines;

  /** When a budget of time ends; never without one. */
  private Deadline end = Deadline.NONE;

  /**
   * What was found.
   *
   * @param attributions one a target
   * @param words those that were explained, in the text's order
   * @param use of the budget, where there is one
   */
  record Found(List<Attribution> attributions, List<TextPart> words, Optional<BudgetUse> use) {
    /** Passes for the scores and for choosing the words. */
    PassCounts counts() {
      return attributions
          .getFirst()
          .counts()
          .plus(use.map(BudgetUse::screening).orElse(PassCounts.NONE));
    }
  }

  /**
   * A run.
   *
   * @param keeps whether the answer's pass may be kept until the run is closed
   */
  AttributionRun(
      Explainer explainer, TextModel model, EncodedText text, Monitor monitor, boolean keeps) {
    this.explainer = explainer;
    baselines = new OverBaselines(explainer, model, text, monitor, keeps);
  }

  @Override
  public void close() {
    baselines.close();
  }

  /** The model's answer. */
  Logits logits() {
    return baselines.logits();
  }

  /**
   * The fewest passes that explain anything: the model's answer, a word where there is one, and the
   * phrases.
   */
  static long least(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    WordChoice choice = WordChoice.of(explainer, targets, words, phrases);
    return 1 + Math.min(choice.all(), Screening.passes(targets) + choice.least());
  }

  /** The passes that an explanation surely takes: within a budget, at the least. */
  static long surely(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    return explainer.budget().isPresent()
        ? least(explainer, targets, words, phrases)
        : 1 + WordChoice.of(explainer, targets, words, phrases).all();
  }

  /**
   * Attributes.
   *
   * @param classes the explained ones
   * @param words that are explained, as far as the budget allows
   * @param phrases that are explained
   * @param begun {@link System#nanoTime} when a budget of time began
   * @throws IllegalArgumentException if the budget is too small for anything
   */
  Found attribute(
      List<Integer> classes,
      List<TextPart> words,
      List<TextPart> phrases,
      Optional<Budget> budget,
      long begun) {
    return switch (budget.orElse(null)) {
      case null ->
          new Found(
              baselines.attribute(classes, words, phrases, explainer.settings()),
              words,
              Optional.empty());
      case Budget.Passes passes ->
          new WithinPasses(explainer, baselines, classes, words, phrases, passes).explain();
      case Budget.Time time -> {
        end = Deadline.at(begun + time.most().toNanos());
        yield new WithinTime(explainer, baselines, classes, words, phrases, time, begun).explain();
      }
    };
  }

  /**
   * The interactions of the words that score most, one result a target; of fewer words where a
   * budget of time ends.
   */
  List<Interactions> interactions(
      List<Integer> classes,
      List<Attribution> attributions,
      List<List<WordScore>> scores,
      int words) {
    try (Evaluator evaluator =
        baselines.evaluator(classes, RunSettings.DEFAULT.withDeadline(end))) {
      Optional<InteractionGame> game = explainer.game();
      if (game.isPresent()) {
        double[] all = attributions.stream().mapToDouble(Attribution::fInput).toArray();
        return new IndexedInteractions(game.orElseThrow(), evaluator, baselines.input(), all)
            .of(scores, words);
      }
      return new PairwiseInteractions(evaluator, attributions).of(scores, words);
    }
  }
}
