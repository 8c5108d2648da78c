package org.mekiki.sig.game;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
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
public final class Coalitions {
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
  public static Map<BitSet, Double> choose(int players, int most, Random random) {
    var coalitions = new Coalitions(players, (int) count(players, most), random);
    coalitions.choose();
    return coalitions.weights;
  }

  /**
   * Chooses coalitions for fits whose spread is to be looked at: those that are wholly asked are in
   * every group, and of the rest each group draws for itself, in turns until enough different ones
   * are found.
   *
   * @param players n, at least 1
   * @param most coalitions at most of all groups together, at least 2n unless all are fewer
   * @param groups how many
   * @return the weights of each group's coalitions
   */
  public static List<Map<BitSet, Double>> groups(int players, int most, int groups, Random random) {
    var coalitions = new Coalitions(players, (int) count(players, most), random);
    double[] shares = coalitions.shares();
    int first = coalitions.takeWhole(shares);
    Map<BitSet, Double> whole = coalitions.weights;
    if (whole.size() == coalitions.most) {
      return Collections.nCopies(groups, whole);
    }
    double left = rest(first, shares);
    return coalitions.draw(first, shares, left, groups).stream()
        .map(
            drawn -> {
              Map<BitSet, Double> group = new LinkedHashMap<>(whole);
              double draws = drawn.values().stream().mapToDouble(d -> d).sum();
              drawn.forEach((set, times) -> group.put(set, left * times / draws));
              return group;
            })
        .toList();
  }

  /** How many are chosen: all 2ⁿ − 2, or as many as are allowed. */
  public static long count(int players, int most) {
    return players < 62 ? Math.min(most, (1L << players) - 2) : most;
  }

  private void choose() {
    double[] shares = shares();
    int size = takeWhole(shares);
    if (weights.size() < most) {
      double left = rest(size, shares);
      Map<BitSet, Double> drawn = draw(size, shares, left, 1).getFirst();
      double draws = drawn.values().stream().mapToDouble(d -> d).sum();
      drawn.forEach((set, times) -> add(set, left * times / draws));
    }
  }

  /** Takes the sizes whose coalitions are all asked, and returns the first of the others. */
  private int takeWhole(double[] shares) {
    int size = 1;
    // Single players and their complements are always asked: without them the fit can be without an
    // answer.
    while (size <= players / 2 && (size == 1 || worthAll(size, shares))) {
      double weight = shares[size] / sets(size);
      forEach(size, coalition -> add(coalition, weight));
      size++;
    }
    return size;
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
    double left = rest(size, shares);
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

  /** The share of the sizes from {@code first} on. */
  private static double rest(int first, double[] shares) {
    double left = 0;
    for (int s = first; s < shares.length; s++) {
      left += shares[s];
    }
    return left;
  }

  /**
   * Draws from the sizes from {@code first} on, for one group after the other, until enough
   * different ones are found; gives how often each was drawn.
   */
  private List<Map<BitSet, Double>> draw(int first, double[] shares, double left, int groups) {
    List<Map<BitSet, Double>> drawn = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      drawn.add(new LinkedHashMap<>());
    }
    var found = new HashSet<BitSet>();
    int missing = most - weights.size();
    for (int turn = 0; found.size() < missing; turn++) {
      BitSet coalition = subset(players, size(first, shares, left), random);
      for (BitSet each : List.of(coalition, complement(coalition))) {
        if (found.size() < missing || found.contains(each)) {
          found.add(each);
          drawn.get(turn % groups).merge(each, 1.0, Double::sum);
        }
      }
    }
    return drawn;
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
  public static BitSet subset(int players, int size, Random random) {
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
