package org.mekiki.report.wording;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.text.TextPart;

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

  /**
   * More of them than are worth a line each, for a picture; those with a function word or
   * punctuation come last.
   */
  public static List<Interactions.Pair> visible(Explanation explanation) {
    double least = VISIBLE * explanation.attribution().largestScore();
    return explanation.interactions().stream()
        .flatMap(interactions -> interactions.strongest().stream())
        .filter(pair -> pair.value() != 0 && Math.abs(pair.value()) >= least)
        .sorted(Comparator.comparing(PairReading::isWeak))
        .limit(DRAWN)
        .toList();
  }

  /** The words of the pairs that several explanations of a text show, each pair once. */
  public static List<List<TextPart>> parts(List<Explanation> explanations) {
    return explanations.stream()
        .flatMap(each -> visible(each).stream())
        .map(pair -> List.of(pair.first().part(), pair.second().part()))
        .distinct()
        .toList();
  }

  /** Words that say little by themselves do not lead. */
  private static boolean isWeak(Interactions.Pair pair) {
    return FunctionWords.isWeak(pair.first().text()) || FunctionWords.isWeak(pair.second().text());
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
}
