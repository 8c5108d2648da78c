package org.mekiki.sig.interaction;

import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.InteractionIndex;

/**
 * Interaction indices from the Harsanyi dividends m of a game, v(T) = Σ_{U⊆T} m(U): what each set
 * does beyond its parts. An index gives every set S a share of the dividend of each set T that
 * holds it, and the share depends on the two sizes and the order alone.
 *
 * @param index which
 * @param order the size of the largest sets, 1 to 3
 */
record DividendShares(InteractionIndex index, int order) {
  /** Bernoulli numbers, B₁ negative. */
  private static final double[] BERNOULLI = {1, -1.0 / 2, 1.0 / 6};

  /**
   * The index of all sets up to the order.
   *
   * @param values F of every coalition, whose bits are the players
   */
  double[] of(int players, double[] values) {
    double[] dividends = dividends(players, values);
    double[] found = new double[SetValues.count(players, order)];
    int[] members = new int[players];
    for (int set = 1; set < values.length; set++) {
      Interruption.checkCaller();
      int size = 0;
      for (int p = 0; p < players; p++) {
        if ((set >> p & 1) != 0) {
          members[size++] = p;
        }
      }
      share(players, dividends[set], members, size, found);
    }
    return found;
  }

  /** Möbius' inversion, player by player. */
  private static double[] dividends(int players, double[] values) {
    double[] dividends = values.clone();
    for (int p = 0; p < players; p++) {
      for (int set = 0; set < dividends.length; set++) {
        if ((set >> p & 1) != 0) {
          dividends[set] -= dividends[set ^ 1 << p];
        }
      }
    }
    return dividends;
  }

  private void share(int players, double dividend, int[] members, int size, double[] found) {
    double[] shares = new double[order + 1];
    for (int s = 1; s <= Math.min(order, size); s++) {
      shares[s] = dividend * share(s, size);
    }
    for (int i = 0; i < size; i++) {
      found[members[i]] += shares[1];
      for (int j = i + 1; j < size && order > 1; j++) {
        found[SetValues.place(players, members[i], members[j])] += shares[2];
        for (int k = j + 1; k < size && order > 2; k++) {
          found[SetValues.place(players, members[i], members[j], members[k])] += shares[order];
        }
      }
    }
  }

  /** What a set of one size has of the dividend of one of another size that holds it. */
  double share(int size, int of) {
    return switch (index) {
      case LAST -> size == order || size == of ? 1 : 0;
      case K_SII -> shapley(size, of);
      case STII -> size == order ? 1.0 / SetValues.choose(of, size) : size == of ? 1 : 0;
      case FSII -> faithful(size, of);
    };
  }

  /**
   * The Shapley interaction index has 1 / (t − s + 1); of sets that are larger by r, B_r times the
   * index goes to each of their subsets.
   */
  private double shapley(int size, int of) {
    double share = 0;
    for (int r = 0; r <= Math.min(order, of) - size; r++) {
      share += BERNOULLI[r] * SetValues.choose(of - size, r) / (of - size - r + 1);
    }
    return share;
  }

  /** The solution of the regression in closed form, of Tsai, Yeh, Ravikumar (2023). */
  private double faithful(int size, int of) {
    if (of <= order) {
      return size == of ? 1 : 0;
    }
    int sign = (order - size) % 2 == 0 ? 1 : -1;
    return sign
        * (double) size
        / (order + size)
        * SetValues.choose(order, size)
        * SetValues.choose(of - 1, order)
        / SetValues.choose(of + order - 1, order + size);
  }
}
