package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.sig.attribution.InteractionIndex;

/**
 * What words do together, beyond their parts. Of {@link InteractionIndex#LAST} exactly F(x) −
 * F(x\i) − F(x\j) + F(x\{i,j}): the score of either word is larger by this with the other one there
 * than with it masked; so it is negative where two words that raise F say the same. The other
 * indices look at the same difference in all contexts.
 *
 * @param index whose numbers these are
 * @param order words of the largest sets
 * @param words the words
 * @param values one row a word, symmetric, in units of F; the diagonal has no meaning and is 0
 * @param margins half of the 95 % interval of each, in the same places: 0 where chance had no part
 *     in it; no row where no interval is known
 * @param singles what each word does by itself, where the index says so; else empty
 * @param triples the sets of three, of a sparse function those that it has; empty where the order
 *     is 2
 * @param explained where the numbers are those of a sparse function that stands for F, the share of
 *     F's squared spread over other masked texts that it explains, 1 for all; else empty
 * @param passes sentences run forward for it, for all targets of the same run together
 */
public record Interactions(
    InteractionIndex index,
    int order,
    List<WordScore> words,
    List<List<Double>> values,
    List<List<Double>> margins,
    List<Single> singles,
    List<Triple> triples,
    OptionalDouble explained,
    long passes) {
  /** Copies. */
  public Interactions {
    words = List.copyOf(words);
    values = values.stream().map(List::copyOf).toList();
    margins = margins.stream().map(List::copyOf).toList();
    singles = List.copyOf(singles);
    triples = List.copyOf(triples);
  }

  /**
   * Of {@link InteractionIndex#LAST}.
   *
   * @param words the words
   * @param values one row a word
   * @param passes sentences run forward for it
   */
  Interactions(List<WordScore> words, List<List<Double>> values, long passes) {
    this(
        InteractionIndex.LAST,
        2,
        words,
        values,
        Collections.nCopies(words.size(), Collections.nCopies(words.size(), 0.0)),
        List.of(),
        List.of(),
        OptionalDouble.empty(),
        passes);
  }

  /**
   * A word by itself.
   *
   * @param word the word
   * @param value what it does, in units of F
   * @param margin half of its 95 % interval; empty where none is known
   */
  public record Single(WordScore word, double value, OptionalDouble margin) {}

  /**
   * A pair of words.
   *
   * @param first the one that stands first
   * @param second the other
   * @param value what they do beyond their parts
   * @param margin half of its 95 % interval; empty where none is known
   */
  public record Pair(WordScore first, WordScore second, double value, OptionalDouble margin) {}

  /**
   * Three words.
   *
   * @param words in the text's order
   * @param value what they do beyond their pairs and parts, in units of F
   * @param margin half of its 95 % interval; empty where none is known
   */
  public record Triple(List<WordScore> words, double value, OptionalDouble margin) {
    /** Copies. */
    public Triple {
      words = List.copyOf(words);
    }
  }

  /**
   * {@return the forward passes that all pairs of some words take in the full text, beside those of
   * the words}
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
        OptionalDouble margin =
            margins.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(margins.get(i).get(j));
        pairs.add(new Pair(words.get(i), words.get(j), values.get(i).get(j), margin));
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -Math.abs(pair.value())));
    return pairs;
  }

  /** {@return all sets of three, the strongest first} */
  public List<Triple> strongestTriples() {
    return triples.stream()
        .sorted(Comparator.comparingDouble(triple -> -Math.abs(triple.value())))
        .toList();
  }
}
