package org.mekiki.benchmarks.results;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How much faster the second of two measurements is, with a 95 % interval.
 *
 * <p>The interval comes from a bootstrap over forks and, within a fork, over iterations: iterations
 * of one fork share its compiled code, so they alone would promise too much certainty.
 *
 * @param ratio time of the first over time of the second; above 1 the second is faster
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param forks the smaller number of forks of the two
 */
public record SpeedRatio(double ratio, double low, double high, int forks) {
  private static final int RESAMPLES = 10_000;

  /** Fewer forks than this say nothing about the spread between them. */
  private static final int ENOUGH_FORKS = 3;

  /** What can be said of a ratio. */
  public enum Verdict {
    /** The second is faster. */
    FASTER,
    /** The second is slower. */
    SLOWER,
    /** The interval holds 1. */
    NOISE,
    /** Too few forks to tell. */
    TOO_FEW_FORKS
  }

  /** Compares; the same measurements give the same interval. */
  public static SpeedRatio of(Measurement first, Measurement second) {
    var random = new Random(20_260_101);
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = resampledMean(first.forks(), random) / resampledMean(second.forks(), random);
    }
    Arrays.sort(ratios);
    return new SpeedRatio(
        first.seconds() / second.seconds(),
        ratios[RESAMPLES / 40],
        ratios[RESAMPLES - 1 - RESAMPLES / 40],
        Math.min(first.forks().size(), second.forks().size()));
  }

  private static double resampledMean(List<List<Double>> forks, Random random) {
    double sum = 0;
    for (int i = 0; i < forks.size(); i++) {
      List<Double> fork = forks.get(random.nextInt(forks.size()));
      double inFork = 0;
      for (int j = 0; j < fork.size(); j++) {
        inFork += fork.get(random.nextInt(fork.size()));
      }
      sum += inFork / fork.size();
    }
    return sum / forks.size();
  }

  /** What can be said. */
  public Verdict verdict() {
    if (forks < ENOUGH_FORKS) {
      return Verdict.TOO_FEW_FORKS;
    }
    if (low > 1) {
      return Verdict.FASTER;
    }
    return high < 1 ? Verdict.SLOWER : Verdict.NOISE;
  }
}
