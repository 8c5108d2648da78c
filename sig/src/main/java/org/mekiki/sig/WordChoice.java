package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.text.TextPart;

/**
 * Which words are explained where passes are limited. Phrases were asked for by name, so they come
 * first.
 *
 * @param costs what the method evaluates at the least
 * @param pairs what the interactions of the explained words take
 * @param words all words
 * @param phrases the phrases
 */
record WordChoice(PassCosts costs, PairCosts pairs, List<TextPart> words, List<TextPart> phrases) {
  /** The choice that an explainer has for so many targets. */
  static WordChoice of(
      Explainer explainer, int targets, List<TextPart> words, List<TextPart> phrases) {
    boolean maskedToo = explainer.method().guarantee() != Guarantee.PARTS;
    return new WordChoice(
        explainer.costs(targets, words, phrases),
        new PairCosts(explainer.units().interactingWords(), targets, maskedToo, explainer.game()),
        words,
        phrases);
  }

  /** What all words and phrases surely take. */
  long all() {
    Set<RowSet> units = phraseUnits();
    words.forEach(word -> units.addAll(units(word)));
    return costs.of(units.size()) + pairs.of(words.size());
  }

  /** What one word, the cheapest, and the phrases surely take. */
  long least() {
    Set<RowSet> units = phraseUnits();
    long cheapest = words.stream().mapToLong(word -> added(word, units)).min().orElse(0);
    return costs.of(units.size() + cheapest);
  }

  /**
   * The words that surely fit with their pairs, the most promising first; one that does not fit
   * gives way to the next.
   */
  List<TextPart> fitting(double[] promises, long passes) {
    Set<RowSet> units = phraseUnits();
    var chosen = new ArrayList<TextPart>();
    IntStream.range(0, words.size())
        .boxed()
        .sorted(Comparator.comparingDouble(w -> -promises[w]))
        .forEach(
            w -> {
              long all = costs.of(units.size() + added(words.get(w), units));
              if (all + pairs.of(chosen.size() + 1) <= passes) {
                units.addAll(units(words.get(w)));
                chosen.add(words.get(w));
              }
            });
    return chosen;
  }

  private Set<RowSet> phraseUnits() {
    var units = new LinkedHashSet<RowSet>();
    phrases.forEach(phrase -> units.add(phrase.tokens()));
    return units;
  }

  private static long added(TextPart word, Set<RowSet> units) {
    return units(word).stream().filter(unit -> !units.contains(unit)).count();
  }

  /** A word is attributed as a whole, and each of its tokens by itself. */
  private static Set<RowSet> units(TextPart word) {
    var units = new LinkedHashSet<RowSet>();
    for (int k = 0; k < word.tokens().size(); k++) {
      units.add(RowSet.of(word.tokens().row(k)));
    }
    units.add(word.tokens());
    return units;
  }

  /** The words that are not among the chosen. */
  List<TextPart> without(List<TextPart> chosen) {
    var left = new ArrayList<>(words);
    left.removeAll(new HashSet<>(chosen));
    return left;
  }
}
