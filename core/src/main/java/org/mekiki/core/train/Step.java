package org.mekiki.core.train;

import org.mekiki.core.ops.DropoutMask;

/**
 * Where in a run a loss is computed: all that is random depends on this alone.
 *
 * @param seed of the run
 * @param number of the step, from 0; −1 in an evaluation, where nothing is left out
 * @param firstExample number of the first example in the step
 */
public record Step(long seed, long number, int firstExample) {
  /**
   * A step of an evaluation.
   *
   * @param seed of the run
   * @param firstExample number of the first example
   * @return a step in which nothing is changed
   */
  public static Step evaluation(long seed, int firstExample) {
    return new Step(seed, -1, firstExample);
  }

  /** {@return whether weights are changed after it, so that dropout belongs in it} */
  public boolean isTraining() {
    return number >= 0;
  }

  /**
   * A seed for one example of the step, the same in whatever company it is computed.
   *
   * @param index of the example among those that are computed together
   * @return the seed
   */
  public long example(int index) {
    return DropoutMask.key(seed, number, firstExample + index);
  }
}
