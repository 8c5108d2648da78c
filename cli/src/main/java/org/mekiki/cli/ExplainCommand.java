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
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.Monitor;
import org.mekiki.sig.OutputKind;
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
  @Mixin private TargetOption target;
  @Mixin private AnswerOption answers;
  @Mixin private UnitsOption units;
  @Mixin private BudgetOption budget;
  @Mixin private WindowOption window;

  @Option(
      names = "--baseline",
      paramLabel = "mask|pad|unk|zero",
      description = "what words are moved from; default: mask")
  private String baseline = Baseline.MASK.label();

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
    if (features && !method.integrates()) {
      throw new UserException(
          "--method sig-exact has no feature level; leave out --features, or use --method sig");
    }
    if (budget.given() && units.pairsAskedFor()) {
      throw new UserException(
          "--budget has no room for pairs of words; leave out --interactions and"
              + " --interactions-top, or --budget");
    }
    Explainer chosen =
        method
            .explainer()
            .withBaseline(Choice.of("--baseline", baseline, Baseline.values()))
            .withOutput(Choice.of("--output-kind", outputKind, OutputKind.values()))
            .withUnits(
                units.units(!format.equals("json") && method.sequential() && !budget.given()));
    try (ComputeContext context = threads.context()) {
      TaskModel loaded = model.load(context);
      window.check(loaded, texts.maxLength());
      if (loaded instanceof Classifier classifier) {
        target.choice("class", classifier.labels()); // a wrong one is told before any text is read
      }
      Explainer explainer = budget.limit(chosen);
      return output.write(console, out -> run(explainer, loaded, out));
    }
  }

  /**
   * What was explained of a text.
   *
   * @param prediction the model's answer, in JSON
   */
  private record Found(ObjectNode prediction, Explanation explanation, Subject subject) {}

  private int run(Explainer explainer, TaskModel loaded, PrintStream out) throws IOException {
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
              long start = System.nanoTime();
              List<Found> all = explain(explainer, loaded, reader, item);
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
                  default -> print(found, out);
                }
              }
            });
    if (format.equals("html")) {
      report.end();
    }
    return status;
  }

  private List<Found> explain(Explainer explainer, TaskModel loaded, Reader reader, TextItem item) {
    Optional<Windows> windows = window.windows(loaded, item, texts.maxLength());
    if (windows.isPresent() && reader instanceof ClassReader classes) {
      return explainWindows(explainer, classes, windows.get());
    }
    EncodedText text = reader.encode(item, texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    tellCostOfPairs(explainer, text);
    Reading reading = reader.read(text);
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

  private void print(Found found, PrintStream out) {
    ColourDepth depth = output.toFile() ? ColourDepth.NONE : console.colours();
    new TerminalExplanation(found.explanation(), found.subject(), depth).print(out);
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
