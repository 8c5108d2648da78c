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
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.transformer.Classifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges methods on a model and data of the user's. */
@Command(
    name = "evaluate",
    description = "Compares explanation methods on your model and your data.",
    footer = {
      "",
      "Examples:",
      "  mekiki evaluate --data test.tsv --methods sig,ig,occlusion --output results",
      "  mekiki evaluate --data test.tsv --methods all --sample 200 --examine all",
      "  mekiki evaluate --rationales movies/test.jsonl --methods sig,ig"
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
    List<ExaminationKind> wanted = examinations.kinds(data.annotated());
    Set<FaithfulnessMetric> metrics = examinations.metrics();
    List<JudgedMethod> judged = methods.methods(usualSettings());
    Baseline from = baseline.baseline();
    if (restart && output == null) {
      throw new UserException("--restart belongs to --output; there is nothing to start over");
    }
    EvaluationTexts texts = data.read(console::tell);
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.loadClassifier("evaluate", context.inline());
      classifier.baselineRow(from);
      LabelColumn.oddity(classifier.labels()).ifPresent(console::tell);
      var description =
          EvaluationDescription.of(
              classifier, model.source(), choice(from), texts, judged, context);
      Readings readings = description.readings();
      if (readings.doubtful()) {
        readings.told().ifPresent(console::tell);
      }
      readings.truncation().ifPresent(console::tell);
      readings.unknownWords().ifPresent(console::tell);
      EvaluationPlan plan = plan(wanted, metrics, judged, classifier, from, texts.examples());
      var run = new EvaluationRun(plan, data.file(), context, console, data.seed());
      carryOut(run, description, plan);
      var report = new EvaluationReport(description, run.summaries(), metrics, judged);
      if (output != null) {
        ReportFormats.writeAll(output, report);
        ReportFormats.writeSeconds(output, run.secondsAText());
      }
      if (!readings.doubtful()) {
        readings.told().ifPresent(console::tell);
      }
      ReportFormats.print(printed, report, run.secondsAText(), console);
      return ExitCode.OK;
    }
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
