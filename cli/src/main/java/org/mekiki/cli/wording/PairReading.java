package org.mekiki.cli.wording;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.attribution.InteractionIndex;

/** Which pairs of words are worth a line, and what it says. */
public final class PairReading {
  private static final int SHOWN = 5;
  private static final int DRAWN = 12;

  /** A pair below this share of the largest score changes no reading. */
  private static final double VISIBLE = 0.1;

  private PairReading() {}

  /** The strongest pairs, as far as they matter beside the largest score. */
  public static List<Interactions.Pair> strongest(Explanation explanation) {
    return visible(explanation).stream().limit(SHOWN).toList();
  }

  /** More of them than are worth a line each, for a picture. */
  public static List<Interactions.Pair> visible(Explanation explanation) {
    double least = VISIBLE * explanation.attribution().largestScore();
    return explanation.interactions().stream()
        .flatMap(interactions -> interactions.strongest().stream())
        .filter(pair -> pair.value() != 0 && Math.abs(pair.value()) >= least)
        .limit(DRAWN)
        .toList();
  }

  /** The strongest sets of three words, as far as they matter beside the largest score. */
  public static List<Interactions.Triple> strongestTriples(Explanation explanation) {
    double least = VISIBLE * explanation.attribution().largestScore();
    return explanation.interactions().stream()
        .flatMap(interactions -> interactions.strongestTriples().stream())
        .filter(triple -> Math.abs(triple.value()) >= least)
        .limit(SHOWN)
        .toList();
  }

  /** By which index words were paired, and how well its numbers are known; empty for last. */
  public static Optional<String> index(Explanation explanation, Texts texts) {
    return explanation
        .interactions()
        .filter(found -> found.index() != InteractionIndex.LAST)
        .map(
            found ->
                texts.of("index." + found.index().label(), (double) found.order())
                    + known(found, texts));
  }

  private static String known(Interactions found, Texts texts) {
    if (found.explained().isPresent()) {
      return texts.of("index.fitted", 100 * found.explained().getAsDouble());
    }
    boolean exact = found.margins().stream().flatMap(List::stream).allMatch(half -> half == 0);
    return texts.of(exact ? "index.exact" : "index.sampled");
  }

  /** Half of an interval, after a space; nothing where the number is exact or it is not known. */
  public static String margin(OptionalDouble margin) {
    double half = margin.orElse(0);
    return half == 0 ? "" : String.format(Locale.ROOT, " ± %.3f", half);
  }

  /**
   * What the value says. The score of either word with the other one there is larger by the value
   * than with the other one masked.
   *
   * @param name of what is explained
   */
  public static String meaning(Interactions.Pair pair, String name, Texts texts) {
    if (sayTheSame(pair)) {
      return texts.of("pairs.same");
    }
    return texts.of(pair.value() > 0 ? "pairs.more" : "pairs.less", name);
  }

  /** Whether both speak for one side, and less so together. */
  public static boolean sayTheSame(Interactions.Pair pair) {
    double first = pair.first().raw();
    double second = pair.second().raw();
    boolean oneDirection = first > 0 == second > 0;
    return oneDirection && pair.value() > 0 != first > 0;
  }
}
