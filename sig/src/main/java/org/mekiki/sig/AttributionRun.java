package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.Deadline;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.PathSettings;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.evaluation.ModelLogits;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextPart;

/** Attributes one text, or one window of a text, within a budget where there is one. */
final class AttributionRun {
  /** Masking sentences may take one part in so many of the budget. */
  private static final int SHARE_FOR_SENTENCES = 4;

  private final Explainer explainer;
  private final TextModel model;
  private final EncodedText text;
  private final Monitor monitor;
  private final AttributionInput input;
  private final ModelLogits function;
  private final Logits logits;

  /** {@link System#nanoTime} when the time is over, where it is limited. */
  private OptionalLong end = OptionalLong.empty();

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

  AttributionRun(Explainer explainer, TextModel model, EncodedText text, Monitor monitor) {
    this.explainer = explainer;
    this.model = model;
    this.text = text;
    this.monitor = monitor;
    input = AttributionInput.of(model, text, explainer.baseline());
    function = new ModelLogits(model, text);
    logits = Logits.of(model, text, input.rows());
  }

  /** The model's answer. */
  Logits logits() {
    return logits;
  }

  /**
   * The fewest passes that explain anything: the model's answer, a word where there is one, and the
   * phrases.
   */
  static long least(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    WordChoice choice = choice(explainer, targets, words, phrases);
    return 1 + Math.min(choice.all(), Screening.passes(targets) + choice.least());
  }

  private static WordChoice choice(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    PassCosts costs = explainer.costs(targets, words, phrases);
    boolean maskedToo = explainer.method().guarantee() != Guarantee.PARTS;
    var pairs = new PairCosts(explainer.units().interactingWords(), targets, maskedToo);
    return new WordChoice(costs, pairs, words, phrases);
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
              attribute(classes, words, phrases, explainer.settings()), words, Optional.empty());
      case Budget.Passes passes -> within(classes, words, phrases, passes);
      case Budget.Time time -> within(classes, words, phrases, time, begun);
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
    long passes = budget.most() - logits.counts().total();
    if (choice.all() <= passes) {
      return explained(
          classes,
          choice,
          words,
          rest(choice, words, passes),
          new BudgetUse(budget, budget.most(), PassCounts.NONE, List.of(), 0));
    }
    try (Evaluator evaluator = evaluator(classes, PathSettings.DEFAULT)) {
      var screening = new Screening(evaluator, scored(words), classes.size());
      screening.estimate();
      double[] promises = screening.promises(sentences(choice, evaluator, passes));
      long left = passes - evaluator.counts().total();
      List<TextPart> fitting = choice.fitting(promises, left);
      List<TextPart> chosen = words.stream().filter(fitting::contains).toList();
      return explained(
          classes,
          choice,
          chosen,
          rest(choice, chosen, left),
          new BudgetUse(budget, budget.most(), evaluator.counts(), List.of(), 0));
    }
  }

  private Found within(
      List<Integer> classes,
      List<TextPart> words,
      List<TextPart> phrases,
      Budget.Time budget,
      long begun) {
    end = OptionalLong.of(begun + budget.most().toNanos());
    WordChoice choice = choice(explainer, classes.size(), words, phrases);
    try (Evaluator evaluator = evaluator(classes, PathSettings.DEFAULT)) {
      var screening = new Screening(evaluator, scored(words), classes.size());
      long passes = screening.measure(budget.most(), begun);
      long least = evaluator.counts().total() + choice.least();
      // Who keeps time needs no estimate, and the first passes are slower than others.
      boolean keepsTime = explainer.method().keepsTime();
      if (deadline(0).passed() || !keepsTime && passes < least) {
        throw new IllegalArgumentException(
            "a budget of %s s for these %d words has room for about %d passes; at least %d are needed"
                .formatted(
                    budget.most().toNanos() / 1e9,
                    words.size(),
                    passes + logits.counts().total(),
                    least + logits.counts().total()));
      }
      double[] promises = screening.promises(sentences(choice, evaluator, passes));
      long left = keepsTime ? Long.MAX_VALUE : passes - evaluator.counts().total();
      List<TextPart> chosen = choice.fitting(promises, left);
      double pairs = choice.pairs().of(chosen.size());
      return explained(
          classes,
          choice,
          chosen,
          rest(choice, chosen, left).withDeadline(deadline(pairs / Math.max(1, choice.all()))),
          new BudgetUse(
              budget, passes + logits.counts().total(), evaluator.counts(), List.of(), 0));
    }
  }

  /** The sentences that are worth masking where not all words can be explained. */
  private List<RowSet> sentences(WordChoice choice, Evaluator evaluator, long passes) {
    long spent = evaluator.counts().total();
    return spent + choice.all() <= passes
        ? List.of()
        : sentences(passes, passes - spent - choice.least());
  }

  /** What is left of a number of passes, without those of the pairs. */
  private PathSettings rest(WordChoice choice, List<TextPart> words, long passes) {
    long most = passes == Long.MAX_VALUE ? passes : passes - choice.pairs().of(words.size());
    return explainer.settings().withPasses(most);
  }

  /**
   * Explains words within the rest of a budget.
   *
   * @param words in the order in which they are begun
   * @param use the budget before; what was left out is added
   */
  private Found explained(
      List<Integer> classes,
      WordChoice choice,
      List<TextPart> words,
      PathSettings settings,
      BudgetUse use) {
    List<Attribution> found = attribute(classes, words, choice.phrases(), settings);
    List<TextPart> finished =
        choice.words().stream()
            .filter(words::contains)
            .filter(word -> found.getFirst().explains(word.tokens()))
            .toList();
    return new Found(found, finished, Optional.of(use.without(choice.without(finished))));
  }

  /** The end of the time, earlier by a share of what is left of it. */
  private Deadline deadline(double share) {
    if (end.isEmpty()) {
      return Deadline.NONE;
    }
    double left = Math.max(0, end.getAsLong() - System.nanoTime());
    return Deadline.at(end.getAsLong() - (long) (share * left));
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

  private Evaluator evaluator(List<Integer> classes, PathSettings limits) {
    return new Evaluator(
        function,
        explained(classes),
        input,
        limits.withBatchRows(explainer.settings().batchRows()),
        model.context(),
        monitor);
  }

  private List<Attribution> attribute(
      List<Integer> classes, List<TextPart> words, List<TextPart> phrases, PathSettings settings) {
    List<RowSet> sets = TextPart.rows(words);
    PathSettings share = settings.withPasses(settings.passes() / explainer.baselines().size());
    var runs = new ArrayList<List<Attribution>>();
    AttributionInput scored = null;
    for (Baseline baseline : explainer.baselines()) {
      scored =
          AttributionInput.of(model, text, baseline)
              .withOnly(sets)
              .withPhrases(TextPart.rows(phrases));
      runs.add(attribute(classes, scored, share));
    }
    var means = new ArrayList<Attribution>();
    for (int t = 0; t < classes.size(); t++) {
      int number = t;
      means.add(
          new BaselineMean(scored, runs.stream().map(run -> run.get(number)).toList())
              .attribution());
    }
    means.forEach(AttributionRun::requireFinite);
    return means;
  }

  private List<Attribution> attribute(
      List<Integer> classes, AttributionInput scored, PathSettings settings) {
    return explainer
        .method()
        .attribute(function, explained(classes), scored, settings, model.context(), monitor);
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

  /**
   * The interactions of the words that score most, one result a target; of fewer words where a
   * budget of time ends.
   */
  List<Interactions> interactions(
      List<Integer> classes,
      List<Attribution> attributions,
      List<List<WordScore>> scores,
      int words) {
    try (Evaluator evaluator = evaluator(classes, PathSettings.DEFAULT.withDeadline(deadline(0)))) {
      return new PairwiseInteractions(evaluator, attributions).of(scores, words);
    }
  }
}
