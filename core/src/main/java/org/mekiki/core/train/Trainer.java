package org.mekiki.core.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;

/**
 * Trains.
 *
 * @param <E> an example
 */
public final class Trainer<E> {
  private final Objective<E> objective;
  private final TrainingPlan plan;
  private final ComputeContext context;
  private final GradientSum gradients;
  private final Tape training;
  private final Tape evaluating;

  /**
   * A trainer.
   *
   * @param objective what is trained
   * @param plan how long and in what steps
   * @param context stays the caller's
   */
  public Trainer(Objective<E> objective, TrainingPlan plan, ComputeContext context) {
    this.objective = objective;
    this.plan = plan;
    this.context = context;
    this.gradients = new GradientSum(objective.parameters(), context);
    this.training = Tape.training(context);
    this.evaluating = new Tape(context);
  }

  /**
   * Trains from a state on, until the plan's end, until the score has not become better for too
   * long, or until the listener says so.
   *
   * @param examples to learn from
   * @param held examples to evaluate on, from which nothing is learnt; where there are none, the
   *     last weights count as the best
   * @param state is changed; a new one for a new run, or one that was read from a checkpoint of a
   *     run with the same plan and data
   * @param listener is told how it goes
   * @throws ArithmeticException if the loss is not finite
   * @throws IOException if the listener throws it
   */
  public void run(List<E> examples, List<E> held, TrainingState state, TrainingListener listener)
      throws IOException {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("there is no example to learn from");
    }
    long steps = plan.steps(examples.size());
    long epochSteps = plan.stepsAnEpoch(examples.size());
    LengthBatches batches = null;
    int batchesOf = -1;
    while (state.step() < steps && !exhausted(state)) {
      int epoch = (int) (state.step() / epochSteps);
      if (epoch != batchesOf) {
        batches = batches(examples, epoch);
        batchesOf = epoch;
      }
      int inEpoch = (int) (state.step() % epochSteps);
      listener.stepped(step(pick(examples, batches.batch(inEpoch)), state, steps, epoch));
      if (plan.evaluatesAfter(inEpoch + 1L, examples.size())) {
        evaluate(held, state, listener);
      }
      if (listener.stopsAfter(state)) {
        return;
      }
    }
  }

  /** Evaluates the average of the weights where there is one. */
  private void evaluate(List<E> held, TrainingState state, TrainingListener listener)
      throws IOException {
    state.exchange();
    try {
      Score score = held.isEmpty() ? latest(state) : evaluate(held);
      listener.evaluated(state, state.evaluated(score));
    } finally {
      state.exchange();
    }
  }

  private boolean exhausted(TrainingState state) {
    return plan.patience() > 0 && state.evaluationsWithoutBetter() >= plan.patience();
  }

  /** Without examples to evaluate on, later is better. */
  private static Score latest(TrainingState state) {
    return new Score(-(double) state.step(), Double.NaN);
  }

  private LengthBatches batches(List<E> examples, int epoch) {
    return new LengthBatches(
        examples.size(),
        i -> objective.size(examples.get(i)),
        plan.batchSize(),
        plan.seed(),
        epoch);
  }

  private static <E> List<E> pick(List<E> examples, int[] numbers) {
    var picked = new ArrayList<E>(numbers.length);
    for (int number : numbers) {
      picked.add(examples.get(number));
    }
    return picked;
  }

  private TrainingListener.StepReport step(
      List<E> batch, TrainingState state, long steps, int epoch) {
    double rate = plan.learningRate() * plan.schedule().factor(state.step(), steps);
    Score score = gradientsOf(batch, new Step(plan.seed(), state.step(), 0));
    if (!Double.isFinite(score.loss())) {
      throw new ArithmeticException(
          "the loss is no longer finite in step %d; a smaller learning rate may help"
              .formatted(state.step() + 1));
    }
    double norm = plan.clipNorm() > 0 ? gradients.clip(plan.clipNorm()) : gradients.norm();
    if (!Double.isFinite(norm)) {
      throw new ArithmeticException(
          "the gradient is no longer finite in step %d; a smaller learning rate may help"
              .formatted(state.step() + 1));
    }
    state.optimizer().step(gradients, rate, context);
    state.stepped();
    if (plan.averaging() > 0) {
      state.average(plan.averaging());
    }
    long tokens = 0;
    for (E example : batch) {
      tokens += objective.size(example);
    }
    return new TrainingListener.StepReport(
        state.step(), steps, epoch + 1, score, rate, norm, tokens);
  }

  /**
   * Adds up the gradients of the mean loss of a batch, part by part.
   *
   * @return the batch's score; a loss of 0 where nothing was asked
   */
  private Score gradientsOf(List<E> batch, Step step) {
    gradients.clear();
    var sum = new Score.Sum();
    int first = 0;
    for (List<E> part : parts(batch)) {
      training.reset();
      Loss loss = objective.loss(training, part, new Step(step.seed(), step.number(), first));
      if (loss.weight() > 0) {
        sum.add(loss);
        Tensor weight = Tensor.wrap(new float[] {(float) loss.weight()}, 0, loss.mean().shape());
        gradients.add(training.backward(loss.mean(), weight));
      }
      first += part.size();
    }
    training.reset();
    if (sum.weight() == 0) {
      return new Score(0, 0);
    }
    gradients.scale(1 / sum.weight());
    return sum.score();
  }

  /**
   * Evaluates the parameters as they are.
   *
   * @param examples to evaluate on, at least one
   * @return the score
   * @throws IllegalArgumentException if there is nothing to evaluate on
   */
  public Score evaluate(List<E> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("there is no example to evaluate on");
    }
    var order = new ArrayList<>(examples);
    order.sort(java.util.Comparator.comparingInt(objective::size));
    var sum = new Score.Sum();
    int first = 0;
    for (List<E> part : parts(order)) {
      evaluating.reset();
      sum.add(objective.loss(evaluating, part, Step.evaluation(plan.seed(), first)));
      first += part.size();
    }
    evaluating.reset();
    return sum.score();
  }

  /** Examples of one form together, as many as are computed at a time. */
  private List<List<E>> parts(List<E> batch) {
    Map<Object, List<E>> byForm = new LinkedHashMap<>();
    for (E example : batch) {
      byForm.computeIfAbsent(objective.form(example), _ -> new ArrayList<>()).add(example);
    }
    var parts = new ArrayList<List<E>>();
    for (List<E> alike : byForm.values()) {
      for (int from = 0; from < alike.size(); from += plan.microBatchSize()) {
        parts.add(alike.subList(from, Math.min(alike.size(), from + plan.microBatchSize())));
      }
    }
    return parts;
  }
}
