package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.train.Objective;
import org.mekiki.core.train.Trainer;
import org.mekiki.core.train.TrainingState;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.train.CheckpointFile;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TokenizedText;
import org.mekiki.transformer.train.TrainableModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model. */
@Command(
    name = "train",
    description = {
      "Trains a model: the classes of texts, or which words stand in blanks.",
      "",
      "The best weights by the --dev texts become the model; how it went stands in the run's"
          + " folder, with a checkpoint from which --resume goes on. The same seed gives the same"
          + " model on any number of threads."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki train --task mlm --config small/config.json --data texts.tsv --out base.mekiki",
      "  mekiki train --task classification --init base.mekiki --data train.tsv --dev dev.tsv"
          + " --out classifier.mekiki",
      "  mekiki train --task classification --init base.mekiki --data train.tsv --dev dev.tsv"
          + " --out classifier.mekiki --resume",
      "  mekiki train --task classification --init distilbert-folder --data mails.csv"
          + " --label-column topic --epochs 5 --patience 2 --out mails.mekiki",
      "  mekiki train --task classification --config small --data train.tsv --dev dev.tsv"
          + " --teacher large.mekiki --out small.mekiki"
    })
public final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TrainModelOption model;
  @Mixin private TrainDataOption data;
  @Mixin private TrainPlanOption plan;
  @Mixin private TrainLearningOption learning;
  @Mixin private TrainTeacherOption teacher;
  @Mixin private ThreadsOption threads;

  @Option(
      names = "--out",
      paramLabel = "OUT.mekiki",
      required = true,
      description = "the model to write, after every test with a better result")
  private Path out;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "folder of the log, the plot and the checkpoint; default: beside the model")
  private Path folder;

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16|f16",
      description = "how the model's numbers are stored; default: f32")
  private String dtype = "f32";

  @Option(names = "--resume", description = "go on from the checkpoint in the run's folder")
  private boolean resume;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      description = "stop after step N, to go on by --resume another time")
  private Long stopAfter;

  public TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Positive.require("--stop-after", stopAfter);
    Choice.require("--dtype", dtype, "f32", "bf16", "f16");
    try (ComputeContext context = threads.context()) {
      return train(context);
    } catch (UnsupportedModelException e) {
      throw new UserException(e.getMessage());
    }
  }

  private int train(ComputeContext context) throws IOException {
    // What is wrong with options and files is to be said before anything takes time.
    plan.plan(model.isFresh());
    teacher.check(model);
    RunFolder run = RunFolder.of(folder, out, resume);
    TrainModelOption.Beginning beginning = model.read();
    TrainDataOption.Texts texts = data.read(model.learnsClasses(), teacher.isGiven(), plan.seed());
    if (model.learnsClasses()) {
      var labels = new TrainLabels(model.problem(beginning), teacher.isGiven());
      var certain = new TrainLabels(model.problem(beginning), false);
      teacher.load(labels.problem(), context);
      ModelDesign design =
          model.design(
              beginning, teacher.isGiven() ? teacher.labels() : labels.ofData(texts.training()));
      teacher.require(design.labels());
      TrainableModel trainable = trainable(design, beginning);
      labels.requireAll(design.labels(), texts.training());
      certain.requireAll(design.labels(), texts.dev());
      List<LabelledText> training = classified(texts.training(), labels, trainable);
      return run(
          run,
          learning.classification(trainable),
          trainable,
          teacher.taught(texts.training(), training, design.labels(), console),
          classified(texts.dev(), labels, trainable),
          beginning,
          context);
    }
    TrainableModel trainable = trainable(model.design(beginning, List.of()), beginning);
    return run(
        run,
        learning.maskedLanguageModelling(trainable),
        trainable,
        tokenized(texts.training(), trainable),
        tokenized(texts.dev(), trainable),
        beginning,
        context);
  }

  private TrainableModel trainable(ModelDesign design, TrainModelOption.Beginning beginning)
      throws IOException {
    return TrainableModel.of(design, beginning.stored(), model.dropout(beginning), plan.seed());
  }

  private List<TokenizedText> tokenized(
      List<TrainDataOption.Item> items, TrainableModel trainable) {
    return items.stream().map(item -> tokenized(item, trainable)).toList();
  }

  private List<LabelledText> classified(
      List<TrainDataOption.Item> items, TrainLabels labels, TrainableModel trainable) {
    return items.stream()
        .map(item -> labels.of(item, tokenized(item, trainable), trainable.design().labels()))
        .toList();
  }

  private TokenizedText tokenized(TrainDataOption.Item item, TrainableModel trainable) {
    return trainable.tokenize(item.text(), item.pair(), learning.maxLength());
  }

  private <E> int run(
      RunFolder run,
      Objective<E> objective,
      TrainableModel trainable,
      List<E> examples,
      List<E> dev,
      TrainModelOption.Beginning beginning,
      ComputeContext context)
      throws IOException {
    SequencedMap<String, String> settings = settings(beginning, trainable.design());
    var state = new TrainingState(plan.optimizer(trainable.parameters()));
    if (resume) {
      CheckpointFile.read(run.checkpoint(), settings, state);
    }
    var watcher =
        new TrainWatcher(
            console, run, trainable, new TrainWatcher.Writing(out, type(), settings, stopAfter));
    watcher.begin(state, examples.size(), dev.size());
    var trainer = new Trainer<>(objective, plan.plan(model.isFresh()), context);
    trainer.run(examples, dev, state, watcher);
    watcher.end(state);
    return ExitCode.OK;
  }

  private ElementType type() {
    return Arrays.stream(ElementType.values())
        .filter(type -> type.label().equals(dtype))
        .findFirst()
        .orElseThrow();
  }

  private SequencedMap<String, String> settings(
      TrainModelOption.Beginning beginning, ModelDesign design) throws IOException {
    var settings = new LinkedHashMap<String, String>();
    model.describe(settings, beginning);
    data.describe(settings);
    plan.describe(settings, model.isFresh());
    learning.describe(settings);
    teacher.describe(settings);
    settings.put("the model", String.join(", ", design.configuration().values()));
    return settings;
  }
}
