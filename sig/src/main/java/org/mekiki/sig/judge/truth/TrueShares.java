package org.mekiki.sig.judge.truth;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.game.CoalitionTable;
import org.mekiki.sig.judge.Ranking;

/**
 * What the words of a text have of its right answer: their Shapley values in the game v(S), which
 * is 1 where the answer with the words S alone is that of the whole text, else 0 (Shapley 1953),
 * computed from all sets of words.
 *
 * @param values one a word; their sum is 1 where the answer is another one without any word
 * @param deciding the words that change v in some set
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrueShares(double[] values, RowSet deciding) {
  /** Words of a text at most. */
  public static final int MOST_WORDS = 14;

  /**
   * Asks the task about all sets of words.
   *
   * @param task the rule
   * @param words of the text, {@link #MOST_WORDS} at most
   * @return the values
   */
  public static TrueShares of(KnownTask task, String... words) {
    int n = words.length;
    if (n > MOST_WORDS) {
      throw new IllegalArgumentException(
          "a text can have %d words at most, got %d".formatted(MOST_WORDS, n));
    }
    int whole = task.answer(words);
    double[] same = new double[1 << n];
    for (int set = 0; set < same.length; set++) {
      same[set] = task.answer(only(words, set)) == whole ? 1 : 0;
    }
    boolean[] decides = new boolean[n];
    for (int set = 0; set < same.length; set++) {
      for (int i = 0; i < n; i++) {
        decides[i] |= same[set | 1 << i] != same[set];
      }
    }
    int[] deciding = IntStream.range(0, n).filter(place -> decides[place]).toArray();
    return new TrueShares(CoalitionTable.shapleyValues(n, same), RowSet.of(deciding));
  }

  /** The words of a set in their places. */
  private static String[] only(String[] words, int set) {
    String[] some = new String[words.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = (set >> i & 1) == 1 ? words[i] : null;
    }
    return some;
  }

  /** Whether something decides: where the two sides of a tie cancel, no word has a share. */
  boolean isKnown() {
    return size(values) > 1e-9;
  }

  /**
   * {@return what the deciding words have of all absolute scores, 0 to 1; NaN where all are 0}
   *
   * @param scores one a word
   */
  public double share(double... scores) {
    return share(scores, deciding);
  }

  /** What some words have of all absolute scores. */
  static double share(double[] scores, RowSet words) {
    double some = 0;
    for (int k = 0; k < words.size(); k++) {
      some += Math.abs(scores[words.row(k)]);
    }
    return some / size(scores);
  }

  /**
   * {@return the share of the deciding words that are among as many largest absolute scores, 0 to
   * 1; of equal scores the earlier one counts as larger. NaN where all are 0}
   *
   * @param scores one a word
   */
  public double found(double... scores) {
    if (size(scores) == 0) {
      return Double.NaN;
    }
    int[] places = IntStream.range(0, scores.length).toArray();
    double[] sizes = Arrays.stream(scores).map(Math::abs).toArray();
    RowSet top = Ranking.byScore(places, sizes).top(deciding.size());
    long hits =
        IntStream.range(0, deciding.size()).filter(k -> top.position(deciding.row(k)) >= 0).count();
    return (double) hits / deciding.size();
  }

  /**
   * {@return half the sum of the absolute differences between the scores and the values, either
   * divided by the sum of their absolute values: 0 where they are in proportion, 1 where they have
   * nothing in common or the opposite signs; NaN where all scores are 0}
   *
   * @param scores one a word
   */
  public double distance(double... scores) {
    double all = size(scores);
    double own = size(values);
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += Math.abs(scores[i] / all - values[i] / own);
    }
    return sum / 2;
  }

  private static double size(double[] scores) {
    return Arrays.stream(scores).map(Math::abs).sum();
  }
}
