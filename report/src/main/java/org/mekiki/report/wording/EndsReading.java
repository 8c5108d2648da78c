package org.mekiki.report.wording;

import java.util.Optional;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.BothEnds;

/** What it says of a word that it does one thing in the text and another one alone. */
public final class EndsReading {
  /** A difference below this share of the largest score changes no reading. */
  private static final double VISIBLE = 0.25;

  private EndsReading() {}

  /** Whether the scores have both ends. */
  public static boolean has(Explanation explanation) {
    return explanation.words().stream().anyMatch(word -> word.ends().isPresent());
  }

  /** What makes the ends differ, in a few words; empty where they hardly do. */
  public static Optional<String> meaning(WordScore word, Explanation explanation, Texts texts) {
    double least = VISIBLE * explanation.attribution().largestScore();
    return word.ends()
        .filter(ends -> Math.abs(ends.inText() - ends.alone()) >= least)
        .map(ends -> texts.of(key(ends)));
  }

  private static String key(BothEnds ends) {
    if (ends.inText() * ends.alone() < 0) {
      return "ends.turned";
    }
    return Math.abs(ends.alone()) > Math.abs(ends.inText()) ? "ends.weaker" : "ends.stronger";
  }

  /** How much of the whole the scores account for, in a sentence. */
  public static Optional<String> account(Explanation explanation, String quantity, Texts texts) {
    var attribution = explanation.attribution();
    if (attribution.beyondPairs().isEmpty()) {
      return Optional.empty();
    }
    double whole = attribution.fInput() - attribution.fBaseline().orElseThrow();
    double rest = attribution.beyondPairs().getAsDouble();
    return Optional.of(
        texts.of(
            whole < 0 ? "ends.account.down" : "ends.account.up",
            Math.abs(whole),
            quantity,
            whole - rest,
            rest));
  }
}
