package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OneBaselineOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.judge.ConstructedShortcut;
import org.mekiki.sig.judge.Convergence;
import org.mekiki.sig.judge.Examination;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.JudgedModel;
import org.mekiki.sig.judge.LargestLogit;
import org.mekiki.sig.judge.Plausibility;
import org.mekiki.sig.judge.Randomisation;
import org.mekiki.sig.judge.Shortcut;
import org.mekiki.sig.judge.ShortcutRecovery;
import org.mekiki.sig.judge.Stability;
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
  /** The last texts, so many, are what the planted word's embedding is fitted on. */
  private static final int FITTING_TEXTS = 64;

  /** The same for fine-tuning, which has more to learn and shows each text several times. */
  private static final int TUNING_TEXTS = 256;

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
    Choice.require("--format", format, ReportFormats.NAMES);
    List<String> wanted = examinations.names(data.annotated());
    Set<FaithfulnessMetric> metrics = examinations.metrics();
    List<JudgedMethod> judged = methods.methods(usualSettings());
    Baseline from = baseline.baseline();
    if (restart && output == null) {
      throw new UserException("--restart belongs to --output; there is nothing to start over");
    }
    EvaluationTexts texts = data.read();
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.loadClassifier("evaluate", context.inline());
      classifier.baselineRow(from);
      var description =
          EvaluationDescription.of(
              classifier, model.source(), choice(from), texts, judged, context);
      description.readings().truncation().ifPresent(console::tell);
      var plan = new EvaluationPlan(parts(wanted, metrics, judged, classifier, from, texts));
      var run = new EvaluationRun(plan, data.file(), context, console, data.seed());
      carryOut(run, description, plan);
      var report = new EvaluationReport(description, run.summaries(), metrics, judged);
      if (output != null) {
        ReportFormats.writeAll(output, report);
        ReportFormats.writeSeconds(output, run.secondsAText());
      }
      ReportFormats.print(format, report, run.secondsAText(), console);
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

  private List<EvaluationPlan.Part> parts(
      List<String> names,
      Set<FaithfulnessMetric> metrics,
      List<JudgedMethod> judged,
      Classifier classifier,
      Baseline from,
      EvaluationTexts texts) {
    TextModel answers = examinations.published() ? new TwiceEmbedded(classifier) : classifier;
    TextModel explained = examinations.published() ? new LargestLogit(answers) : answers;
    var subject = new JudgedModel(answers, explained, from);
    var parts = new ArrayList<EvaluationPlan.Part>();
    for (String name : names) {
      List<Example> some =
          texts.examples().subList(0, Math.min(texts.examples().size(), examinations.texts(name)));
      parts.add(
          new EvaluationPlan.Part(
              name, some, () -> examination(name, metrics, judged, subject, texts, classifier)));
    }
    return parts;
  }

  private Examination examination(
      String name,
      Set<FaithfulnessMetric> metrics,
      List<JudgedMethod> judged,
      JudgedModel subject,
      EvaluationTexts texts,
      Classifier classifier)
      throws IOException {
    long seed = data.seed();
    List<Example> examples = texts.examples();
    // Of a known class, whose logit is the explained value under either protocol.
    JudgedModel ofClass = JudgedModel.of(subject.answers(), subject.baseline());
    return switch (name) {
      case "faithfulness" ->
          new Faithfulness(
              subject, judged, metrics, examinations.choice(), examinations.beam(), seed);
      case "plausibility" ->
          new Plausibility(subject, judged, Plausibility.meanShare(examples), seed);
      case "shortcut" ->
          new ShortcutRecovery(
              ofClass, shortcut(ofClass.answers(), examples, classifier), judged, seed);
      case "randomisation" -> new Randomisation(ofClass, stages(classifier), judged, seed);
      case "convergence" ->
          new Convergence(subject, judged, baselines(classifier, subject.baseline()), seed);
      default -> new Stability(subject, judged, examples, seed);
    };
  }

  /** The last texts teach the word. */
  private Shortcut shortcut(TextModel answers, List<Example> examples, Classifier classifier)
      throws IOException {
    int most = examinations.fineTunes() ? TUNING_TEXTS : FITTING_TEXTS;
    List<Example> last = examples.subList(Math.max(0, examples.size() - most), examples.size());
    if (!examinations.fineTunes()) {
      return ConstructedShortcut.of(answers, last, data.seed());
    }
    return model.read(
        file ->
            FineTunedShortcut.of(
                classifier,
                file.content(),
                last,
                examples,
                tuned -> examinations.published() ? new TwiceEmbedded(tuned) : tuned,
                data.seed()));
  }

  private Map<String, TextModel> stages(Classifier classifier) throws IOException {
    return model.read(
        file -> {
          Map<String, TextModel> stages =
              new RandomisedModels(file, data.seed()).stages(classifier.context());
          if (examinations.published()) {
            stages.replaceAll((_, stage) -> new TwiceEmbedded((Classifier) stage));
          }
          return stages;
        });
  }

  /** Those that the tokenizer has, the chosen one first. */
  private static List<Baseline> baselines(Classifier classifier, Baseline chosen) {
    var found = new ArrayList<>(List.of(chosen));
    for (Baseline other : Arrays.stream(Baseline.values()).filter(b -> b != chosen).toList()) {
      try {
        classifier.baselineRow(other);
        found.add(other);
      } catch (IllegalArgumentException e) {
        // The vocabulary has no such token.
      }
    }
    return found;
  }
}
