package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Evaluates the interactions of words of one sentence, for one target or several. */
final class PairwiseInteractions {
  private final Evaluator evaluator;
  private final List<Attribution> attributions;
  private final Map<RowSet, double[]> known = new LinkedHashMap<>();

  /**
   * Interactions beside attributions.
   *
   * @param evaluator of the attributions' targets, in their order
   */
  PairwiseInteractions(Evaluator evaluator, List<Attribution> attributions) {
    this.evaluator = evaluator;
    this.attributions = attributions;
  }

  /**
   * The interactions of the words whose scores are largest, a result a target.
   *
   * @param words scores of all words, a list a target
   * @param most how many words
   */
  List<Interactions> of(List<List<WordScore>> words, int most) {
    List<List<WordScore>> chosen = words.stream().map(all -> largest(all, most)).toList();
    var variants = new LinkedHashMap<RowSet, Variant>();
    for (int t = 0; t < chosen.size(); t++) {
      for (int i = 0; i < chosen.get(t).size(); i++) {
        RowSet word = chosen.get(t).get(i).part().tokens();
        if (attributions.get(t).unit(word).fMasked().isEmpty()) {
          variants.put(word, Variant.masked(word));
        }
        for (int j = 0; j < i; j++) {
          RowSet pair = word.union(chosen.get(t).get(j).part().tokens());
          variants.put(pair, Variant.masked(pair));
        }
      }
    }
    evaluator.expect(variants.size());
    double[][] values = evaluator.values(List.copyOf(variants.values()));
    List<RowSet> sets = List.copyOf(variants.keySet());
    for (int i = 0; i < values.length; i++) {
      known.put(sets.get(i), values[i]);
    }
    return IntStream.range(0, chosen.size()).mapToObj(t -> matrix(chosen.get(t), t)).toList();
  }

  /** The words of largest score, in the text's order. */
  private static List<WordScore> largest(List<WordScore> words, int most) {
    return words.stream()
        .sorted(Comparator.comparingDouble(word -> -Math.abs(word.raw())))
        .limit(most)
        .sorted(Comparator.comparingInt(WordScore::firstToken))
        .toList();
  }

  private Interactions matrix(List<WordScore> words, int target) {
    var rows = new ArrayList<List<Double>>();
    for (WordScore first : words) {
      var row = new ArrayList<Double>();
      for (WordScore second : words) {
        row.add(first.equals(second) ? 0 : value(first, second, target));
      }
      rows.add(row);
    }
    return new Interactions(words, rows, evaluator.counts().forward());
  }

  /** Symmetric to the last bit: the earlier word comes first in the sum. */
  private double value(WordScore one, WordScore other, int target) {
    boolean ordered = one.firstToken() < other.firstToken();
    RowSet i = (ordered ? one : other).part().tokens();
    RowSet j = (ordered ? other : one).part().tokens();
    double both = known.get(i.union(j))[target];
    return attributions.get(target).fInput() - masked(i, target) - masked(j, target) + both;
  }

  private double masked(RowSet word, int target) {
    double[] values = known.get(word);
    return values == null
        ? attributions.get(target).unit(word).fMasked().orElseThrow()
        : values[target];
  }
}
