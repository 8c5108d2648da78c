package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.evaluation.Evaluator;

/**
 * An index of order 2 by rounds, each an independent estimate of all pairs, for one target or
 * several. Each target takes rounds until its intervals are narrow enough.
 */
final class SampledIndices {
  /** An interval of fewer rounds says little of how narrow it is. */
  static final int FEWEST = 8;

  /** Pairs of a text of 20 words take some 9,000 passes then. */
  static final int MOST = 24;

  /** Half of an interval as a share of the largest number of the index. */
  private static final double TOLERANCE = 0.05;

  private final Evaluator evaluator;
  private final Game game;
  private final Supplier<GameSample> draw;
  private final Map<BitSet, double[]> ends = new HashMap<>();
  private final List<SampledMeans> means = new ArrayList<>();
  private final BitSet open = new BitSet();

  /**
   * Of a game.
   *
   * @param all F with all players, one value a target
   * @param none F without any
   */
  SampledIndices(
      Evaluator evaluator,
      Game game,
      InteractionIndex index,
      double[] all,
      double[] none,
      Random random) {
    this.evaluator = evaluator;
    this.game = game;
    draw = () -> draw(index, game.size(), random);
    var full = new BitSet();
    full.set(0, game.size());
    ends.put(full, all);
    ends.put(new BitSet(), none);
    for (int t = 0; t < all.length; t++) {
      means.add(new SampledMeans(SetValues.count(game.size(), 2)));
    }
    open.set(0, all.length);
  }

  private static GameSample draw(InteractionIndex index, int players, Random random) {
    return switch (index) {
      case K_SII -> NeighbourRound.draw(players, random);
      case STII -> TaylorRound.draw(players, random);
      case LAST, FSII -> throw new IllegalArgumentException(index.label() + " has no rounds");
    };
  }

  /** The passes of a round, which do not depend on what is drawn. */
  static long passes(InteractionIndex index, int players) {
    Set<BitSet> asked = asked(draw(index, players, new Random(0)));
    asked.removeIf(set -> set.isEmpty() || set.cardinality() == players);
    return asked.size();
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
    for (int round = 1; round <= MOST && !open.isEmpty(); round++) {
      take(draw.get());
      if (round >= FEWEST) {
        close();
      }
    }
    return IntStream.range(0, means.size()).mapToObj(this::values).toList();
  }

  private void take(GameSample sample) {
    Set<BitSet> asked = asked(sample);
    asked.removeAll(ends.keySet());
    List<BitSet> sets = List.copyOf(asked);
    evaluator.expect(sets.size());
    double[][] found = evaluator.values(sets.stream().map(game::variant).toList());
    Map<BitSet, double[]> known = new HashMap<>(ends);
    for (int k = 0; k < found.length; k++) {
      known.put(sets.get(k), found[k]);
    }
    for (int t = open.nextSetBit(0); t >= 0; t = open.nextSetBit(t + 1)) {
      int target = t;
      double[] one = sample.of(set -> known.get(set)[target]);
      for (int k = 0; k < one.length; k++) {
        means.get(t).add(k, one[k]);
      }
    }
  }

  private void close() {
    for (int t = open.nextSetBit(0); t >= 0; t = open.nextSetBit(t + 1)) {
      SampledMeans of = means.get(t);
      double most = TOLERANCE * of.largest();
      int sets = SetValues.count(game.size(), 2);
      if (IntStream.range(0, sets).allMatch(k -> of.margin(k) <= most)) {
        open.clear(t);
      }
    }
  }

  private SetValues values(int target) {
    SampledMeans of = means.get(target);
    int sets = SetValues.count(game.size(), 2);
    return new SetValues(
        game.size(),
        IntStream.range(0, sets).mapToDouble(of::mean).toArray(),
        IntStream.range(0, sets).mapToDouble(of::margin).toArray());
  }
}
