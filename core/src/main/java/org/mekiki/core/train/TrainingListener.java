package org.mekiki.core.train;

import java.io.IOException;

/** Is told how a run goes, and may end it. */
public interface TrainingListener {
  /** Is told nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A step is done.
   *
   * @param report of it
   * @throws IOException if what it writes cannot be written
   */
  default void stepped(StepReport report) throws IOException {}

  /**
   * The model was evaluated.
   *
   * @param state as it is afterwards; {@link TrainingState#score} is the new score
   * @param best whether no score was better; the parameters are those that achieved it
   * @throws IOException if what it writes cannot be written
   */
  default void evaluated(TrainingState state, boolean best) throws IOException {}

  /**
   * Asked after each step: whether the run is to end here. The state can be continued.
   *
   * @param state as it is after the step
   * @return whether it is
   * @throws IOException if what it writes cannot be written
   */
  default boolean stopsAfter(TrainingState state) throws IOException {
    return false;
  }

  /**
   * A step.
   *
   * @param step its number, from 1
   * @param steps of the run
   * @param epoch from 1
   * @param score of its examples, before the weights were changed
   * @param learningRate that was used
   * @param gradientNorm before clipping
   * @param tokens that were computed
   */
  record StepReport(
      long step,
      long steps,
      int epoch,
      Score score,
      double learningRate,
      double gradientNorm,
      long tokens) {}
}
