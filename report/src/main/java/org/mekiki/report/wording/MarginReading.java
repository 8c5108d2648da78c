package org.mekiki.report.wording;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/** How well the scores are known whose method draws samples. */
public final class MarginReading {
  private MarginReading() {}

  /** Whether the scores have intervals, of no width too. */
  public static boolean has(Explanation explanation) {
    return scores(explanation).stream().anyMatch(word -> word.margin().isPresent());
  }

  /** Whether chance had a part in a score. */
  static boolean sampled(Explanation explanation) {
    return widest(explanation) > 0;
  }

  private static List<WordScore> scores(Explanation explanation) {
    return Stream.concat(explanation.words().stream(), explanation.phrases().stream()).toList();
  }

  private static double widest(Explanation explanation) {
    return scores(explanation).stream()
        .mapToDouble(word -> word.margin().orElse(0))
        .max()
        .orElse(0);
  }

  /** How wide the intervals are. */
  static String verdict(Explanation explanation, Texts texts) {
    double percent = 100 * widest(explanation) / explanation.attribution().largestScore();
    return texts.of(
        Verdict.converged(explanation) ? "verdict.sampled" : "verdict.sampled.not",
        texts.of("error.share", String.format(Locale.ROOT, "%.1f", percent)));
  }
}
