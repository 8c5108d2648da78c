package org.mekiki.sig;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.text.TextPart;

/** Explains within a number of passes, of which the model's answer took one. */
final class WithinPasses extends WithinBudget {
  private final Budget.Passes budget;
  private final long least;

  WithinPasses(
      Explainer explainer,
      OverBaselines baselines,
      List<Integer> classes,
      List<TextPart> words,
      List<TextPart> phrases,
      Budget.Passes budget) {
    super(explainer, baselines, classes, words, phrases);
    this.budget = budget;
    least = AttributionRun.least(explainer, classes.size(), words, phrases);
  }

  @Override
  AttributionRun.Found explain() {
    if (budget.most() < least) {
      throw new IllegalArgumentException(
          "the budget of %d passes is too small for this text; at least %d are needed"
              .formatted(budget.most(), least));
    }
    long passes = budget.most() - baselines().logits().counts().total();
    if (choice().all() <= passes) {
      List<TextPart> words = choice().words();
      return explained(words, rest(words, passes), use(PassCounts.NONE));
    }
    try (Evaluator evaluator = evaluator()) {
      Screening screening = screening(evaluator);
      screening.estimate();
      double[] promises = screening.promises(sentences(evaluator, passes));
      long left = passes - evaluator.counts().total();
      Set<TextPart> fitting = new HashSet<>(choice().fitting(promises, left));
      List<TextPart> chosen = choice().words().stream().filter(fitting::contains).toList();
      return explained(chosen, rest(chosen, left), use(evaluator.counts()));
    }
  }

  private BudgetUse use(PassCounts screening) {
    return new BudgetUse(budget, budget.most(), screening, List.of(), 0);
  }
}
