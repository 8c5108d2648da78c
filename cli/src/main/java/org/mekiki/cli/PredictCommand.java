package org.mekiki.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Classifies texts. */
@Command(
    name = "predict",
    description = "Classifies texts.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki predict \"a film that never takes off\"",
      "  mekiki predict --format json --input reviews.txt"
    })
final class PredictCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private TextOption texts;
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  PredictCommand(Console console) {
    this(console, new TextOption());
  }

  /** The command with these texts and nothing but defaults. */
  PredictCommand(Console console, TextOption texts) {
    this.console = console;
    this.texts = texts;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.load(context);
      return output.write(
          console,
          out -> texts.forEach(console, out, item -> out.println(answer(classifier, item))));
    }
  }

  private String answer(Classifier classifier, TextItem item) {
    EncodedText text = classifier.encode(item.text(), item.pair(), texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    Prediction prediction = classifier.predict(text);
    if (format.equals("json")) {
      return Records.line(
          Records.prediction(
              item, classifier.labels(), prediction.logits(), prediction.probabilities()));
    }
    int best = prediction.best();
    return String.format(
        Locale.ROOT,
        "%s %.1f %%  %s",
        TerminalText.line(classifier.labels().get(best)),
        100 * prediction.probabilities().get(best),
        TerminalText.line(item.text()));
  }
}
