package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OneBaselineOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.truth.KnownTask;
import org.mekiki.sig.judge.truth.KnownTexts;
import org.mekiki.sig.judge.truth.KnownTruth;
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.transformer.Classifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges methods on a model and data of the user's. */
@Command(
    name = "evaluate",
    description = "Compares explanation methods on your model and your data.",
    footer = {
      "",
      "Examples:",
      "  mekiki evaluate --data test.tsv --methods sig,ig,occlusion --output results",
      "  mekiki evaluate --data test.tsv --methods all --sample 200 --examine all",
      "  mekiki evaluate --rationales movies/test.jsonl --methods sig,ig",
      "  mekiki evaluate --truth all --methods all --output known"
    },
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model;
  @Mixin private ThreadsOption threads;
  @Mixin private DataOption data;
  @Mixin private JudgedMethodsOption methods;
  @Mixin private ExaminationOption examinations;
  @Mixin private OneBaselineOption baseline;
  @Mixin private TruthOption truth;
  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "a folder for the findings, text by text, and the reports; an interrupted evaluation"
              + " continues when it is started again")
  private Path output;

  @Option(names = "--restart", description = "start over, whatever the folder holds")
  private boolean restart;

  @Option(
      names = "--format",
      paramLabel = "terminal|markdown|csv|json|html",
      description = "what is printed; a folder gets all; default: terminal")
  private String format = "terminal";

  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ReportFormats.Format printed = Choice.of("--format", format, ReportFormats.Format.values());
    if (restart && output == null) {
      throw new UserException("--restart belongs to --output; there is nothing to start over");
    }
    List<ExaminationKind> wanted = examinations.kinds(data.annotated());
    if (truth.isGiven()) {
      return knownTruth(printed);
    }
    truth.tasks();
    Set<FaithfulnessMetric> metrics = examinations.metrics();
    List<JudgedMethod> judged = methods.methods(usualSettings());
    Baseline from = baseline.baseline();
    EvaluationTexts texts = data.read(console::tell);
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.loadClassifier("evaluate", context.inline());
      classifier.baselineRow(from);
      LabelColumn.oddity(classifier.labels()).ifPresent(console::tell);
      Readings readings = Readings.of(classifier, data.file(), texts, context);
      var description =
          EvaluationDescription.of(classifier, model.source(), choice(from), readings, judged);
      if (readings.doubtful()) {
        readings.told().ifPresent(console::tell);
      }
      readings.truncation().ifPresent(console::tell);
      readings.unknownWords().ifPresent(console::tell);
      EvaluationPlan plan = plan(wanted, metrics, judged, classifier, from, texts.examples());
      var run = new EvaluationRun(plan, data.file(), context, console, data.seed());
      carryOut(run, description, plan);
      if (!readings.doubtful()) {
        readings.told().ifPresent(console::tell);
      }
      report(run, new EvaluationReport(description, run.summaries(), metrics, judged), printed);
      return ExitCode.OK;
    }
  }

  /** Judges on tasks that need neither a model nor data. */
  private int knownTruth(ReportFormats.Format printed) throws IOException {
    truth.requireAlone(spec);
    List<KnownTask> tasks = truth.tasks();
    List<JudgedMethod> judged = methods.methods(RunSettings.DEFAULT);
    Baseline from = baseline.baseline();
    var texts = new KnownTexts(tasks, examinations.texts(ExaminationKind.TRUTH), data.seed());
    try (ComputeContext context = threads.context()) {
      var training = new TruthTraining(truth.shape(), data.seed(), context, console::tell);
      var plan =
          new EvaluationPlan(
              List.of(
                  new EvaluationPlan.Part(
                      ExaminationKind.TRUTH,
                      texts.examples(),
                      () ->
                          new KnownTruth(
                              texts, training.models(tasks), judged, from, data.seed()))));
      var description =
          EvaluationDescription.ofTruth(tasks, truth.shape(), data.seed(), from.label(), judged);
      var run = new EvaluationRun(plan, Path.of("--truth"), context, console, data.seed());
      carryOut(run, description, plan);
      report(run, new EvaluationReport(description, run.summaries(), Set.of(), judged), printed);
      return ExitCode.OK;
    }
  }

  private void report(EvaluationRun run, EvaluationReport report, ReportFormats.Format printed)
      throws IOException {
    if (output != null) {
      ReportFormats.writeAll(output, report, console.speech());
      ReportFormats.writeSeconds(output, run.secondsAText());
    }
    ReportFormats.print(printed, report, run.secondsAText(), console);
  }

  private EvaluationChoice choice(Baseline from) {
    return new EvaluationChoice(
        data.file(),
        data.seed(),
        examinations.published(),
        examinations.choice(),
        examinations.fineTunes() ? Optional.of(examinations.shortcut()) : Optional.empty(),
        examinations.beam(),
        from.label());
  }

  private RunSettings usualSettings() {
    return examinations.published()
        ? RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 50)
        : RunSettings.DEFAULT;
  }

  private void carryOut(EvaluationRun run, EvaluationDescription description, EvaluationPlan plan)
      throws IOException {
    if (output == null) {
      run.inMemory();
      return;
    }
    if (restart) {
      Files.deleteIfExists(output.resolve(RecordFile.NAME));
    }
    run.into(output, description.settings(plan));
  }

  /** Each examination is made when its turn comes. */
  private EvaluationPlan plan(
      List<ExaminationKind> kinds,
      Set<FaithfulnessMetric> metrics,
      List<JudgedMethod> judged,
      Classifier classifier,
      Baseline from,
      List<Example> examples) {
    var made =
        new Examinations(
            model, classifier, from, judged, metrics, examples, examinations, data.seed());
    return new EvaluationPlan(
        kinds.stream()
            .map(
                kind ->
                    new EvaluationPlan.Part(
                        kind,
                        examples.subList(0, Math.min(examples.size(), examinations.texts(kind))),
                        () -> kind.make(made)))
            .toList());
  }
}
