package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.OrderPair;
import org.mekiki.sig.game.SampledMeans;

/**
 * Shapley values of a game by random orders in pairs, for one target or several. Each target takes
 * pairs until its intervals are narrow enough, whatever the others take.
 */
final class SampledShapley {
  /** An interval of fewer samples says little of how narrow it is. */
  static final int FEWEST = 10;

  /** Pairs between two looks at the intervals; no result may depend on the number of threads. */
  private static final int BLOCK = 5;

  private final Evaluator evaluator;
  private final Game game;
  private final double[] all;
  private final double[] none;
  private final double tolerance;
  private final List<SampledMeans> means = new ArrayList<>();
  private final BitSet open = new BitSet();

  /**
   * Of a game.
   *
   * @param all F with all players, one value a target
   * @param none F without any
   * @param tolerance half of an interval as a share of the largest value
   */
  SampledShapley(Evaluator evaluator, Game game, double[] all, double[] none, double tolerance) {
    this.evaluator = evaluator;
    this.game = game;
    this.all = all;
    this.none = none;
    this.tolerance = tolerance;
    for (int t = 0; t < all.length; t++) {
      means.add(new SampledMeans(game.size()));
    }
    open.set(0, all.length);
  }

  /** The fewest pairs of a run that may take so many. */
  static int fewest(int most) {
    return Math.min(most, FEWEST);
  }

  /**
   * Draws pairs.
   *
   * @param most at most
   * @param reserved passes that are not to be used
   */
  void run(int most, long reserved, Random random) {
    int drawn = 0;
    while (drawn < most && !open.isEmpty()) {
      int block = Math.min(most - drawn, drawn < FEWEST ? FEWEST - drawn : BLOCK);
      if (drawn >= fewest(most)) {
        block = (int) Math.min(block, (evaluator.remaining() - reserved) / passes(1));
        if (block <= 0) {
          return;
        }
        evaluator.expect(passes(block));
      }
      int done = draw(block, drawn, random);
      drawn += done;
      if (done < block) {
        evaluator.expect(-passes(block - done));
        return;
      }
      close();
    }
  }

  private long passes(int pairs) {
    return pairs * OrderPair.passes(game.size());
  }

  /** Pairs at once, or one by one until the time is over; returns how many. */
  private int draw(int pairs, int before, Random random) {
    if (!evaluator.limitedInTime()) {
      take(Stream.generate(() -> OrderPair.draw(game.size(), random)).limit(pairs).toList());
      return pairs;
    }
    int done = 0;
    // Two pairs are the fewest that have a spread.
    while (done < pairs && !(before + done >= 2 && evaluator.outOfTime())) {
      take(List.of(OrderPair.draw(game.size(), random)));
      done++;
    }
    return done;
  }

  private void take(List<OrderPair> pairs) {
    List<Variant> variants = pairs.stream().flatMap(pair -> pair.variants(game)).toList();
    double[][] values = evaluator.values(variants);
    for (int k = 0; k < pairs.size(); k++) {
      int first = (int) passes(k);
      for (int t = open.nextSetBit(0); t >= 0; t = open.nextSetBit(t + 1)) {
        double[] gains = pairs.get(k).gains(values, first, t, all[t], none[t]);
        for (int p = 0; p < gains.length; p++) {
          means.get(t).add(p, gains[p]);
        }
      }
    }
  }

  /** Targets whose intervals are narrow enough take no more. */
  private void close() {
    for (int t = open.nextSetBit(0); t >= 0; t = open.nextSetBit(t + 1)) {
      int target = t;
      if (game.scored().stream()
          .allMatch(unit -> estimate(target, game.players().indexOf(unit)).settled())) {
        open.clear(t);
      }
    }
  }

  /** What is known of a player's value. */
  ScoreEstimate estimate(int target, int player) {
    SampledMeans of = means.get(target);
    double margin = of.margin(player);
    return new ScoreEstimate(of.mean(player), margin, margin <= tolerance * of.largest());
  }
}
