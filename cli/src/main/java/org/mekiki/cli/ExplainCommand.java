package org.mekiki.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.Monitor;
import org.mekiki.sig.OutputKind;
import org.mekiki.sig.QuadratureRule;
import org.mekiki.sig.SequentialIntegratedGradients;
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

  @Option(names = "--method", paramLabel = "sig|ig", description = "default: sig")
  private String method = "sig";

  @Option(names = "--steps", paramLabel = "N", description = "nodes a path; default: 50")
  private int steps = 50;

  @Option(names = "--quadrature", paramLabel = "RULE", description = "default: gauss-legendre")
  private String quadrature = QuadratureRule.GAUSS_LEGENDRE.label();

  @Option(
      names = "--baseline",
      paramLabel = "mask|pad|unk|zero",
      description = "what words are moved from; default: mask")
  private String baseline = Baseline.MASK.label();

  @Option(
      names = "--target",
      paramLabel = "LABEL|INDEX",
      description = "the class to explain; default: the predicted one")
  private String target;

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
    Explainer explainer = explainer();
    explainer.settings().quadrature();
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.load(context);
      var description =
          new ModelDescription(classifier.family(), model.source(), classifier.sha256());
      return output.write(console, out -> run(explainer, classifier, description, out));
    }
  }

  private Explainer explainer() {
    Choice.require("--method", method, "sig", "ig");
    Explainer chosen =
        method.equals("sig")
            ? SequentialIntegratedGradients.withSteps(steps)
            : IntegratedGradients.withSteps(steps);
    return chosen
        .withQuadrature(Choice.of("--quadrature", quadrature, QuadratureRule.values()))
        .withBaseline(Choice.of("--baseline", baseline, Baseline.values()))
        .withOutput(Choice.of("--output-kind", outputKind, OutputKind.values()))
        .withTarget(target);
  }

  private int run(
      Explainer explainer, Classifier classifier, ModelDescription description, PrintStream out)
      throws IOException {
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
              EncodedText text = classifier.encode(item.text(), item.pair(), texts.maxLength());
              texts.checkTruncation(text.size(), text.untruncatedSize(), console);
              Explanation explanation = explainer.explain(classifier, text, monitor());
              long millis = (System.nanoTime() - start) / 1_000_000;
              switch (format) {
                case "json" ->
                    out.println(
                        Records.line(
                            Records.explanation(item, description, explanation, features, millis)));
                case "html" -> report.add(item, explanation, engine(classifier, millis));
                default ->
                    new TerminalExplanation(
                            explanation, output.toFile() ? ColourDepth.NONE : console.colours())
                        .print(out);
              }
            });
    if (format.equals("html")) {
      report.end();
    }
    return status;
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
