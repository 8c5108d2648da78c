package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.statistics.Estimate;
import org.mekiki.transformer.file.WholeFile;

/** The forms in which an evaluation is written. */
final class ReportFormats {
  /** What can be printed. */
  enum Format {
    TERMINAL,
    MARKDOWN,
    CSV,
    JSON,
    HTML
  }

  private ReportFormats() {}

  /** Writes all files of a folder, each whole or not at all. */
  static void writeAll(Path folder, EvaluationReport report, Speech speech) throws IOException {
    WholeFile.writeText(folder.resolve("evaluation.md"), MarkdownEvaluation.of(report, speech));
    WholeFile.writeText(folder.resolve("evaluation.csv"), CsvEvaluation.of(report));
    WholeFile.writeText(
        folder.resolve("evaluation.json"), Records.line(JsonEvaluation.of(report)) + "\n");
    WholeFile.writeText(folder.resolve("evaluation.html"), HtmlEvaluation.of(report, speech));
  }

  /**
   * Writes the times, in a file of their own: all other files are the same in every run.
   *
   * @param seconds a text, by method; empty where nothing was left to do
   */
  static void writeSeconds(Path folder, Map<String, Double> seconds) throws IOException {
    if (!seconds.isEmpty()) {
      WholeFile.writeText(
          folder.resolve("seconds.csv"),
          seconds.entrySet().stream()
              .map(e -> String.format(Locale.ROOT, "%s,%.6f%n", e.getKey(), e.getValue()))
              .collect(Collectors.joining("", "method,seconds a text\n", "")));
    }
  }

  static void print(
      Format format, EvaluationReport report, Map<String, Double> seconds, Console console) {
    PrintStream out = console.out();
    switch (format) {
      case MARKDOWN -> out.print(MarkdownEvaluation.of(report, console.speech()));
      case CSV -> out.print(CsvEvaluation.of(report));
      case JSON -> out.println(Records.line(JsonEvaluation.of(report)));
      case HTML -> out.print(HtmlEvaluation.of(report, console.speech()));
      case TERMINAL -> out.print(TerminalEvaluation.of(report, seconds, console.speech()));
    }
    OutputOption.requireGood(out, "standard output");
  }

  /** A mean, with three decimals; whole numbers of passes with one. */
  static String mean(Optional<Estimate> estimate) {
    return estimate.map(e -> number(e.mean())).orElse("–");
  }

  static String interval(Estimate estimate, Speech speech) {
    return range(estimate.low(), estimate.high(), speech);
  }

  static String range(double low, double high, Speech speech) {
    return speech.say("%s to %s", number(low), number(high));
  }

  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 1 : size >= 0.0005 || size == 0 ? 3 : 5;
    return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
  }
}
