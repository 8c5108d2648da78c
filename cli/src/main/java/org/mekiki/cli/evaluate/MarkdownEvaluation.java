package org.mekiki.cli.evaluate;

import java.util.Optional;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.sig.statistics.Estimate;

/** An evaluation as Markdown. */
final class MarkdownEvaluation {
  private MarkdownEvaluation() {}

  static String of(EvaluationReport report) {
    var out = new StringBuilder("# Evaluation\n\n");
    EvaluationVerdict verdict = report.verdict();
    out.append("**").append(safe(verdict.headline())).append(".**\n\n");
    for (Contest contest : verdict.contests()) {
      out.append("- *").append(safe(contest.question())).append("* ");
      out.append(safe(contest.answer())).append('\n');
    }
    verdict.notes().forEach(note -> out.append('\n').append(safe(note)).append('\n'));
    out.append("\n## What was evaluated\n\n");
    report
        .description()
        .values()
        .forEach(
            (name, value) ->
                out.append("- ").append(name).append(": ").append(safe(value)).append('\n'));
    for (ReportTable table : report.tables()) {
      out.append("\n## ").append(safe(table.title())).append("\n\n");
      out.append(safe(table.note())).append("\n\n");
      append(out, table);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, ReportTable table) {
    out.append("| ").append(table.corner()).append(" |");
    table.columns().forEach(column -> out.append(' ').append(safe(column)).append(" |"));
    out.append("\n|---|").append("---|".repeat(table.columns().size())).append('\n');
    for (ReportTable.Line line : table.lines()) {
      out.append("| ").append(safe((line.name() + " " + line.hint()).strip())).append(" |");
      line.cells().forEach(cell -> out.append(' ').append(cell(cell)).append(" |"));
      out.append('\n');
    }
  }

  private static String cell(Optional<Estimate> cell) {
    return ReportFormats.mean(cell)
        + cell.map(estimate -> " (" + ReportFormats.interval(estimate) + ")").orElse("");
  }

  private static String safe(String text) {
    return TerminalText.line(text).replace("|", "\\|").replace("<", "&lt;");
  }
}
