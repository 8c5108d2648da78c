package org.mekiki.sig;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextPart;

/** Explains what a budget has room for: the words that promise most, and the phrases. */
abstract class WithinBudget {
  /** Masking sentences may take one part in so many of the budget. */
  private static final int SHARE_FOR_SENTENCES = 4;

  private final Explainer explainer;
  private final OverBaselines baselines;
  private final List<Integer> classes;
  private final WordChoice choice;

  WithinBudget(
      Explainer explainer,
      OverBaselines baselines,
      List<Integer> classes,
      List<TextPart> words,
      List<TextPart> phrases) {
    this.explainer = explainer;
    this.baselines = baselines;
    this.classes = classes;
    choice = WordChoice.of(explainer, classes.size(), words, phrases);
  }

  /**
   * Explains.
   *
   * @throws IllegalArgumentException if the budget is too small for anything
   */
  abstract AttributionRun.Found explain();

  final WordChoice choice() {
    return choice;
  }

  final OverBaselines baselines() {
    return baselines;
  }

  final List<Integer> classes() {
    return classes;
  }

  /** An evaluator for choosing words. */
  final Evaluator evaluator() {
    return baselines.evaluator(classes, RunSettings.DEFAULT);
  }

  /** A screening of all words. */
  final Screening screening(Evaluator evaluator) {
    return new Screening(evaluator, baselines.scored(choice.words()), classes.size());
  }

  /** The sentences that are worth masking where not all words can be explained. */
  final List<RowSet> sentences(Evaluator evaluator, long passes) {
    long spent = evaluator.counts().total();
    if (spent + choice.all() <= passes) {
      return List.of();
    }
    long spare = passes - spent - choice.least();
    List<RowSet> sentences =
        Phrases.sentences().find(baselines.text()).stream()
            .map(TextPart::tokens)
            .distinct()
            .toList();
    boolean worth = sentences.size() > 1;
    return worth && sentences.size() <= Math.min(spare, passes / SHARE_FOR_SENTENCES)
        ? sentences
        : List.of();
  }

  /** What is left of a number of passes, without those of the words' pairs. */
  final RunSettings rest(List<TextPart> words, long passes) {
    long most = passes == Long.MAX_VALUE ? passes : passes - choice.pairs().of(words.size());
    return explainer.settings().withPasses(most);
  }

  /**
   * Explains words within the rest of the budget.
   *
   * @param words in the order in which they are begun
   * @param use the budget before; what was left out is added
   */
  final AttributionRun.Found explained(List<TextPart> words, RunSettings settings, BudgetUse use) {
    List<Attribution> found = baselines.attribute(classes, words, choice.phrases(), settings);
    Set<TextPart> chosen = new HashSet<>(words);
    List<TextPart> finished =
        choice.words().stream()
            .filter(chosen::contains)
            .filter(word -> found.getFirst().explains(word.tokens()))
            .toList();
    return new AttributionRun.Found(
        found, finished, Optional.of(use.without(choice.without(finished))));
  }
}
