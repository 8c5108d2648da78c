/**
 * Training of anything that has parameters and a loss.
 *
 * <p>An {@link org.mekiki.core.train.Objective} says what is trained and what the loss of some
 * examples is; a {@link org.mekiki.core.train.Trainer} does the rest: batches by length, gradients
 * over micro-batches, clipping, an {@link org.mekiki.core.train.Optimizer}, a learning rate that
 * follows a {@link org.mekiki.core.train.LearningRateSchedule}, evaluation, the best weights, early
 * stopping, and a {@link org.mekiki.core.train.TrainingState} from which a run goes on as if it had
 * never been stopped. All that is random is a function of the seed and of the number of the step,
 * so a run gives the same bits on any number of threads.
 */
package org.mekiki.core.train;
