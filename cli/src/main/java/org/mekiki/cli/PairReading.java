package org.mekiki.cli;

import java.util.List;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;

/** Which pairs of words are worth a line, and what their sign says. */
final class PairReading {
  private static final int SHOWN = 5;

  /** A pair below this share of the largest score changes no reading. */
  private static final double VISIBLE = 0.1;

  private PairReading() {}

  /** The strongest pairs, as far as they matter beside the largest score. */
  static List<Interactions.Pair> strongest(Explanation explanation) {
    double least = VISIBLE * explanation.attribution().largestScore();
    return explanation.interactions().stream()
        .flatMap(interactions -> interactions.strongest().stream())
        .filter(pair -> Math.abs(pair.value()) >= least)
        .limit(SHOWN)
        .toList();
  }

  static String meaning(double value) {
    return value < 0
        ? "they say the same twice, or one takes back the other"
        : "together they say more than each alone";
  }
}
