package org.mekiki.sig;

import java.util.List;
import org.mekiki.sig.attribution.Deadline;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.text.TextPart;

/** Explains within a time, of which a part is kept for the pairs of words. */
final class WithinTime extends WithinBudget {
  private final Budget.Time budget;
  private final boolean keepsTime;
  private final long begun;
  private final long end;

  /**
   * A run within a time.
   *
   * @param begun {@link System#nanoTime} when the time began
   */
  WithinTime(
      Explainer explainer,
      OverBaselines baselines,
      List<Integer> classes,
      List<TextPart> words,
      List<TextPart> phrases,
      Budget.Time budget,
      long begun) {
    super(explainer, baselines, classes, words, phrases);
    this.budget = budget;
    this.begun = begun;
    keepsTime = explainer.method().keepsTime();
    end = begun + budget.most().toNanos();
  }

  @Override
  AttributionRun.Found explain() {
    long answer = baselines().logits().counts().total();
    try (Evaluator evaluator = evaluator()) {
      Screening screening = screening(evaluator);
      long passes = screening.measure(budget.most(), begun);
      requireRoom(passes, evaluator.counts().total() + choice().least(), answer);
      double[] promises = screening.promises(sentences(evaluator, passes));
      long left = keepsTime ? Long.MAX_VALUE : passes - evaluator.counts().total();
      List<TextPart> chosen = choice().fitting(promises, left);
      double pairs = choice().pairs().of(chosen.size());
      return explained(
          chosen,
          rest(chosen, left).withDeadline(earlier(pairs / Math.max(1, choice().all()))),
          new BudgetUse(budget, passes + answer, evaluator.counts(), List.of(), 0));
    }
  }

  /** A method that keeps time needs no estimate: the first passes are slower than others. */
  private void requireRoom(long passes, long least, long answer) {
    if (Deadline.at(end).passed() || !keepsTime && passes < least) {
      throw new IllegalArgumentException(
          "a budget of %s s for these %d words has room for about %d passes; at least %d are needed"
              .formatted(
                  budget.most().toNanos() / 1e9,
                  choice().words().size(),
                  passes + answer,
                  least + answer));
    }
  }

  /** The end of the time, earlier by a share of what is left of it. */
  private Deadline earlier(double share) {
    double left = Math.max(0, end - System.nanoTime());
    return Deadline.at(end - (long) (share * left));
  }
}
