package org.mekiki.sig.method;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.core.runtime.Interruption;

/**
 * The coalitions that KernelSHAP asks about, with their weights in the regression: sizes whose
 * coalitions can all be asked, from the smallest and largest inwards, and a random part of the
 * rest, in pairs with their complements. Neither none nor all players: these two are constraints.
 */
final class Coalitions {
  private final int players;
  private final int most;
  private final Random random;
  private final Map<BitSet, Double> weights = new LinkedHashMap<>();

  private Coalitions(int players, int most, Random random) {
    this.players = players;
    this.most = most;
    this.random = random;
  }

  /**
   * Chooses coalitions.
   *
   * @param players n, at least 1
   * @param most coalitions at most, at least 2n unless all are fewer
   */
  static Map<BitSet, Double> choose(int players, int most, Random random) {
    var coalitions = new Coalitions(players, (int) count(players, most), random);
    coalitions.choose();
    return coalitions.weights;
  }

  /** How many are chosen: all 2ⁿ − 2, or as many as are allowed. */
  static long count(int players, int most) {
    return players < 62 ? Math.min(most, (1L << players) - 2) : most;
  }

  private void choose() {
    int size = 1;
    double[] shares = shares();
    // Single players and their complements are always asked: without them the fit can be without an
    // answer.
    while (size <= players / 2 && (size == 1 || worthAll(size, shares))) {
      double weight = shares[size] / sets(size);
      forEach(size, coalition -> add(coalition, weight));
      size++;
    }
    if (weights.size() < most) {
      sample(size, shares);
    }
  }

  /**
   * The kernel's share of a size and of its complement's together: n−1 over s (n−s) for each, which
   * is the kernel of a coalition times their number; normalised.
   */
  private double[] shares() {
    double[] shares = new double[players / 2 + 1];
    double sum = 0;
    for (int s = 1; s < shares.length; s++) {
      shares[s] = (2 * s == players ? 1 : 2) * (players - 1.0) / s / (players - s);
      sum += shares[s];
    }
    for (int s = 1; s < shares.length; s++) {
      shares[s] /= sum;
    }
    return shares;
  }

  /** Whether drawing from what is left would be expected to find all of this size anyway. */
  private boolean worthAll(int size, double[] shares) {
    double left = 0;
    for (int s = size; s < shares.length; s++) {
      left += shares[s];
    }
    return (most - weights.size()) * shares[size] / left >= sets(size) * (1 - 1e-9)
        || weights.size() + allFrom(size) <= most;
  }

  private double allFrom(int size) {
    double all = 0;
    for (int s = size; s <= players / 2; s++) {
      all += sets(s);
    }
    return all;
  }

  /** Coalitions of a size or of its complement's. */
  private double sets(int size) {
    double sets = 1;
    for (int k = 0; k < size; k++) {
      sets = sets * (players - k) / (k + 1);
    }
    return Math.rint(2 * size == players ? sets : 2 * sets);
  }

  private interface Taker {
    void take(BitSet coalition);
  }

  /** All coalitions of a size, each followed by its complement. */
  private void forEach(int size, Taker taker) {
    int[] members = new int[size];
    for (int k = 0; k < size; k++) {
      members[k] = k;
    }
    while (true) {
      Interruption.checkCaller();
      BitSet coalition = set(members);
      taker.take(coalition);
      if (2 * size != players) {
        taker.take(complement(coalition));
      }
      int k = size - 1;
      while (k >= 0 && members[k] == players - size + k) {
        k--;
      }
      if (k < 0) {
        return;
      }
      members[k]++;
      for (int next = k + 1; next < size; next++) {
        members[next] = members[next - 1] + 1;
      }
    }
  }

  /** Draws from the sizes from {@code first} on until enough different ones are found. */
  private void sample(int first, double[] shares) {
    var drawn = new LinkedHashMap<BitSet, Double>();
    double left = 0;
    for (int s = first; s < shares.length; s++) {
      left += shares[s];
    }
    int missing = most - weights.size();
    double draws = 0;
    while (drawn.size() < missing) {
      BitSet coalition = subset(players, size(first, shares, left), random);
      for (BitSet each : List.of(coalition, complement(coalition))) {
        if (drawn.size() < missing || drawn.containsKey(each)) {
          drawn.merge(each, 1.0, Double::sum);
          draws++;
        }
      }
    }
    for (Map.Entry<BitSet, Double> each : drawn.entrySet()) {
      add(each.getKey(), left * each.getValue() / draws);
    }
  }

  private int size(int first, double[] shares, double left) {
    double at = random.nextDouble() * left;
    int size = first;
    while (size + 1 < shares.length && at >= shares[size]) {
      at -= shares[size];
      size++;
    }
    return size;
  }

  /** So many of the players, every set of them as likely as any other. */
  static BitSet subset(int players, int size, Random random) {
    Interruption.checkCaller();
    int[] order = IntStream.range(0, players).toArray();
    var subset = new BitSet(players);
    for (int k = 0; k < size; k++) {
      int at = k + random.nextInt(players - k);
      subset.set(order[at]);
      order[at] = order[k];
    }
    return subset;
  }

  private BitSet complement(BitSet coalition) {
    var complement = (BitSet) coalition.clone();
    complement.flip(0, players);
    return complement;
  }

  private static BitSet set(int[] members) {
    var set = new BitSet();
    for (int member : members) {
      set.set(member);
    }
    return set;
  }

  private void add(BitSet coalition, double weight) {
    weights.put(coalition, weight);
  }
}
