package org.mekiki.cli.evaluate;

import java.util.Optional;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.statistics.Estimate;

/** An evaluation as Markdown. */
final class MarkdownEvaluation {
  private MarkdownEvaluation() {}

  static String of(EvaluationReport report, Speech speech) {
    var out = new StringBuilder(speech.fill("# ⟦Evaluation⟧\n\n"));
    EvaluationVerdict verdict = report.verdict();
    out.append("**").append(safe(speech.say("%s.", verdict.headline(speech)))).append("**\n\n");
    for (Contest contest : verdict.contests()) {
      out.append("- *").append(safe(speech.of(contest.question()))).append("* ");
      out.append(safe(contest.answer(speech))).append('\n');
    }
    verdict.notes(speech).forEach(note -> out.append('\n').append(safe(note)).append('\n'));
    out.append(speech.fill("\n## ⟦What was evaluated⟧\n\n"));
    report
        .description()
        .said(speech)
        .forEach(
            (name, value) ->
                out.append("- ").append(speech.say("%s: %s", name, safe(value))).append('\n'));
    for (ReportTable table : report.tables(speech)) {
      out.append("\n## ").append(safe(table.title())).append("\n\n");
      out.append(safe(table.note())).append("\n\n");
      append(out, table, speech);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, ReportTable table, Speech speech) {
    out.append("| ").append(table.corner()).append(" |");
    table.columns().forEach(column -> out.append(' ').append(safe(column)).append(" |"));
    out.append("\n|---|").append("---|".repeat(table.columns().size())).append('\n');
    for (ReportTable.Line line : table.lines()) {
      out.append("| ").append(safe((line.name() + " " + line.hint()).strip())).append(" |");
      line.cells().forEach(cell -> out.append(' ').append(cell(cell, speech)).append(" |"));
      out.append('\n');
    }
  }

  private static String cell(Optional<Estimate> cell, Speech speech) {
    return ReportFormats.mean(cell)
        + cell.map(estimate -> " (" + ReportFormats.interval(estimate, speech) + ")").orElse("");
  }

  private static String safe(String text) {
    return TerminalText.line(text).replace("|", "\\|").replace("<", "&lt;");
  }
}
