package org.mekiki.sig;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Tensor;

/** Attributes one text, or one window of a text, within a budget where there is one. */
final class AttributionRun {
  /** Masking sentences may take one part in so many of the budget. */
  private static final int SHARE_FOR_SENTENCES = 4;

  private final Explainer explainer;
  private final TextModel model;
  private final EncodedText text;
  private final Monitor monitor;
  private final AttributionInput input;
  private final Logits logits;

  /**
   * What was found.
   *
   * @param attributions one a target
   * @param words those that were explained
   * @param use of the budget, where there is one
   */
  record Found(List<Attribution> attributions, List<TextPart> words, Optional<BudgetUse> use) {}

  AttributionRun(Explainer explainer, TextModel model, EncodedText text, Monitor monitor) {
    this.explainer = explainer;
    this.model = model;
    this.text = text;
    this.monitor = monitor;
    input = input(explainer, model, text);
    logits = Logits.of(model, text, input.rows());
  }

  /** Words move from the baseline; tokens that the tokenizer added stay. */
  private static AttributionInput input(Explainer explainer, TextModel model, EncodedText text) {
    Tensor rows = model.embeddings(text);
    Tensor from = model.baselineRow(explainer.baseline());
    int width = rows.shape().dim(1);
    float[] starts = rows.toArray();
    boolean[] movable = new boolean[text.size()];
    for (int i = 0; i < movable.length; i++) {
      movable[i] = !text.tokens().get(i).added();
      if (movable[i]) {
        System.arraycopy(from.array(), from.offset(), starts, i * width, width);
      }
    }
    return new AttributionInput(rows, Tensor.wrap(starts, 0, rows.shape()), movable);
  }

  /** The model's answer. */
  Logits logits() {
    return logits;
  }

  /** The fewest passes that explain anything: a word where there is one, and the phrases. */
  static long least(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    WordChoice choice = choice(explainer, targets, words, phrases);
    return Math.min(choice.all(), Screening.passes(targets) + choice.least());
  }

  private static WordChoice choice(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    PassCosts costs = explainer.method().costs(explainer.settings(), targets);
    return new WordChoice(costs, words, phrases);
  }

  /**
   * Attributes.
   *
   * @param classes the explained ones
   * @param words that are explained, as far as the budget allows
   * @param phrases that are explained
   * @throws IllegalArgumentException if the budget is too small for anything
   */
  Found attribute(
      List<Integer> classes,
      List<TextPart> words,
      List<TextPart> phrases,
      Optional<Budget> budget) {
    return switch (budget.orElse(null)) {
      case null ->
          new Found(attribute(classes, words, phrases, Long.MAX_VALUE), words, Optional.empty());
      case Budget.Passes passes -> within(classes, words, phrases, passes);
      case Budget.Time time -> within(classes, words, phrases, time);
    };
  }

  private Found within(
      List<Integer> classes, List<TextPart> words, List<TextPart> phrases, Budget.Passes budget) {
    WordChoice choice = choice(explainer, classes.size(), words, phrases);
    long least = least(explainer, classes.size(), words, phrases);
    if (budget.most() < least) {
      throw new IllegalArgumentException(
          "the budget of %d passes is too small for this text; at least %d are needed"
              .formatted(budget.most(), least));
    }
    if (choice.all() <= budget.most()) {
      var use = new BudgetUse(budget, budget.most(), PassCounts.NONE, List.of());
      List<Attribution> found = attribute(classes, words, phrases, budget.most());
      return new Found(found, words, Optional.of(use));
    }
    try (Evaluator evaluator = evaluator(classes, Long.MAX_VALUE)) {
      var screening = new Screening(evaluator, scored(words), classes.size());
      screening.estimate();
      return chosen(classes, choice, screening, evaluator, budget, budget.most());
    }
  }

  private Found within(
      List<Integer> classes, List<TextPart> words, List<TextPart> phrases, Budget.Time budget) {
    long begun = System.nanoTime();
    WordChoice choice = choice(explainer, classes.size(), words, phrases);
    try (Evaluator evaluator = evaluator(classes, Long.MAX_VALUE)) {
      var screening = new Screening(evaluator, scored(words), classes.size());
      long passes = screening.measure(budget.most(), begun);
      long least = evaluator.counts().total() + choice.least();
      if (passes < least) {
        throw new IllegalArgumentException(
            "a budget of %s s for these %d words has room for about %d passes; at least %d are needed"
                .formatted(budget.most().toNanos() / 1e9, words.size(), passes, least));
      }
      return chosen(classes, choice, screening, evaluator, budget, passes);
    }
  }

  /** Explains the most promising words. */
  private Found chosen(
      List<Integer> classes,
      WordChoice choice,
      Screening screening,
      Evaluator evaluator,
      Budget budget,
      long passes) {
    List<TextPart> words = choice.words();
    if (evaluator.counts().total() + choice.all() > passes) {
      List<RowSet> sentences =
          sentences(passes, passes - evaluator.counts().total() - choice.least());
      double[] promises = screening.promises(sentences);
      words = choice.fitting(promises, passes - evaluator.counts().total());
    }
    PassCounts counts = evaluator.counts();
    List<Attribution> found = attribute(classes, words, choice.phrases(), passes - counts.total());
    return new Found(
        found, words, Optional.of(new BudgetUse(budget, passes, counts, choice.without(words))));
  }

  /** The sentences, if there are several and masking each leaves enough for words. */
  private List<RowSet> sentences(long passes, long spare) {
    List<RowSet> sentences =
        Phrases.sentences().find(text).stream().map(TextPart::tokens).distinct().toList();
    boolean worth = sentences.size() > 1;
    return worth && sentences.size() <= Math.min(spare, passes / SHARE_FOR_SENTENCES)
        ? sentences
        : List.of();
  }

  private AttributionInput scored(List<TextPart> words) {
    return input.withOnly(words.stream().map(TextPart::tokens).toList());
  }

  private List<Target> explained(List<Integer> classes) {
    return classes.stream()
        .map(index -> new Target(index, explainer.output(), model.link()))
        .toList();
  }

  private Evaluator evaluator(List<Integer> classes, long passes) {
    return new Evaluator(
        new ModelLogits(model, text),
        explained(classes),
        input,
        explainer.settings().withPasses(passes),
        model.context(),
        monitor);
  }

  private List<Attribution> attribute(
      List<Integer> classes, List<TextPart> words, List<TextPart> phrases, long passes) {
    List<Attribution> attributions =
        explainer
            .method()
            .attribute(
                new ModelLogits(model, text),
                explained(classes),
                scored(words).withPhrases(phrases.stream().map(TextPart::tokens).toList()),
                explainer.settings().withPasses(passes),
                model.context(),
                monitor);
    attributions.forEach(AttributionRun::requireFinite);
    return attributions;
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

  /** The interactions of the words that score most, one result a target. */
  List<Interactions> interactions(
      List<Integer> classes,
      List<Attribution> attributions,
      List<List<WordScore>> scores,
      int words) {
    try (Evaluator evaluator = evaluator(classes, Long.MAX_VALUE)) {
      return new PairwiseInteractions(evaluator, attributions).of(scores, words);
    }
  }
}
