package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.Coalitions;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.Randomness;

/**
 * LIME for text (Ribeiro et al. 2016): the weights of a linear model that is fitted to F at copies
 * of the text with some words masked. As the authors' library has it: the number of masked words is
 * uniform from 1 to all, copies weigh √exp(−d²/25²) with d a hundred times the cosine distance to
 * the whole text, and the fit is a ridge regression with penalty 1 and a free intercept. Other than
 * there, F is a logit unless asked otherwise, a masked word is at its baseline, and every word
 * keeps its weight, not the strongest ten.
 *
 * <p>A word of several pieces is masked as a whole; its pieces are fitted by themselves, and a
 * phrase beside what it leaves of the words.
 *
 * @param samples copies, the text itself among them; the library takes 5,000, Captum 50
 * @param seed of the copies
 */
public record Lime(int samples, long seed) implements AttributionMethod {
  /** 1,000 copies. */
  public static final Lime DEFAULT = new Lime(1000, 0);

  private static final double KERNEL_WIDTH = 25;
  private static final double PENALTY = 1;

  /** Checks the number. */
  public Lime {
    Requirements.atLeast("samples", samples, 2);
  }

  @Override
  public String name() {
    return "lime";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("LIME", Guarantee.NONE).withoutFeatures();
  }

  @Override
  public Map<String, Number> parameters() {
    return Parameters.of("samples", samples).with("seed", seed).map();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(samples, 0, 1);
  }

  /** The text itself is asked once for all games. */
  @Override
  public PassCosts costs(
      RunSettings settings, int targets, List<RowSet> words, List<RowSet> phrases) {
    return new PassCosts(1 + (samples - 1L) * Game.of(words, phrases).size(), 0, 1);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      var scores = new GameScores(task.input(), task.targets().size());
      evaluator.expect(
          costs(
                  task.settings(),
                  task.targets().size(),
                  task.input().words(),
                  task.input().phrases())
              .base());
      double[] value = evaluator.values(List.of(Variant.INPUT))[0];
      Randomness randomness = Randomness.of(seed, task.input());
      scores.play(
          (game, number) -> {
            List<BitSet> copies = copies(game.size(), randomness.stream(number));
            double[][] values = evaluator.values(copies.stream().map(game::variant).toList());
            double[][] played = new double[task.targets().size()][];
            for (int t = 0; t < played.length; t++) {
              played[t] = weights(game.size(), copies, values, value, t);
            }
            return played;
          });
      return IntStream.range(0, task.targets().size())
          .mapToObj(
              t ->
                  scores.attribution(
                      t, value[t], OptionalDouble.empty(), evaluator.counts(), guarantee()))
          .toList();
    }
  }

  /** The words that each copy keeps; the text itself is not among them. */
  private List<BitSet> copies(int players, Random random) {
    var copies = new ArrayList<BitSet>();
    for (int s = 1; s < samples; s++) {
      BitSet kept = Coalitions.subset(players, 1 + random.nextInt(players), random);
      kept.flip(0, players);
      copies.add(kept);
    }
    return copies;
  }

  /**
   * The weighted ridge regression.
   *
   * @param values F of each copy, [copy][target]
   * @param input F of the text itself
   */
  private static double[] weights(
      int players, List<BitSet> copies, double[][] values, double[] input, int target) {
    var fit = new RidgeFit(players, PENALTY);
    double[] whole = new double[players];
    Arrays.fill(whole, 1);
    fit.add(1, whole, input[target]);
    for (int s = 0; s < copies.size(); s++) {
      double[] z = new double[players];
      copies.get(s).stream().forEach(p -> z[p] = 1);
      fit.add(weight(copies.get(s).cardinality(), players), z, values[s][target]);
    }
    return fit.weights();
  }

  /** Of a copy that keeps so many of the words. */
  private static double weight(int kept, int players) {
    double distance = 100 * (1 - Math.sqrt((double) kept / players));
    return Math.sqrt(Math.exp(-distance * distance / (KERNEL_WIDTH * KERNEL_WIDTH)));
  }
}
