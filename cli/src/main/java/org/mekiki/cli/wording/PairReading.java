package org.mekiki.cli.wording;

import java.util.List;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;

/** Which pairs of words are worth a line, and what it says. */
public final class PairReading {
  private static final int SHOWN = 5;

  /** A pair below this share of the largest score changes no reading. */
  private static final double VISIBLE = 0.1;

  private PairReading() {}

  /** The strongest pairs, as far as they matter beside the largest score. */
  public static List<Interactions.Pair> strongest(Explanation explanation) {
    double least = VISIBLE * explanation.attribution().largestScore();
    return explanation.interactions().stream()
        .flatMap(interactions -> interactions.strongest().stream())
        .filter(pair -> Math.abs(pair.value()) >= least)
        .limit(SHOWN)
        .toList();
  }

  /**
   * What the value says. The score of either word with the other one there is larger by the value
   * than with the other one masked.
   *
   * @param name of what is explained
   */
  public static String meaning(Interactions.Pair pair, String name, Texts texts) {
    double first = pair.first().raw();
    double second = pair.second().raw();
    boolean oneDirection = first > 0 == second > 0;
    if (oneDirection && pair.value() > 0 != first > 0) {
      return texts.of("pairs.same");
    }
    return texts.of(pair.value() > 0 ? "pairs.more" : "pairs.less", name);
  }
}
