package org.mekiki.core.train;

/** How the learning rate goes up and down: a factor for each step. */
@FunctionalInterface
public interface LearningRateSchedule {
  /**
   * What the largest learning rate is multiplied with.
   *
   * @param step number of the step, from 0
   * @param steps of the whole run
   * @return the factor, from 0
   */
  double factor(long step, long steps);

  /** {@return the same rate from beginning to end} */
  static LearningRateSchedule constant() {
    return (_, _) -> 1;
  }

  /** {@return straight down to 0 at the end of the run} */
  static LearningRateSchedule linear() {
    return (step, steps) -> Math.max(0, 1 - (double) step / Math.max(1, steps));
  }

  /** {@return down to 0 along half a cosine (Loshchilov and Hutter 2017)} */
  static LearningRateSchedule cosine() {
    return (step, steps) ->
        (1 + Math.cos(Math.PI * Math.min(1, (double) step / Math.max(1, steps)))) / 2;
  }

  /**
   * The same after a straight way up from 0; the rest of the run follows this schedule from its
   * beginning.
   *
   * @param share of the run's steps, from 0 to 1, rounded to whole steps
   * @return the schedule
   */
  default LearningRateSchedule withWarmUp(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a warm-up is a share from 0 to 1, got " + share);
    }
    return (step, steps) -> {
      long up = Math.round(share * steps);
      return step < up ? (double) step / up : factor(step - up, steps - up);
    };
  }
}
