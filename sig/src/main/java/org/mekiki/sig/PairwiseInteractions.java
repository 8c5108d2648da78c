package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;

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
   * The interactions of the words whose scores are largest, a result a target; where the time ends,
   * of the strongest of them.
   *
   * @param words scores of all words, a list a target
   * @param most how many words
   */
  List<Interactions> of(List<List<WordScore>> words, int most) {
    List<List<WordScore>> ranked = words.stream().map(all -> strongest(all, most)).toList();
    int evaluated = evaluate(ranked, ranked.stream().mapToInt(List::size).max().orElse(0));
    return IntStream.range(0, ranked.size())
        .mapToObj(t -> matrix(inTextOrder(ranked.get(t), evaluated), t))
        .toList();
  }

  private static List<WordScore> strongest(List<WordScore> words, int most) {
    return words.stream()
        .sorted(Comparator.comparingDouble(word -> -Math.abs(word.raw())))
        .limit(most)
        .toList();
  }

  /** The words whose scores are largest, in the text's order. */
  static List<WordScore> strongestInOrder(List<WordScore> words, int most) {
    return inTextOrder(strongest(words, most), most);
  }

  private static List<WordScore> inTextOrder(List<WordScore> ranked, int most) {
    return ranked.stream()
        .limit(most)
        .sorted(Comparator.comparingInt(WordScore::firstToken))
        .toList();
  }

  /** Evaluates the pairs of each word with the stronger ones; returns for how many words. */
  private int evaluate(List<List<WordScore>> ranked, int words) {
    var open = new LinkedHashMap<RowSet, Variant>();
    int evaluated = 0;
    for (int k = 0; k < words && !(open.isEmpty() && evaluator.outOfTime()); k++) {
      for (int t = 0; t < ranked.size(); t++) {
        if (k < ranked.get(t).size()) {
          add(ranked.get(t), k, t, open);
        }
      }
      boolean look = evaluator.limitedInTime() && open.size() >= evaluator.stretch();
      if (look || k == words - 1) {
        evaluate(open);
        open.clear();
        evaluated = k + 1;
      }
    }
    return evaluated;
  }

  /** The pairs of a word with those before it, as far as no other target has them. */
  private void add(List<WordScore> ranked, int k, int target, Map<RowSet, Variant> open) {
    RowSet word = ranked.get(k).part().tokens();
    if (attributions.get(target).unit(word).fMasked().isEmpty() && !known.containsKey(word)) {
      open.put(word, Variant.masked(word));
    }
    Interruption.checkCaller();
    for (WordScore other : ranked.subList(0, k)) {
      RowSet pair = word.union(other.part().tokens());
      if (!known.containsKey(pair)) {
        open.put(pair, Variant.masked(pair));
      }
    }
  }

  private void evaluate(Map<RowSet, Variant> open) {
    evaluator.expect(open.size());
    double[][] values = evaluator.values(List.copyOf(open.values()));
    List<RowSet> sets = List.copyOf(open.keySet());
    for (int i = 0; i < values.length; i++) {
      known.put(sets.get(i), values[i]);
    }
  }

  private Interactions matrix(List<WordScore> words, int target) {
    var rows = new ArrayList<List<Double>>();
    for (WordScore first : words) {
      Interruption.checkCaller();
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
