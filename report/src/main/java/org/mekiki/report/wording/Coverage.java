package org.mekiki.report.wording;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mekiki.sig.Budget;
import org.mekiki.sig.BudgetUse;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.text.TextPart;

/** What of a text was explained, for readers. */
public final class Coverage {
  private Coverage() {}

  /** The words that the budget left out. */
  public static List<TextPart> left(Explanation explanation) {
    return explanation.budget().map(BudgetUse::left).orElse(List.of());
  }

  /** Why words have no score. */
  public static String reason(BudgetUse use, Texts texts) {
    return texts.of("coverage.reason", budget(use, texts));
  }

  /** The words that have no score, and why; empty where all have one. */
  public static Optional<String> leftOut(Explanation explanation, Texts texts) {
    return explanation
        .budget()
        .filter(use -> !use.left().isEmpty())
        .map(
            use ->
                use.left().stream()
                    .map(part -> part.in(explanation.text()).strip())
                    .collect(Collectors.joining(" ", reason(use, texts) + ": ", "")));
  }

  /** How many words have a score, where not all have: the end of a verdict. */
  static String share(Explanation explanation, Texts texts) {
    int left = left(explanation).size();
    int explained = explanation.words().size();
    return left == 0 ? "" : texts.of("verdict.share", explained, explained + left);
  }

  /** The budget in its own unit. */
  static String budget(BudgetUse use, Texts texts) {
    return switch (use.budget()) {
      case Budget.Passes passes ->
          passes.most() == 1
              ? texts.of("coverage.passes.one")
              : texts.of("coverage.passes", passes.most());
      case Budget.Time time -> texts.of("coverage.seconds", seconds(time));
    };
  }

  /** The budget, and how much of it was used. */
  public static Optional<String> spent(Explanation explanation, Texts texts) {
    long pairs = explanation.interactions().map(Interactions::passes).orElse(0L);
    return explanation
        .budget()
        .map(
            use ->
                texts.of(
                    use.budget() instanceof Budget.Time ? "coverage.took" : "coverage.used",
                    budget(use, texts),
                    explanation.counts().total() + pairs));
  }

  /** The pairs that a budget left out; empty where none is missing. */
  public static Optional<String> pairsLeft(Explanation explanation, Texts texts) {
    return explanation
        .budget()
        .filter(use -> use.pairsLeft() > 0)
        .map(use -> texts.of("coverage.pairs", use.pairsLeft(), budget(use, texts)));
  }

  public static double seconds(Budget.Time time) {
    return time.most().toNanos() / 1e9;
  }

  /** How a long text was read; empty where it was read at once. */
  public static Optional<String> windows(Explanation explanation, Texts texts) {
    return explanation
        .windowing()
        .map(found -> texts.of("coverage.windows", found.windows().size()));
  }
}
