package org.mekiki.cli;

import java.io.IOException;
import java.io.PrintStream;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains texts. */
@Command(
    name = "explain",
    description = "Shows which words a decision was made of.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki explain \"an unpretentious , warm and very funny film\"",
      "  mekiki explain --format html --output why.html \"It is not without charm ...\"",
      "  mekiki explain --format json --input reviews.jsonl --output why.jsonl",
      "  mekiki explain --method sig-exact --target all --phrase \"not without\" \"not without"
          + " charm\"",
      "  mekiki explain --window --model model.mekiki --input long.txt"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private TextOption texts;
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private MethodOption method = new MethodOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private UnitsOption units = new UnitsOption();
  @Mixin private BudgetOption budget = new BudgetOption();
  @Mixin private WindowOption window = new WindowOption();

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
    this(console, new TextOption());
  }

  /** The command with these texts and nothing but defaults. */
  ExplainCommand(Console console, TextOption texts) {
    this.console = console;
    this.texts = texts;
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
      Classifier classifier = model.load(context);
      window.check(classifier, texts.maxLength());
      Explainer explainer = budget.limit(chosen).withTargets(target.choice(classifier.labels()));
      return output.write(console, out -> run(explainer, classifier, out));
    }
  }

  private int run(Explainer explainer, Classifier classifier, PrintStream out) throws IOException {
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
              long start = System.nanoTime();
              List<Explanation> explanations = explain(explainer, classifier, item);
              long millis = (System.nanoTime() - start) / 1_000_000;
              for (Explanation found : explanations) {
                switch (format) {
                  case "json" ->
                      out.println(
                          Records.line(
                              ExplanationRecord.of(item, description, found, features, millis)));
                  case "html" -> report.add(item, found, engine(classifier, millis));
                  default -> print(found, out);
                }
              }
            });
    if (format.equals("html")) {
      report.end();
    }
    return status;
  }

  private List<Explanation> explain(Explainer explainer, Classifier classifier, TextItem item) {
    Optional<Windows> windows = window.windows(classifier, item, texts.maxLength());
    if (windows.isPresent()) {
      // Pairs that nobody asked for are left out: not all words stand in one window.
      return explainer
          .withUnits(units.units(false))
          .explainAll(classifier, windows.get(), monitor());
    }
    EncodedText text = classifier.encode(item.text(), item.pair(), texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    tellCostOfPairs(explainer, text);
    return explainer.explainAll(classifier, text, monitor());
  }

  private void print(Explanation explanation, PrintStream out) {
    new TerminalExplanation(explanation, output.toFile() ? ColourDepth.NONE : console.colours())
        .print(out);
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
