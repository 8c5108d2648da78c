package org.mekiki.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.AttributionMethod;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Guarantee;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.Monitor;
import org.mekiki.sig.OutputKind;
import org.mekiki.sig.PathSettings;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.Windows;
import org.mekiki.transformer.Classifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains texts. */
@Command(
    name = "explain",
    description = "Shows which words a decision was made of.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model;
  @Mixin private ThreadsOption threads;
  @Mixin private TextOption texts;
  @Mixin private OutputOption output;
  @Mixin private MethodOption method;
  @Mixin private BaselineOption baseline;
  @Mixin private TargetOption target;
  @Mixin private UnitsOption units;
  @Mixin private BudgetOption budget;
  @Mixin private WindowOption window;

  @Option(
      names = "--output-kind",
      paramLabel = "KIND",
      description = "logit, probability or log-probability; default: logit")
  private String outputKind = OutputKind.LOGIT.label();

  @Option(names = "--features", description = "with --format json: the feature level too")
  private boolean features;

  @Option(names = "--format", paramLabel = "terminal|json|html", description = "default: terminal")
  private String format = "terminal";

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json", "html");
    List<AttributionMethod> methods = method.methods();
    methods.forEach(this::requireUse);
    List<Explainer> chosen = explainers(methods);
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.load(context);
      window.check(classifier, texts.maxLength());
      TargetChoice targets = target.choice(classifier.labels());
      List<Explainer> explainers =
          chosen.stream().map(each -> budget.limit(each).withTargets(targets)).toList();
      return output.write(console, out -> run(explainers, classifier, out));
    }
  }

  /** Refuses options that a method cannot serve. */
  private void requireUse(AttributionMethod each) {
    if (features && !each.hasFeatures()) {
      throw new UserException(
          "--method %s has no feature level; leave out --features, or use --method sig"
              .formatted(each.name()));
    }
    if (units.pairsAskedFor() && each.guarantee() == Guarantee.NONE) {
      throw new UserException(
          "--method %s does not score in units of the explained value, which pairs stand beside;"
                  .formatted(each.name())
              + " leave out --interactions and --interactions-top, or use --method sig");
    }
  }

  private List<Explainer> explainers(List<AttributionMethod> methods) {
    List<Baseline> baselines = baseline.baselines(methods);
    if (budget.given() && units.pairsAskedFor()) {
      throw new UserException(
          "--budget has no room for pairs of words; leave out --interactions and"
              + " --interactions-top, or --budget");
    }
    if (baselines.size() > 1 && units.pairsAskedFor()) {
      throw new UserException(
          "pairs of words are masked by one baseline; leave out --interactions and"
              + " --interactions-top, or name one --baseline");
    }
    PathSettings settings = method.settings(methods);
    OutputKind kind = Choice.of("--output-kind", outputKind, OutputKind.values());
    boolean pairs = !format.equals("json") && !budget.given() && baselines.size() == 1;
    return methods.stream()
        .map(
            each ->
                Explainer.of(each)
                    .withSettings(settings)
                    .withBaselines(each.usesBaseline() ? baselines : List.of(baselines.getFirst()))
                    .withOutput(kind)
                    .withUnits(units.units(pairs && masksSingleWords(each))))
        .toList();
  }

  /** Whether pairs are to its scores what two masked words are to one. */
  private static boolean masksSingleWords(AttributionMethod method) {
    return method.guarantee() == Guarantee.PARTS && method.usesBaseline();
  }

  private int run(List<Explainer> explainers, Classifier classifier, PrintStream out)
      throws IOException {
    var description =
        new ModelDescription(classifier.family(), model.source(), classifier.sha256());
    var report = new HtmlReport(out, description);
    if (format.equals("html")) {
      report.begin();
    }
    int status =
        texts.forEach(
            console,
            out,
            item -> {
              Reading reading = read(classifier, item);
              for (Explainer explainer : explainers) {
                long start = System.nanoTime();
                List<Explanation> explanations = explain(explainer, classifier, reading);
                long millis = (System.nanoTime() - start) / 1_000_000;
                for (Explanation found : explanations) {
                  switch (format) {
                    case "json" ->
                        out.println(
                            Records.line(
                                ExplanationRecord.of(item, description, found, features, millis)));
                    case "html" -> report.add(item, found, engine(classifier, millis));
                    default -> print(found, out, explainers.size() > 1);
                  }
                }
              }
            });
    if (format.equals("html")) {
      report.end();
    }
    return status;
  }

  /** A text as the model reads it: whole, or in windows. */
  private record Reading(EncodedText text, Windows windows) {}

  private Reading read(Classifier classifier, TextItem item) {
    Optional<Windows> windows = window.windows(classifier, item, texts.maxLength());
    if (windows.isPresent()) {
      return new Reading(null, windows.get());
    }
    EncodedText text = classifier.encode(item.text(), item.pair(), texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    return new Reading(text, null);
  }

  private List<Explanation> explain(Explainer explainer, Classifier classifier, Reading reading) {
    if (reading.windows() != null) {
      // Pairs that nobody asked for are left out: not all words stand in one window.
      return explainer
          .withUnits(units.units(false))
          .explainAll(classifier, reading.windows(), monitor());
    }
    tellCostOfPairs(explainer, reading.text());
    return explainer.explainAll(classifier, reading.text(), monitor());
  }

  private void print(Explanation explanation, PrintStream out, boolean amongOthers) {
    ColourDepth colours = output.toFile() ? ColourDepth.NONE : console.colours();
    new TerminalExplanation(explanation, colours, amongOthers).print(out);
  }

  private void tellCostOfPairs(Explainer explainer, EncodedText text) {
    if (units.pairsAskedFor()) {
      int words = Math.min(explainer.units().words(text), explainer.units().interactingWords());
      console.tell(
          "interactions of %d words: %d more forward passes"
              .formatted(words, Interactions.passes(words)));
    }
  }

  private static String engine(Classifier classifier, long millis) {
    return "mekiki %s, JDK %d, %s kernels, %d threads, %d ms"
        .formatted(
            Mekiki.VERSION,
            Runtime.version().feature(),
            classifier.context().kernelName(),
            classifier.context().parallelism(),
            millis);
  }

  /** A file of texts shows its own progress. */
  private Monitor monitor() {
    return (done, total) -> {
      if (!texts.isFile()) {
        console.progress().passes(done, total);
      }
      return true;
    };
  }
}
