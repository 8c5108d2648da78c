package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.mekiki.sig.attribution.RowSet;

/** Tokens in the order of their importance, the most important first. */
public final class Ranking {
  private final int[] order;

  private Ranking(int[] order) {
    this.order = order;
  }

  /** These tokens in this order. */
  static Ranking of(int... order) {
    return new Ranking(order.clone());
  }

  /**
   * By score, the largest first; of equals the token that stands first in the text.
   *
   * @param candidates the tokens that are ranked
   * @param scores one a token of the text
   * @return all of the candidates, in that order
   */
  public static Ranking byScore(int[] candidates, double[] scores) {
    return new Ranking(
        Arrays.stream(candidates)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -scores[i])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /** In an order of chance. */
  static Ranking random(int[] candidates, long seed) {
    List<Integer> shuffled = new ArrayList<>(Arrays.stream(candidates).boxed().toList());
    Collections.shuffle(shuffled, new Random(seed));
    return new Ranking(shuffled.stream().mapToInt(Integer::intValue).toArray());
  }

  /** {@return the number of ranked tokens} */
  public int size() {
    return order.length;
  }

  /**
   * {@return the token at a rank}
   *
   * @param rank from 0, the most important, to below {@link #size}
   */
  public int token(int rank) {
    return order[rank];
  }

  /**
   * {@return the {@code count} most important tokens}
   *
   * @param count 0 to {@link #size}
   */
  public RowSet top(int count) {
    return RowSet.of(Arrays.copyOf(order, count));
  }

  /** All but the {@code count} most important tokens. */
  RowSet rest(int count) {
    return RowSet.of(Arrays.copyOfRange(order, count, order.length));
  }
}
