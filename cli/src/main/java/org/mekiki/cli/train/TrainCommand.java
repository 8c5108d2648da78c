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
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.JapaneseOption;
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
      "Trains a model: the classes of texts, or which words fill blanks.",
      "",
      "The best weights by the --dev texts become the model; the run's folder holds a log of how"
          + " it went and a checkpoint from which --resume continues. The same seed gives the"
          + " same model on any number of threads."
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
  @Mixin private JapaneseOption japanese = new JapaneseOption();
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
      description =
          "the folder for the log, the plot and the checkpoint; default: beside the model")
  private Path folder;

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16|f16",
      description = "how the model's numbers are stored; default: f32")
  private String dtype = "f32";

  @Option(names = "--resume", description = "continue from the checkpoint in the run's folder")
  private boolean resume;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      description = "stop after step N; --resume continues from there another time")
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
    TrainModelChoice chosen = model.choice();
    plan.plan(chosen.isFresh());
    TeacherChoice teachers = teacher.choice(chosen.goal());
    TrainDataChoice files = data.choice();
    RunFolder run = RunFolder.of(folder, out, resume);
    Beginning beginning = Beginning.read(chosen, japanese, console::tell);
    TrainTexts texts =
        TrainTexts.read(
            files, chosen.learnsClasses(), teachers.isGiven(), plan.seed(), console::tell);
    return chosen.learnsClasses()
        ? run(run, classes(beginning, texts, teachers, context), beginning, files, context)
        : run(run, blanks(beginning, texts, teachers), beginning, files, context);
  }

  /**
   * All that is needed to learn.
   *
   * @param taught what checkpoints say of the teachers
   */
  private record Lesson<E>(
      TrainableModel trainable,
      Objective<E> objective,
      List<E> training,
      List<E> dev,
      SequencedMap<String, String> taught) {}

  /** Teachers are large; they are gone when what they say is known. */
  private Lesson<LabelledText> classes(
      Beginning beginning, TrainTexts texts, TeacherChoice chosen, ComputeContext context)
      throws IOException {
    var labels = new TrainLabels(beginning.problem(), chosen.isGiven());
    var certain = new TrainLabels(beginning.problem(), false);
    Teachers teachers = Teachers.load(chosen, labels.problem(), console::tell, context);
    ModelDesign design =
        beginning.design(chosen.isGiven() ? teachers.labels() : labels.ofData(texts.known()));
    List<String> names = design.labels();
    teachers.require(names);
    TrainableModel trainable = trainable(design, beginning);
    TrainClasses classes = TrainClasses.of(names, labels, certain, texts);
    classes.notes().forEach(console::tell);
    classes
        .line(console.speech())
        .ifPresent(line -> console.out().println(TerminalText.line(line)));
    List<LabelledText> training = classified(texts.training(), labels, classes, trainable);
    return new Lesson<>(
        trainable,
        learning.classification(trainable),
        teachers.taught(texts.training(), training, names, console),
        classified(texts.dev(), labels, classes, trainable),
        described(teachers));
  }

  private Lesson<TokenizedText> blanks(Beginning beginning, TrainTexts texts, TeacherChoice chosen)
      throws IOException {
    TrainableModel trainable = trainable(beginning.design(List.of()), beginning);
    return new Lesson<>(
        trainable,
        learning.maskedLanguageModelling(trainable),
        tokenized(texts.training(), trainable),
        tokenized(texts.dev(), trainable),
        described(Teachers.none(chosen)));
  }

  private static SequencedMap<String, String> described(Teachers teachers) {
    var settings = new LinkedHashMap<String, String>();
    teachers.describe(settings);
    return settings;
  }

  private TrainableModel trainable(ModelDesign design, Beginning beginning) throws IOException {
    return TrainableModel.of(design, beginning.stored(), beginning.dropout(), plan.seed());
  }

  private List<TokenizedText> tokenized(List<TrainTexts.Item> items, TrainableModel trainable) {
    return items.stream().map(item -> tokenized(item, trainable)).toList();
  }

  private List<LabelledText> classified(
      List<TrainTexts.Item> items,
      TrainLabels labels,
      TrainClasses classes,
      TrainableModel trainable) {
    return items.stream()
        .map(item -> labels.of(item, tokenized(item, trainable), classes))
        .toList();
  }

  private TokenizedText tokenized(TrainTexts.Item item, TrainableModel trainable) {
    return trainable.tokenize(item.text(), item.pair(), learning.maxLength());
  }

  private <E> int run(
      RunFolder run,
      Lesson<E> lesson,
      Beginning beginning,
      TrainDataChoice files,
      ComputeContext context)
      throws IOException {
    TrainableModel trainable = lesson.trainable();
    SequencedMap<String, String> settings = settings(beginning, files, lesson);
    var state = new TrainingState(plan.optimizer(trainable.parameters()));
    if (resume) {
      Path checkpoint = run.checkpoint();
      CheckpointFile.read(
          checkpoint, beginning.asStored(settings, CheckpointFile.settings(checkpoint)), state);
    }
    var watcher =
        new TrainWatcher(
            console, run, trainable, new TrainWatcher.Writing(out, type(), settings, stopAfter));
    watcher.begin(state, lesson.training().size(), lesson.dev().size());
    var trainer =
        new Trainer<>(lesson.objective(), plan.plan(beginning.choice().isFresh()), context);
    trainer.run(lesson.training(), lesson.dev(), state, watcher);
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
      Beginning beginning, TrainDataChoice files, Lesson<?> lesson) throws IOException {
    var settings = new LinkedHashMap<String, String>();
    beginning.describe(settings);
    files.describe(settings);
    plan.describe(settings, beginning.choice().isFresh());
    learning.describe(settings);
    settings.putAll(lesson.taught());
    settings.put(
        "the model", String.join(", ", lesson.trainable().design().configuration().values()));
    return settings;
  }
}
