package org.mekiki.sig.interaction;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.SampledMeans;

/**
 * An index by rounds, each an independent estimate of all sets, for one target or several. Each
 * target takes rounds until its intervals are narrow enough.
 */
final class SampledIndices {
  /** Sets of more players, of two and of three, cost more than their numbers are worth. */
  static final int MOST_PLAYERS = 30;

  static final int MOST_PLAYERS_OF_TRIPLES = 20;

  /** An interval of fewer rounds says little of how narrow it is. */
  private static final int FEWEST = 8;

  /** Pairs of a text of 20 words take some 9,000 passes then. */
  private static final int MOST = 24;

  /** Sets of three of a text of 20 words take some 32,000. */
  private static final int MOST_OF_TRIPLES = 12;

  /** Half of an interval as a share of the largest number of the index. */
  private static final double TOLERANCE = 0.05;

  private final Evaluator evaluator;
  private final Game game;
  private final InteractionGame of;
  private final Random random;
  private final int sets;
  private final Map<BitSet, double[]> known = new HashMap<>();
  private final List<SampledMeans> means = new ArrayList<>();
  private final BitSet open = new BitSet();

  /**
   * Of a game.
   *
   * @param of the index and its order
   * @param all F with all players, one value a target
   * @param none F without any
   */
  SampledIndices(
      Evaluator evaluator,
      Game game,
      InteractionGame of,
      double[] all,
      double[] none,
      Random random) {
    this.evaluator = evaluator;
    this.game = game;
    this.of = of;
    this.random = random;
    sets = SetValues.count(game.size(), of.order());
    var full = new BitSet();
    full.set(0, game.size());
    known.put(full, all);
    known.put(new BitSet(), none);
    for (int t = 0; t < all.length; t++) {
      means.add(new SampledMeans(sets));
    }
    open.set(0, all.length);
  }

  private static GameSample draw(InteractionGame of, int players, Random random) {
    if (of.order() > 2) {
      return CubeRound.draw(of.index(), players, random);
    }
    return of.index() == InteractionIndex.STII
        ? TaylorRound.draw(players, random)
        : NeighbourRound.draw(players, random);
  }

  private static int mostRounds(InteractionGame of) {
    return of.order() > 2 ? MOST_OF_TRIPLES : MOST;
  }

  /** The fewest passes: contexts of Shapley–Taylor can be one and the same. */
  static long leastPasses(InteractionGame of, int players) {
    boolean equal = of.index() == InteractionIndex.STII && of.order() > 2;
    return every(of, players)
        + FEWEST * (equal ? SetValues.choose(players, of.order()) : round(of, players));
  }

  /** The most passes. */
  static long mostPasses(InteractionGame of, int players) {
    return every(of, players) + mostRounds(of) * round(of, players);
  }

  /** What every round asks: what the sets below the order do in the masked text. */
  private static long every(InteractionGame of, int players) {
    return of.index() == InteractionIndex.STII ? SetValues.count(players, of.order() - 1) : 0;
  }

  /** The passes of a round, beside those that every round asks. */
  private static long round(InteractionGame of, int players) {
    if (of.order() > 2) {
      return 2 * (1L + SetValues.count(players, of.order()));
    }
    Set<BitSet> asked = asked(draw(of, players, new Random(0)));
    asked.removeIf(set -> set.isEmpty() || set.cardinality() == players);
    return asked.size() - every(of, players);
  }

  private static Set<BitSet> asked(GameSample sample) {
    Set<BitSet> asked = new LinkedHashSet<>();
    sample.of(
        set -> {
          if (!asked.contains(set)) {
            asked.add((BitSet) set.clone());
          }
          return 0;
        });
    return asked;
  }

  /** Draws rounds until all intervals are narrow enough, and gives the numbers of each target. */
  List<SetValues> run() {
    for (int round = 1; round <= mostRounds(of) && !open.isEmpty(); round++) {
      take(draw(of, game.size(), random));
      if (round >= FEWEST) {
        close();
      }
    }
    return IntStream.range(0, means.size()).mapToObj(this::values).toList();
  }

  private void take(GameSample sample) {
    Set<BitSet> asked = asked(sample);
    asked.removeAll(known.keySet());
    List<BitSet> further = List.copyOf(asked);
    evaluator.expect(further.size());
    double[][] found = evaluator.values(further.stream().map(game::variant).toList());
    Map<BitSet, double[]> values = new HashMap<>(known);
    for (int k = 0; k < found.length; k++) {
      values.put(further.get(k), found[k]);
      if (of.index() == InteractionIndex.STII && further.get(k).cardinality() < of.order()) {
        known.put(further.get(k), found[k]);
      }
    }
    for (int t = open.nextSetBit(0); t >= 0; t = open.nextSetBit(t + 1)) {
      int target = t;
      double[] one = sample.of(set -> values.get(set)[target]);
      for (int k = 0; k < one.length; k++) {
        means.get(t).add(k, one[k]);
      }
    }
  }

  private void close() {
    for (int t = open.nextSetBit(0); t >= 0; t = open.nextSetBit(t + 1)) {
      SampledMeans found = means.get(t);
      double most = TOLERANCE * found.largest();
      if (IntStream.range(0, sets).allMatch(k -> found.margin(k) <= most)) {
        open.clear(t);
      }
    }
  }

  private SetValues values(int target) {
    SampledMeans found = means.get(target);
    return new SetValues(
        game.size(),
        IntStream.range(0, sets).mapToDouble(found::mean).toArray(),
        IntStream.range(0, sets).mapToDouble(found::margin).toArray());
  }
}
