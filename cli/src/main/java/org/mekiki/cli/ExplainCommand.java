package org.mekiki.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
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
import org.mekiki.sig.Windows;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

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
  @Mixin private AnswerOption answers;
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
      TaskModel loaded = model.load(context);
      window.check(loaded, texts.maxLength());
      if (loaded instanceof Classifier classifier) {
        target.choice("class", classifier.labels()); // a wrong one is told before any text is read
      }
      List<Explainer> explainers = chosen.stream().map(budget::limit).toList();
      return output.write(console, out -> run(explainers, loaded, out));
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

  /**
   * What was explained of a text.
   *
   * @param prediction the model's answer, in JSON
   */
  private record Found(ObjectNode prediction, Explanation explanation, Subject subject) {}

  private int run(List<Explainer> explainers, TaskModel loaded, PrintStream out)
      throws IOException {
    var description =
        new ModelDescription(loaded.task(), loaded.family(), model.source(), loaded.sha256());
    Reader reader = Reader.of(loaded, answers);
    var report = new HtmlReport(out, description);
    if (format.equals("html")) {
      report.begin();
    }
    int status =
        texts.forEach(
            console,
            out,
            item -> {
              Item read = read(loaded, reader, item);
              for (Explainer explainer : explainers) {
                long start = System.nanoTime();
                List<Found> all = explain(explainer, reader, read);
                long millis = (System.nanoTime() - start) / 1_000_000;
                for (Found found : all) {
                  switch (format) {
                    case "json" ->
                        out.println(
                            Records.line(
                                ExplanationRecord.of(
                                    item,
                                    description,
                                    found.prediction(),
                                    found.subject(),
                                    found.explanation(),
                                    features,
                                    millis)));
                    case "html" ->
                        report.add(
                            item, found.explanation(), found.subject(), engine(loaded, millis));
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
  private record Item(EncodedText text, Windows windows) {}

  private Item read(TaskModel loaded, Reader reader, TextItem item) {
    Optional<Windows> windows = window.windows(loaded, item, texts.maxLength());
    if (windows.isPresent()) {
      return new Item(null, windows.get());
    }
    EncodedText text = reader.encode(item, texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    return new Item(text, null);
  }

  private List<Found> explain(Explainer explainer, Reader reader, Item item) {
    if (item.windows() != null && reader instanceof ClassReader classes) {
      return explainWindows(explainer, classes, item.windows());
    }
    tellCostOfPairs(explainer, item.text());
    Reading reading = reader.read(item.text());
    var all = new ArrayList<Found>();
    for (Question question : reading.questions(target)) {
      ObjectNode prediction = reading.json();
      explainer
          .withTargets(question.targets())
          .explainAll(question.model(), question.text(), monitor())
          .forEach(found -> all.add(new Found(prediction, found, question.subject(found))));
    }
    return all;
  }

  private List<Found> explainWindows(Explainer explainer, ClassReader classes, Windows windows) {
    // Pairs that nobody asked for are left out: not all words stand in one window.
    return explainer
        .withUnits(units.units(false))
        .withTargets(target.choice("class", classes.model().labels()))
        .explainAll(classes.model(), windows, monitor())
        .stream()
        .map(
            found ->
                new Found(
                    classes.json(found.logits(), found.probabilities()),
                    found,
                    classes.subject(found)))
        .toList();
  }

  private void print(Found found, PrintStream out, boolean amongOthers) {
    ColourDepth depth = output.toFile() ? ColourDepth.NONE : console.colours();
    new TerminalExplanation(found.explanation(), found.subject(), depth, amongOthers).print(out);
  }

  private void tellCostOfPairs(Explainer explainer, EncodedText text) {
    if (units.pairsAskedFor()) {
      int words = Math.min(explainer.units().words(text), explainer.units().interactingWords());
      console.tell(
          "interactions of %d words: %d more forward passes"
              .formatted(words, Interactions.passes(words)));
    }
  }

  private static String engine(TaskModel loaded, long millis) {
    return "mekiki %s, JDK %d, %s kernels, %d threads, %d ms"
        .formatted(
            Mekiki.VERSION,
            Runtime.version().feature(),
            loaded.context().kernelName(),
            loaded.context().parallelism(),
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
