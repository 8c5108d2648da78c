package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What pairs of words do beyond their parts, exactly: F(x) − F(x\i) − F(x\j) + F(x\{i,j}). The
 * score of either word is larger by this with the other one there than with it masked; so it is
 * negative where two words that raise F say the same.
 *
 * @param words the words
 * @param values one row a word, symmetric, in units of F; the diagonal has no meaning and is 0
 * @param passes sentences run forward for it, for all targets of the same run together
 */
public record Interactions(List<WordScore> words, List<List<Double>> values, long passes) {
  /** Copies. */
  public Interactions {
    words = List.copyOf(words);
    values = values.stream().map(List::copyOf).toList();
  }

  /**
   * A pair of words.
   *
   * @param first the one that stands first
   * @param second the other
   * @param value what they do beyond their parts
   */
  public record Pair(WordScore first, WordScore second, double value) {}

  /**
   * {@return the forward passes that all pairs of some words take, beside those of the words}
   *
   * @param words how many words are paired, each with every other
   */
  public static long passes(int words) {
    return (long) words * (words - 1) / 2;
  }

  /** {@return all pairs, the strongest first} */
  public List<Pair> strongest() {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < words.size(); i++) {
      for (int j = i + 1; j < words.size(); j++) {
        pairs.add(new Pair(words.get(i), words.get(j), values.get(i).get(j)));
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -Math.abs(pair.value())));
    return pairs;
  }
}
