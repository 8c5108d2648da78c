package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.CoalitionTable;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.OrderPair;
import org.mekiki.sig.game.Randomness;

/**
 * Shapley values (Shapley 1953): a word's score is the mean of what F gains when the word joins
 * those before it, over all orders of the words; those that have not joined are at their baseline.
 * Up to 12 words all coalitions are evaluated and the values are exact. Of more, orders are drawn
 * in pairs of an order and its reverse (Castro et al. 2009; Mitchell et al. 2022), until half of
 * each 95 % interval is below a share of the largest score. The gains of an order add up to F(x) −
 * F(baseline), so the scores do, whatever was drawn.
 *
 * <p>A word of several pieces is one player; its pieces play a game of their own, and a phrase is
 * one player beside what it leaves of the words.
 *
 * @param samples pairs of orders drawn at most, 2 or more
 * @param tolerance half of an interval as a share of the largest score, 0 or more
 * @param seed of the orders
 */
public record Shapley(int samples, double tolerance, long seed) implements AttributionMethod {
  /** Up to 100 pairs, to one part in twenty. */
  public static final Shapley DEFAULT = new Shapley(100, 0.05, 0);

  /** Checks the numbers. */
  public Shapley {
    Requirements.atLeast("samples", samples, 2);
    Requirements.notNegative("tolerance", tolerance);
  }

  @Override
  public String name() {
    return "shapley";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("Shapley values", Guarantee.SUM).withoutFeatures();
  }

  @Override
  public Map<String, Number> parameters() {
    return Parameters.of("samples", samples).with("tolerance", tolerance).with("seed", seed).map();
  }

  /** Of a single word; more take more. */
  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(2, 0, 1);
  }

  /** Exactly, where all coalitions are evaluated; with the fewest pairs of orders elsewhere. */
  @Override
  public PassCosts costs(
      RunSettings settings, int targets, List<RowSet> words, List<RowSet> phrases) {
    RowSet base = rows(words);
    return new PassCosts(
        2 + Game.of(words, phrases).stream().mapToLong(game -> least(game, base)).sum(), 0, 1);
  }

  private static RowSet rows(List<RowSet> players) {
    return players.stream().reduce(RowSet.NONE, RowSet::union);
  }

  /** The passes of a game: F without any player is known where these are the words' rows. */
  private long least(Game game, RowSet base) {
    int players = game.size();
    return (rows(game.players()).equals(base) ? 0 : 1)
        + (players <= CoalitionTable.MOST_PLAYERS
            ? CoalitionTable.passes(players)
            : SampledShapley.fewest(samples) * OrderPair.passes(players));
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    AttributionInput input = task.input();
    int targets = task.targets().size();
    try (var evaluator = new Evaluator(task)) {
      evaluator.expect(costs(task.settings(), targets, input.words(), input.phrases()).base());
      RowSet base = rows(input.words());
      double[][] ends = evaluator.values(List.of(Variant.INPUT, Variant.masked(base)));
      Randomness randomness = Randomness.of(seed, input);
      List<Game> games = Game.of(input.words(), input.phrases());
      long later = games.stream().mapToLong(game -> least(game, base)).sum();
      List<Map<RowSet, ScoreEstimate>> found = new ArrayList<>();
      for (int t = 0; t < targets; t++) {
        found.add(new HashMap<>());
      }
      for (int g = 0; g < games.size(); g++) {
        Game game = games.get(g);
        later -= least(game, base);
        RowSet players = rows(game.players());
        double[] none =
            players.equals(base) ? ends[1] : evaluator.values(List.of(Variant.masked(players)))[0];
        play(game, evaluator, new double[][] {ends[0], none}, later, randomness.stream(g), found);
      }
      return IntStream.range(0, targets)
          .mapToObj(
              t -> attribution(input, found.get(t), ends[0][t], ends[1][t], evaluator.counts()))
          .toList();
    }
  }

  /**
   * Finds the scores of a game.
   *
   * @param ends F with all players and with none
   * @param later passes that the games after it need
   */
  private void play(
      Game game,
      Evaluator evaluator,
      double[][] ends,
      long later,
      Random random,
      List<Map<RowSet, ScoreEstimate>> found) {
    if (game.size() <= CoalitionTable.MOST_PLAYERS) {
      CoalitionTable table = CoalitionTable.of(evaluator, game, ends[0], ends[1]);
      for (int t = 0; t < found.size(); t++) {
        double[] values = table.shapleyValues(t);
        for (RowSet unit : game.scored()) {
          double value = values[game.players().indexOf(unit)];
          found.get(t).put(unit, ScoreEstimate.exact(value));
        }
      }
      return;
    }
    var sampled = new SampledShapley(evaluator, game, ends[0], ends[1], tolerance);
    sampled.run(samples, later, random);
    for (int t = 0; t < found.size(); t++) {
      for (RowSet unit : game.scored()) {
        found.get(t).put(unit, sampled.estimate(t, game.players().indexOf(unit)));
      }
    }
  }

  private Attribution attribution(
      AttributionInput input,
      Map<RowSet, ScoreEstimate> found,
      double fInput,
      double fBaseline,
      PassCounts counts) {
    var scores = new UnitScores(input, unit -> found.get(unit).value());
    MeasuredAttribution.Whole whole =
        scores.whole(fInput, OptionalDouble.of(fBaseline), counts, guarantee());
    boolean addsUp = scores.addsUp(whole);
    List<UnitAttribution> units =
        input.units().stream().map(unit -> unit(unit, found.get(unit), addsUp)).toList();
    return new MeasuredAttribution(input, units, whole);
  }

  private static UnitAttribution unit(RowSet unit, ScoreEstimate estimate, boolean addsUp) {
    return UnitAttribution.of(unit, estimate.value(), addsUp && estimate.settled())
        .withMargin(estimate.margin());
  }
}
