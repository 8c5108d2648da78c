package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.mekiki.sig.attribution.RowSet;

/**
 * Infidelity (Yeh et al. 2019) for sets of masked words: how badly the sum of the scores of a set
 * predicts what masking the set does to the logit, E[(s·Σφ − ΔF)²] / E[ΔF²].
 *
 * <p>The scale s is the best one for the text, as the authors propose, since scores of different
 * methods have different units; the division makes texts comparable. 0 is a perfect prediction, 1
 * is no better than predicting that nothing happens.
 */
final class Infidelity {
  /** Sets that are drawn for a text; the same for all methods. */
  private static final int SETS = 32;

  private final List<RowSet> sets = new ArrayList<>();
  private final double[] changes;

  /** Draws sets of all sizes and masks them. */
  Infidelity(TextUnderTest text, long seed) {
    int[] words = text.words();
    var random = new Random(seed);
    for (int i = 0; i < SETS; i++) {
      int size = 1 + random.nextInt(words.length);
      sets.add(Ranking.random(words, random.nextLong()).top(size));
    }
    text.mask(sets);
    double whole = text.maskedLogit(RowSet.NONE);
    changes = sets.stream().mapToDouble(set -> whole - text.maskedLogit(set)).toArray();
  }

  /** Of a method's scores, one a token; empty where masking changes nothing. */
  OptionalDouble of(double[] scores) {
    double products = 0;
    double squares = 0;
    double total = 0;
    for (int i = 0; i < SETS; i++) {
      double predicted = 0;
      for (int k = 0; k < sets.get(i).size(); k++) {
        predicted += scores[sets.get(i).row(k)];
      }
      products += predicted * changes[i];
      squares += predicted * predicted;
      total += changes[i] * changes[i];
    }
    if (total == 0) {
      return OptionalDouble.empty();
    }
    // The smallest E[(s·p − c)²] over s is E[c²] − E[p·c]² / E[p²].
    double explained = squares == 0 ? 0 : products * products / squares;
    return OptionalDouble.of(Math.max(0, 1 - explained / total));
  }
}
