package org.mekiki.cli.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.statistics.Estimate;

/** An evaluation for reading in a terminal: means, and half the width of their intervals. */
final class TerminalEvaluation {
  private static final int WIDTH = 16;

  private TerminalEvaluation() {}

  static String of(EvaluationReport report, Map<String, Double> seconds, Speech speech) {
    var out = new StringBuilder();
    report
        .description()
        .said(speech)
        .forEach(
            (name, value) ->
                out.append(speech.say("%s: %s", name, TerminalText.line(value))).append('\n'));
    out.append('\n');
    EvaluationVerdict verdict = report.verdict();
    out.append(speech.say("%s.", verdict.headline(speech))).append('\n');
    for (Contest contest : verdict.contests()) {
      out.append("  ").append(speech.of(contest.question())).append('\n');
      out.append("    ").append(contest.answer(speech)).append('\n');
    }
    verdict.notes(speech).forEach(note -> out.append(note).append('\n'));
    for (ReportTable table : report.tables(speech)) {
      out.append('\n').append(table.title()).append('\n');
      out.append(table.note()).append("\n\n");
      append(out, table);
    }
    if (!seconds.isEmpty()) {
      out.append('\n').append(speech.say("Seconds per text, on one thread each")).append('\n');
      seconds.forEach(
          (method, value) ->
              out.append(String.format(Locale.ROOT, "  %-20s %.4f%n", method, value)));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, ReportTable table) {
    int first =
        table.lines().stream()
            .mapToInt(line -> ColumnWidth.of(line.name() + line.hint()) + 1)
            .max()
            .orElse(0);
    out.append(" ".repeat(first + 2));
    table.columns().forEach(column -> out.append(padded(column, WIDTH)));
    out.append('\n');
    for (ReportTable.Line line : table.lines()) {
      String name = line.name() + " " + line.hint();
      out.append("  ").append(name).append(" ".repeat(first - ColumnWidth.of(name)));
      line.cells().forEach(cell -> out.append(padded(cell(cell), WIDTH)));
      out.append('\n');
    }
  }

  private static String padded(String text, int width) {
    String cut = text.length() >= width ? text.substring(0, width - 2) + "…" : text;
    return " ".repeat(Math.max(1, width - ColumnWidth.of(cut))) + cut;
  }

  private static String cell(Optional<Estimate> cell) {
    return ReportFormats.mean(cell)
        + cell.map(e -> " ±" + ReportFormats.number((e.high() - e.low()) / 2)).orElse("");
  }
}
