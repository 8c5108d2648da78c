package org.mekiki.sig.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongBiFunction;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.CoalitionTable;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.Randomness;

/**
 * The game of some words, whose other words stay: an {@linkplain InteractionIndex index} of its
 * sets other than {@link InteractionIndex#LAST}. Up to 12 words it is exact, from F of all
 * coalitions; of some 20 to 30 it is estimated, and of more it is that of a sparse function which
 * stands for F.
 *
 * @param index which
 * @param order the size of the largest sets, 2 or 3
 */
public record InteractionGame(InteractionIndex index, int order) {
  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the index is of the full text alone, or the order neither 2
   *     nor 3
   */
  public InteractionGame {
    if (index == InteractionIndex.LAST || order < 2 || order > index.largestOrder()) {
      throw new IllegalArgumentException(
          "there is no index %s of order %d of a game; k-sii, stii and fsii have orders 2 and 3"
              .formatted(index.label(), order));
    }
  }

  /**
   * {@return whether the index of so many words is exact}
   *
   * @param words their number
   */
  public static boolean isExact(int words) {
    return words <= CoalitionTable.MOST_PLAYERS;
  }

  /**
   * Refuses what cannot be computed.
   *
   * @param words number of words
   * @throws IllegalArgumentException if there are too many
   */
  public void requireFor(int words) {
    if (words > SparseFit.MOST_PLAYERS) {
      throw new IllegalArgumentException(
          "%s is of at most %d words, but %d are paired; ask for the interactions of the %2$d strongest"
              .formatted(index.label(), SparseFit.MOST_PLAYERS, words));
    }
  }

  private boolean isSparse(int words) {
    return words
        > (order > 2 ? SampledIndices.MOST_PLAYERS_OF_TRIPLES : SampledIndices.MOST_PLAYERS);
  }

  /**
   * {@return the fewest passes for so many words, beside F of the text}
   *
   * @param words their number
   */
  public long leastPasses(int words) {
    return passes(words, SampledIndices::leastPasses);
  }

  /**
   * {@return the passes for so many words at most, beside F of the text}
   *
   * @param words their number
   */
  public long mostPasses(int words) {
    return passes(words, SampledIndices::mostPasses);
  }

  private long passes(int words, ToLongBiFunction<InteractionGame, Integer> sampled) {
    if (words < 2) {
      return 0;
    }
    if (isExact(words)) {
      return 1 + CoalitionTable.passes(words);
    }
    if (isSparse(words)) {
      return 1 + SparseFit.passes(words);
    }
    return 1
        + (index == InteractionIndex.FSII
            ? FaithfulFit.passes(words, order)
            : sampled.applyAsLong(this, words));
  }

  /**
   * Evaluates.
   *
   * @param evaluator of the targets
   * @param input the text's rows, on which alone what is drawn depends
   * @param words the rows of each word
   * @param all F(x), one value a target
   * @return the numbers of each target, whose players are the words in their order
   */
  public List<SetValues> evaluate(
      Evaluator evaluator, AttributionInput input, List<RowSet> words, double[] all) {
    requireFor(words.size());
    var game = new Game(words, words);
    RowSet rows = words.stream().reduce(RowSet.NONE, RowSet::union);
    evaluator.expect(1);
    double[] none = evaluator.values(List.of(Variant.masked(rows)))[0];
    if (isExact(words.size())) {
      evaluator.expect(CoalitionTable.passes(words.size()));
      return exact(CoalitionTable.of(evaluator, game, all, none), words.size(), all.length);
    }
    Random random = Randomness.of(0, input).stream(rows, words.size());
    if (isSparse(words.size())) {
      return SparseFit.of(evaluator, game, this, all, none, random);
    }
    return index == InteractionIndex.FSII
        ? FaithfulFit.of(evaluator, game, order, all, none, random)
        : new SampledIndices(evaluator, game, this, all, none, random).run();
  }

  private List<SetValues> exact(CoalitionTable table, int words, int targets) {
    var shares = new DividendShares(index, order);
    var found = new ArrayList<SetValues>();
    for (int t = 0; t < targets; t++) {
      double[] values = shares.of(words, table.values(t));
      found.add(new SetValues(words, values, new double[values.length]));
    }
    return found;
  }
}
