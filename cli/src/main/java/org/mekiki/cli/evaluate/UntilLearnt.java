package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.List;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.train.AdamW;
import org.mekiki.core.train.LearningRateSchedule;
import org.mekiki.core.train.ParameterGroup;
import org.mekiki.core.train.Trainer;
import org.mekiki.core.train.TrainingListener;
import org.mekiki.core.train.TrainingPlan;
import org.mekiki.core.train.TrainingState;
import org.mekiki.transformer.train.Classification;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TrainableModel;

/**
 * Training of a classifier that ends when enough held-out answers are right.
 *
 * @param epochs how often every text is seen at most
 * @param textsAStep texts a step
 * @param rate the largest learning rate
 * @param schedule its way over the run
 * @param learnt the part of the held-out answers that have to be right
 * @param seed of the order
 */
record UntilLearnt(
    int epochs,
    int textsAStep,
    double rate,
    LearningRateSchedule schedule,
    double learnt,
    long seed) {
  private static final double WEIGHT_DECAY = 0.01;

  /** Trains; the model has its best weights afterwards. */
  TrainingState train(
      TrainableModel model,
      List<LabelledText> examples,
      List<LabelledText> held,
      ComputeContext context)
      throws IOException {
    var plan = new TrainingPlan(epochs, textsAStep, textsAStep, rate, schedule, 1, 1, 0, 0, seed);
    var state =
        new TrainingState(new AdamW(ParameterGroup.byShape(model.parameters(), WEIGHT_DECAY)));
    var ends =
        new TrainingListener() {
          @Override
          public boolean stopsAfter(TrainingState now) {
            return now.score().accuracy() >= learnt;
          }
        };
    new Trainer<>(new Classification(model, 0, 0), plan, context).run(examples, held, state, ends);
    state.restoreBest();
    return state;
  }
}
