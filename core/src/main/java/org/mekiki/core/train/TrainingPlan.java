package org.mekiki.core.train;

/**
 * How long and in what steps is trained.
 *
 * @param epochs how often every example is seen
 * @param batchSize examples a step
 * @param microBatchSize examples that are computed together at most; gradients of several such
 *     parts are added up
 * @param learningRate the largest
 * @param schedule its way over the run
 * @param clipNorm length that gradients are shortened to; 0 for any length
 * @param evaluations an epoch; the last one stands at its end
 * @param patience evaluations without a better score after which the run ends; 0 for never
 * @param averaging β of the moving average of the weights that is evaluated and kept in the place
 *     of the last weights (Polyak and Juditsky 1992); 0 for none
 * @param seed of everything that is random
 */
public record TrainingPlan(
    int epochs,
    int batchSize,
    int microBatchSize,
    double learningRate,
    LearningRateSchedule schedule,
    double clipNorm,
    int evaluations,
    int patience,
    double averaging,
    long seed) {
  /** Checks. */
  public TrainingPlan {
    require(epochs >= 1, "epochs must be at least 1, got " + epochs);
    require(batchSize >= 1, "the batch size must be at least 1, got " + batchSize);
    require(microBatchSize >= 1, "the micro-batch size must be at least 1, got " + microBatchSize);
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "the learning rate must be above 0, got " + learningRate);
    require(clipNorm >= 0, "the clipping norm must be 0 or more, got " + clipNorm);
    require(evaluations >= 1, "evaluations per epoch must be at least 1, got " + evaluations);
    require(
        averaging >= 0 && averaging < 1, "averaging must be from 0 to below 1, got " + averaging);
    require(patience >= 0, "the patience must be 0 or more, got " + patience);
  }

  /**
   * Usual values: linear schedule with a warm-up over 6 % of the run, gradients clipped to 1, one
   * evaluation an epoch.
   *
   * @param epochs how often every example is seen
   * @param batchSize examples a step
   * @param learningRate the largest
   * @param seed of the run
   * @return the plan
   */
  public static TrainingPlan of(int epochs, int batchSize, double learningRate, long seed) {
    return new TrainingPlan(
        epochs,
        batchSize,
        batchSize,
        learningRate,
        LearningRateSchedule.linear().withWarmUp(0.06),
        1,
        1,
        0,
        0,
        seed);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Steps of an epoch.
   *
   * @param examples how many there are to learn from
   * @return their number
   */
  public long stepsAnEpoch(int examples) {
    return (examples + batchSize - 1L) / batchSize;
  }

  /**
   * Steps of the run.
   *
   * @param examples how many there are to learn from
   * @return their number
   */
  public long steps(int examples) {
    return epochs * stepsAnEpoch(examples);
  }

  /** Whether an evaluation follows a step, by its number in the epoch, from 1. */
  boolean evaluatesAfter(long step, int examples) {
    long all = stepsAnEpoch(examples);
    return step * evaluations / all > (step - 1) * evaluations / all;
  }
}
