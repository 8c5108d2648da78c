package org.mekiki.sig.interaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.SymmetricSystem;

/**
 * The index of a sparse function that stands for a game of very many players: what single players
 * do, and what the few sets of two and three do that matter. Coalitions are drawn in which every
 * player is with a probability of one half. What is left after a fit is correlated with the
 * products of the players' signs, an orthogonal basis, for all pairs, and for all sets of three
 * that hold a pair that was found; the strongest join, all are fitted again by least squares, and
 * so on until a fifth of the coalitions that the fit does not see is foretold no better (orthogonal
 * matching pursuit, Tropp and Gilbert 2007, in batches, for the sparse interactions that Butler et
 * al. 2025, ProxySPEX, find by boosted trees). The function is held to F with all players and with
 * none, so that the numbers of any index add up.
 */
final class SparseFit {
  /** All pairs of more players take longer to look at than the passes. */
  static final int MOST_PLAYERS = 600;

  private static final int SAMPLES = 2000;
  private static final int A_PLAYER = 8;

  /** One coalition in so many is held out. */
  private static final int HELD_OUT = 5;

  /** Sets that join at a time. */
  private static final int BATCH = 8;

  /** Rounds that may pass without a better forecast. */
  private static final int PATIENCE = 2;

  /** Coalitions for each unknown at the least. */
  private static final int A_PLACE = 4;

  /** What a forecast must gain to be better. */
  private static final double GAIN = 0.001;

  /** Below this share of the spread an error is rounding, and of the largest number a number. */
  private static final double ROUNDING = 1e-6;

  private static final Comparator<List<Integer>> TRIPLES =
      Comparator.<List<Integer>>comparingInt(set -> set.get(0))
          .thenComparingInt(set -> set.get(1))
          .thenComparingInt(set -> set.get(2));

  private final int players;
  private final List<BitSet> coalitions;

  /** 1 where a player is in a coalition, else −1: [player][coalition]. */
  private final double[][] signs;

  private final double[] values;
  private final double sum;
  private final double none;

  private SparseFit(
      int players,
      List<BitSet> coalitions,
      double[][] signs,
      double[] values,
      double sum,
      double none) {
    this.players = players;
    this.coalitions = coalitions;
    this.signs = signs;
    this.values = values;
    this.sum = sum;
    this.none = none;
  }

  /** The coalitions that are asked, beside all players and none. */
  static long passes(int players) {
    return Math.max(SAMPLES, A_PLAYER * players);
  }

  /**
   * Fits.
   *
   * @param of the index that is read off the function, and its order
   * @param all F with all players, one value a target
   * @param none F without any
   */
  static List<SetValues> of(
      Evaluator evaluator,
      Game game,
      InteractionGame of,
      double[] all,
      double[] none,
      Random random) {
    int players = game.size();
    List<BitSet> coalitions = new ArrayList<>();
    double[][] signs = new double[players][(int) passes(players)];
    for (int c = 0; c < passes(players); c++) {
      var coalition = new BitSet();
      for (int p = 0; p < players; p++) {
        boolean there = random.nextBoolean();
        coalition.set(p, there);
        signs[p][c] = there ? 1 : -1;
      }
      coalitions.add(coalition);
    }
    evaluator.expect(coalitions.size());
    double[][] found = evaluator.values(coalitions.stream().map(game::variant).toList());
    return IntStream.range(0, all.length)
        .mapToObj(
            t -> {
              double[] values = Arrays.stream(found).mapToDouble(each -> each[t]).toArray();
              return new SparseFit(players, coalitions, signs, values, all[t] - none[t], none[t])
                  .values(of);
            })
        .toList();
  }

  /** The sets of a function and their coefficients in it; single players come first. */
  private record Function(List<int[]> sets, double[] coefficients) {
    double of(BitSet coalition, double none) {
      double value = none;
      for (int k = 0; k < coefficients.length; k++) {
        value += holds(coalition, sets.get(k)) ? coefficients[k] : 0;
      }
      return value;
    }
  }

  private static boolean holds(BitSet coalition, int... set) {
    for (int player : set) {
      if (!coalition.get(player)) {
        return false;
      }
    }
    return true;
  }

  private SetValues values(InteractionGame of) {
    int seen = values.length - values.length / HELD_OUT;
    List<int[]> sets =
        new ArrayList<>(IntStream.range(0, players).mapToObj(p -> new int[] {p}).toList());
    double spread = spread(seen);
    double best = Double.POSITIVE_INFINITY;
    List<int[]> chosen = List.copyOf(sets);
    int since = 0;
    while (since <= PATIENCE && sets.size() <= seen / A_PLACE) {
      Function function = fit(sets, seen);
      double[] errors = errors(function);
      double error = squares(errors, seen, errors.length);
      if (error < (1 - GAIN) * best) {
        best = error;
        chosen = List.copyOf(sets);
        since = 0;
      } else {
        since++;
      }
      if (error <= ROUNDING * ROUNDING * spread || !join(errors, seen, sets)) {
        break;
      }
    }
    double explained = spread == 0 ? 1 : 1 - best / spread;
    return index(of, fit(chosen, values.length), explained);
  }

  /** Squares of the values that are held out, about their mean. */
  private double spread(int seen) {
    double mean = Arrays.stream(values, seen, values.length).average().orElse(0);
    return Arrays.stream(values, seen, values.length).map(v -> (v - mean) * (v - mean)).sum();
  }

  private static double squares(double[] errors, int from, int to) {
    return Arrays.stream(errors, from, to).map(e -> e * e).sum();
  }

  private double[] errors(Function function) {
    double[] errors = new double[values.length];
    for (int c = 0; c < errors.length; c++) {
      errors[c] = values[c] - function.of(coalitions.get(c), none);
    }
    return errors;
  }

  /** Least squares over the first coalitions; the first player has what the others leave. */
  private Function fit(List<int[]> sets, int seen) {
    int free = sets.size() - 1;
    var system = new SymmetricSystem(free);
    for (int c = 0; c < seen; c++) {
      Interruption.checkCaller();
      BitSet coalition = coalitions.get(c);
      double first = coalition.get(0) ? 1 : 0;
      double[] row = new double[free];
      for (int k = 0; k < free; k++) {
        row[k] = (holds(coalition, sets.get(k + 1)) ? 1 : 0) - first;
      }
      system.add(1, row, values[c] - none - first * sum);
    }
    double[] others = system.solve();
    double[] coefficients = new double[free + 1];
    coefficients[0] = sum - Arrays.stream(others).sum();
    System.arraycopy(others, 0, coefficients, 1, free);
    return new Function(List.copyOf(sets), coefficients);
  }

  private record Candidate(int[] set, double correlation) {}

  /** Lets the sets join with which the errors go most, and the pairs in them. */
  private boolean join(double[] errors, int seen, List<int[]> sets) {
    Set<List<Integer>> known = new HashSet<>();
    sets.forEach(set -> known.add(key(set)));
    List<Candidate> best = new ArrayList<>();
    for (int i = 0; i < players; i++) {
      for (int j = i + 1; j < players; j++) {
        consider(errors, seen, known, best, i, j);
      }
    }
    Set<List<Integer>> looked = new HashSet<>(known);
    for (int[] set : List.copyOf(sets)) {
      for (int p = 0; set.length == 2 && p < players; p++) {
        int[] three = IntStream.of(set[0], set[1], p).sorted().distinct().toArray();
        if (three.length > 2 && looked.add(key(three))) {
          consider(errors, seen, known, best, three);
        }
      }
    }
    for (Candidate each : best) {
      int[] set = each.set();
      for (int left = 0; set.length > 2 && left < set.length; left++) {
        int without = set[left];
        add(Arrays.stream(set).filter(p -> p != without).toArray(), known, sets);
      }
      add(set, known, sets);
    }
    return !best.isEmpty();
  }

  private static void add(int[] set, Set<List<Integer>> known, List<int[]> sets) {
    if (known.add(key(set))) {
      sets.add(set);
    }
  }

  private static List<Integer> key(int... set) {
    return Arrays.stream(set).boxed().toList();
  }

  private void consider(
      double[] errors, int seen, Set<List<Integer>> known, List<Candidate> best, int... set) {
    double sum = 0;
    double[] first = signs[set[0]];
    double[] second = signs[set[1]];
    if (set.length == 2) {
      for (int c = 0; c < seen; c++) {
        sum += errors[c] * first[c] * second[c];
      }
    } else {
      double[] third = signs[set[2]];
      for (int c = 0; c < seen; c++) {
        sum += errors[c] * first[c] * second[c] * third[c];
      }
    }
    double correlation = Math.abs(sum);
    boolean worse = best.size() == BATCH && correlation <= best.getLast().correlation();
    if (worse || known.contains(key(set))) {
      return;
    }
    int at = best.size();
    while (at > 0 && correlation > best.get(at - 1).correlation()) {
      at--;
    }
    best.add(at, new Candidate(set, correlation));
    if (best.size() > BATCH) {
      best.removeLast();
    }
  }

  /** Every set has a share of each coefficient of a set that holds it. */
  private SetValues index(InteractionGame of, Function function, double explained) {
    var shares = new DividendShares(of.index(), of.order());
    double[] upToPairs = new double[SetValues.count(players, 2)];
    var triples = new TreeMap<List<Integer>, Double>(TRIPLES);
    double least = ROUNDING * Arrays.stream(function.coefficients()).map(Math::abs).max().orElse(0);
    for (int k = 0; k < function.coefficients().length; k++) {
      int[] set = function.sets().get(k);
      double coefficient = function.coefficients()[k];
      if (set.length > 1 && Math.abs(coefficient) <= least) {
        continue;
      }
      for (int i = 0; i < set.length; i++) {
        upToPairs[set[i]] += coefficient * shares.share(1, set.length);
        for (int j = i + 1; j < set.length; j++) {
          upToPairs[SetValues.place(players, set[i], set[j])] +=
              coefficient * shares.share(2, set.length);
        }
      }
      if (set.length > 2 && of.order() > 2) {
        triples.put(key(set), coefficient);
      }
    }
    return SetValues.sparse(players, upToPairs, triples, explained);
  }
}
