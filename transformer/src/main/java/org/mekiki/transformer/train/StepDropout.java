package org.mekiki.transformer.train;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.train.Step;
import org.mekiki.transformer.encoder.Dropout;

/**
 * Dropout whose masks depend on the seed, the step, the place and the example alone. For one thread
 * at a time.
 */
final class StepDropout implements Dropout {
  private final DropoutRates rates;
  private Step step = Step.evaluation(0, 0);
  private int[] examples = {};

  StepDropout(DropoutRates rates) {
    this.rates = rates;
  }

  /** What follows is computed in this step for so many examples. */
  void begin(Step now, int count) {
    step = now;
    examples = new int[count];
    for (int i = 0; i < count; i++) {
      examples[i] = now.firstExample() + i;
    }
  }

  @Override
  public Variable rows(Variable x, String place) {
    return dropped(x, rates.rows(), place);
  }

  @Override
  public Variable answer(Variable x, String place) {
    return dropped(x, rates.answer(), place);
  }

  private Variable dropped(Variable x, double rate, String place) {
    return isOff(rate) ? x : Ops.dropout(x, mask(rate, place));
  }

  @Override
  public DropoutMask attention(String place) {
    return isOff(rates.attention()) ? null : mask(rates.attention(), place);
  }

  private boolean isOff(double rate) {
    return rate == 0 || !step.isTraining();
  }

  private DropoutMask mask(double rate, String place) {
    long key = DropoutMask.key(step.seed(), step.number(), place.hashCode());
    return new DropoutMask(rate, key, examples);
  }
}
