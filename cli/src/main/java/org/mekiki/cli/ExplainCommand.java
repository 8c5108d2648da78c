package org.mekiki.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    try (ComputeContext context = model.context()) {
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
            item -> {
              long start = System.nanoTime();
              EncodedText text = classifier.encode(item.text(), item.pair(), texts.maxLength());
              texts.checkTruncation(text.size(), text.untruncatedSize(), console);
              Explanation explanation = explainer.explain(classifier, text, Monitor.NONE);
              long millis = (System.nanoTime() - start) / 1_000_000;
              switch (format) {
                case "json" ->
                    out.println(
                        Records.line(
                            Records.explanation(item, description, explanation, features, millis)));
                case "html" -> report.add(item, explanation);
                default ->
                    new TerminalExplanation(explanation, console.colour() && !output.toFile())
                        .print(out);
              }
            });
    if (format.equals("html")) {
      report.end();
    }
    return status;
  }

  /** Options that take one of a few words. */
  static final class Choice {
    private Choice() {}

    static void require(String option, String value, String... choices) {
      if (!Arrays.asList(choices).contains(value)) {
        throw new UserException(
            "%s is \"%s\"; it can be %s".formatted(option, value, String.join(", ", choices)));
      }
    }

    /** The enum constant whose label, lower case with hyphens, is given. */
    static <E extends Enum<E>> E of(String option, String value, E[] constants) {
      return Arrays.stream(constants)
          .filter(constant -> label(constant).equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new UserException(
                      "%s is \"%s\"; it can be %s"
                          .formatted(
                              option,
                              value,
                              Arrays.stream(constants)
                                  .map(Choice::label)
                                  .collect(Collectors.joining(", ")))));
    }

    private static String label(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
