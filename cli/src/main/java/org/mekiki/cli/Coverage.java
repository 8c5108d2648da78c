package org.mekiki.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mekiki.sig.Budget;
import org.mekiki.sig.BudgetUse;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.TextPart;

/** What of a text was explained, for readers. */
final class Coverage {
  private Coverage() {}

  /** The words that the budget left out. */
  static List<TextPart> left(Explanation explanation) {
    return explanation.budget().map(BudgetUse::left).orElse(List.of());
  }

  /** Why words have no score. */
  static String reason(BudgetUse use) {
    return "not explained: the budget of " + budget(use) + " ended";
  }

  /** The words that have no score, and why; empty where all have one. */
  static Optional<String> leftOut(Explanation explanation) {
    return explanation
        .budget()
        .filter(use -> !use.left().isEmpty())
        .map(
            use ->
                use.left().stream()
                    .map(part -> part.in(explanation.text()).strip())
                    .collect(Collectors.joining(" ", reason(use) + ": ", "")));
  }

  /** How many words have a score, where not all have: the end of a verdict. */
  static String share(Explanation explanation) {
    int left = left(explanation).size();
    int explained = explanation.words().size();
    return left == 0
        ? ""
        : "; %d of %d words explained, scores are normalised over these"
            .formatted(explained, explained + left);
  }

  /** The budget in its own unit. */
  static String budget(BudgetUse use) {
    return switch (use.budget()) {
      case Budget.Passes passes -> passes.most() + (passes.most() == 1 ? " pass" : " passes");
      case Budget.Time time -> seconds(time) + " s";
    };
  }

  /** The budget, and how much of it was used. */
  static Optional<String> spent(Explanation explanation) {
    long pairs = explanation.interactions().map(Interactions::passes).orElse(0L);
    return explanation
        .budget()
        .map(
            use ->
                "%s, %d %s"
                    .formatted(
                        budget(use),
                        explanation.counts().total() + pairs,
                        use.budget() instanceof Budget.Time ? "passes" : "of them used"));
  }

  /** The pairs that a budget left out; empty where none is missing. */
  static Optional<String> pairsLeft(Explanation explanation) {
    return explanation
        .budget()
        .filter(use -> use.pairsLeft() > 0)
        .map(
            use ->
                "%d pairs of weaker words not evaluated: the budget of %s ended"
                    .formatted(use.pairsLeft(), budget(use)));
  }

  static double seconds(Budget.Time time) {
    return time.most().toNanos() / 1e9;
  }

  /** How a long text was read; empty where it was read at once. */
  static Optional<String> windows(Explanation explanation) {
    return explanation
        .windowing()
        .map(
            found ->
                "read in %d overlapping windows; the probabilities are their mean"
                    .formatted(found.windows().size()));
  }
}
