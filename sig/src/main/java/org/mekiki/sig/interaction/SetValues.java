package org.mekiki.sig.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * A number for every set of players up to a size, the order, and half of its 95 % interval. Single
 * players come first, then pairs, then triples, each in lexical order.
 */
public final class SetValues {
  private static final int LARGEST = 3;

  private final int players;
  private final double[] values;
  private final double[] margins;

  /** The sets of three of a sparse function; null where every set has a place. */
  private final SortedMap<List<Integer>, Double> triples;

  private final OptionalDouble explained;

  /**
   * Numbers of sets.
   *
   * @param values one a set
   * @param margins one a set; none where no interval is known
   */
  SetValues(int players, double[] values, double... margins) {
    this(players, values, margins, null, OptionalDouble.empty());
  }

  private SetValues(
      int players,
      double[] values,
      double[] margins,
      SortedMap<List<Integer>, Double> triples,
      OptionalDouble explained) {
    this.players = players;
    this.values = values;
    this.margins = margins;
    this.triples = triples;
    this.explained = explained;
  }

  /**
   * Numbers of a sparse function.
   *
   * @param values of single players and pairs
   * @param triples of the few sets of three that have a number
   * @param explained see {@link #explained}
   */
  static SetValues sparse(
      int players, double[] values, SortedMap<List<Integer>, Double> triples, double explained) {
    return new SetValues(players, values, new double[0], triples, OptionalDouble.of(explained));
  }

  /**
   * {@return the share of the squared spread of F over other contexts that the sparse function
   * explains from which the numbers are read off, 1 for all; empty where they are the model's own}
   */
  public OptionalDouble explained() {
    return explained;
  }

  /** {@return the sets of three players that have a number, in lexical order} */
  public List<List<Integer>> triples() {
    if (triples != null) {
      return List.copyOf(triples.keySet());
    }
    List<List<Integer>> all = new ArrayList<>();
    if (values.length == count(players, LARGEST) && players >= LARGEST) {
      for (int i = 0; i < players; i++) {
        for (int j = i + 1; j < players; j++) {
          for (int k = j + 1; k < players; k++) {
            all.add(List.of(i, j, k));
          }
        }
      }
    }
    return all;
  }

  /** How many sets there are, none of them empty. */
  static int count(int players, int order) {
    long count = 0;
    for (int size = 1; size <= order; size++) {
      count += choose(players, size);
    }
    return Math.toIntExact(count);
  }

  /** The place of a set of so many players. */
  static int place(int players, int... set) {
    long place =
        switch (set.length) {
          case 1 -> set[0];
          case 2 -> players + pair(players, set[0], set[1]);
          case LARGEST ->
              players
                  + choose(players, 2)
                  + choose(players, LARGEST)
                  - choose(players - set[0], LARGEST)
                  + pair(players - set[0] - 1, set[1] - set[0] - 1, set[2] - set[0] - 1);
          default -> throw new IllegalArgumentException("sets of 1 to 3 players have places");
        };
    return Math.toIntExact(place);
  }

  private static long pair(long players, long first, long second) {
    return first * (2 * players - first - 1) / 2 + second - first - 1;
  }

  /** "n choose k"; 0 where k is larger. */
  static long choose(long n, int k) {
    long choices = 1;
    for (int i = 0; i < k; i++) {
      choices = choices * (n - i) / (i + 1);
    }
    return n < k ? 0 : choices;
  }

  /**
   * {@return the number of a set}
   *
   * @param set one to three players in ascending order
   */
  public double value(int... set) {
    return triples != null && set.length == LARGEST
        ? triples.getOrDefault(List.of(set[0], set[1], set[2]), 0.0)
        : values[place(players, set)];
  }

  /**
   * {@return half of the interval of a set's number: 0 where it is exact, empty where it is not
   * known}
   *
   * @param set one to three players in ascending order
   */
  public OptionalDouble margin(int... set) {
    return margins.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(margins[place(players, set)]);
  }
}
