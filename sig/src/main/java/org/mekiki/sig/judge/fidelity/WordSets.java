package org.mekiki.sig.judge.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.mekiki.sig.attribution.RowSet;

/**
 * Some of a list of words, drawn at random or all ways of drawing them.
 *
 * @param draws sets that are drawn at most; where there are no more ways than that, all of them are
 *     taken, each once, and the mean over them is exact
 */
record WordSets(int draws) {
  /**
   * {@return sets of {@code count} of the words; one that was drawn twice stands there twice}
   *
   * @param words the rows of each
   * @param count 0 to the number of words
   * @param seed of the draws
   */
  List<RowSet> of(List<RowSet> words, int count, long seed) {
    if (ways(words.size(), count) <= draws) {
      var all = new ArrayList<RowSet>();
      collect(words, count, 0, RowSet.NONE, all);
      return all;
    }
    var random = new SplittableRandom(seed);
    var sets = new ArrayList<RowSet>();
    for (int draw = 0; draw < draws; draw++) {
      // Floyd's sampling: each set of so many places is equally likely.
      Set<Integer> places = new LinkedHashSet<>();
      for (int i = words.size() - count; i < words.size(); i++) {
        int place = random.nextInt(i + 1);
        places.add(places.contains(place) ? i : place);
      }
      sets.add(places.stream().map(words::get).reduce(RowSet.NONE, RowSet::union));
    }
    return sets;
  }

  /** Binomial coefficient, or a number above the draws. */
  private int ways(int of, int count) {
    long ways = 1;
    int fewer = Math.min(count, of - count);
    for (int i = 1; i <= fewer; i++) {
      ways = ways * (of - fewer + i) / i;
      if (ways > draws) {
        return draws + 1;
      }
    }
    return (int) ways;
  }

  private static void collect(
      List<RowSet> words, int count, int from, RowSet chosen, List<RowSet> all) {
    if (count == 0) {
      all.add(chosen);
      return;
    }
    for (int i = from; i <= words.size() - count; i++) {
      collect(words, count - 1, i + 1, chosen.union(words.get(i)), all);
    }
  }
}
