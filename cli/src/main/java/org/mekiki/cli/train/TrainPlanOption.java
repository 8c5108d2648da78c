package org.mekiki.cli.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.train.AdamW;
import org.mekiki.core.train.LearningRateSchedule;
import org.mekiki.core.train.Optimizer;
import org.mekiki.core.train.ParameterGroup;
import org.mekiki.core.train.Sgd;
import org.mekiki.core.train.TrainingPlan;
import picocli.CommandLine.Option;

/** How long and in what steps is trained. */
final class TrainPlanOption {
  /** Rules by which weights are changed. */
  enum Rule {
    ADAMW,
    SGD
  }

  /** Ways of the learning rate. */
  enum Schedule {
    CONSTANT,
    LINEAR,
    COSINE;

    private LearningRateSchedule schedule() {
      return switch (this) {
        case CONSTANT -> LearningRateSchedule.constant();
        case LINEAR -> LearningRateSchedule.linear();
        case COSINE -> LearningRateSchedule.cosine();
      };
    }
  }

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "how often every text is seen; default: 3")
  private int epochs = 3;

  @Option(names = "--batch-size", paramLabel = "N", description = "texts per step; default: 32")
  private int batchSize = 32;

  @Option(
      names = "--micro-batch-size",
      paramLabel = "N",
      description = "texts computed at a time, to save memory; default: all of a step")
  private Integer microBatchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "the largest learning rate; default: 0.0005 for a new model, 0.00005 with --init")
  private Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "constant|linear|cosine",
      description = "the course of the learning rate after the warm-up; default: linear")
  private String schedule = "linear";

  @Option(
      names = "--warm-up",
      paramLabel = "P",
      description = "the share of the steps in which the learning rate rises; default: 0.06")
  private double warmUp = 0.06;

  @Option(names = "--optimizer", paramLabel = "adamw|sgd", description = "default: adamw")
  private String optimizer = "adamw";

  @Option(names = "--momentum", paramLabel = "X", description = "the momentum of sgd; default: 0.9")
  private Double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "weight decay of matrices and tables, not of biases and norms; default: 0.01")
  private double weightDecay = 0.01;

  @Option(
      names = "--clip",
      paramLabel = "X",
      description = "the norm that gradients are clipped to; 0 for no clipping; default: 1")
  private double clip = 1;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      description = "how often per epoch the model is tested; default: 1")
  private int evaluations = 1;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "stop after N tests without a better result; default: 0, never")
  private int patience;

  @Option(
      names = "--averaging",
      paramLabel = "P",
      description =
          "test and keep a moving average of the weights, of which each step keeps this share;"
              + " default: 0, none")
  private double averaging;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the seed of everything random; default: 0")
  private long seed;

  long seed() {
    return seed;
  }

  /**
   * The plan.
   *
   * @param fresh whether the model is new
   */
  TrainingPlan plan(boolean fresh) {
    Positive.atMost("--epochs", epochs, 1_000_000);
    Positive.atMost("--batch-size", batchSize, 1_000_000);
    Positive.atMost("--micro-batch-size", microBatchSize, 1_000_000);
    Positive.atMost("--evaluations", evaluations, 1_000_000);
    LearningRateSchedule way =
        Choice.of("--schedule", schedule.toLowerCase(Locale.ROOT), Schedule.values()).schedule();
    return new TrainingPlan(
        epochs,
        batchSize,
        microBatchSize == null ? batchSize : microBatchSize,
        learningRate(fresh),
        way.withWarmUp(warmUp),
        clip,
        evaluations,
        patience,
        averaging,
        seed);
  }

  private double learningRate(boolean fresh) {
    return learningRate != null ? learningRate : fresh ? 5e-4 : 5e-5;
  }

  Optimizer optimizer(List<Parameter> parameters) {
    List<ParameterGroup> groups = ParameterGroup.byShape(parameters, weightDecay);
    Rule rule = Choice.of("--optimizer", optimizer.toLowerCase(Locale.ROOT), Rule.values());
    if (rule == Rule.ADAMW && momentum != null) {
      throw new UserException("--momentum belongs to --optimizer sgd; leave it out with adamw");
    }
    return rule == Rule.ADAMW
        ? new AdamW(groups)
        : new Sgd(groups, momentum == null ? 0.9 : momentum);
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings, boolean fresh) {
    settings.put("--epochs", Integer.toString(epochs));
    settings.put("--batch-size", Integer.toString(batchSize));
    settings.put("--micro-batch-size", String.valueOf(microBatchSize));
    settings.put("--learning-rate", Double.toString(learningRate(fresh)));
    settings.put("--schedule", schedule);
    settings.put("--warm-up", Double.toString(warmUp));
    settings.put("--optimizer", optimizer);
    settings.put("--momentum", String.valueOf(momentum));
    settings.put("--weight-decay", Double.toString(weightDecay));
    settings.put("--clip", Double.toString(clip));
    settings.put("--evaluations", Integer.toString(evaluations));
    settings.put("--patience", Integer.toString(patience));
    settings.put("--averaging", Double.toString(averaging));
    settings.put("--seed", Long.toString(seed));
  }
}
