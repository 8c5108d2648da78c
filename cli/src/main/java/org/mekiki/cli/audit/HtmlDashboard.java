package org.mekiki.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.HtmlTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.report.page.Markup;

/**
 * An audit as one page that loads nothing. Its style and its script are named by their hashes in
 * its content security policy; nothing else may run.
 */
final class HtmlDashboard {
  private final AuditReport report;
  private final StringBuilder out = new StringBuilder();

  HtmlDashboard(AuditReport report) {
    this.report = report;
  }

  void write(OutputStream stream) throws IOException {
    String style = resource("audit.css");
    String script = resource("audit.js");
    out.append(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
        <title>mekiki audit of %s</title>
        """
            .formatted(
                Markup.hash(style),
                Markup.hash(script),
                Markup.escape(String.valueOf(report.data().file().getFileName()))));
    out.append("<style>").append(style).append("</style></head><body>\n");
    out.append("<a class=\"skip\" href=\"#content\">to the content</a><main id=\"content\">\n");
    addHead();
    addGate();
    addContents();
    for (Table<?> table : report.tables()) {
      if (table.key().equals(OverviewTables.CONFUSION)) {
        addConfusion(table);
      } else {
        out.append(new HtmlTable<>(table).html());
      }
    }
    addNotes();
    addSettings();
    out.append("</main><script>").append(script).append("</script></body></html>\n");
    stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The hashes of its style and its script, in this order. */
  static List<String> hashes() throws IOException {
    return List.of(Markup.hash(resource("audit.css")), Markup.hash(resource("audit.js")));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlDashboard.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The verdict, and what was found in a few sentences. */
  private void addHead() {
    var findings = new AuditFindings(report);
    out.append(
        "<header><h1>%s.</h1>%n<ul class=\"findings\">"
            .formatted(Markup.escape(findings.verdict())));
    for (AuditFindings.Finding finding : findings.list()) {
      out.append("<li>%s%s</li>%n".formatted(Markup.escape(finding.text()), more(finding.table())));
    }
    out.append("</ul></header>\n");
  }

  /** A link to the table that shows more, where the page has it. */
  private String more(String key) {
    return report.tables().stream()
        .filter(table -> table.key().equals(key))
        .findFirst()
        .map(
            table ->
                " <a href=\"#%s\" aria-label=\"more: %s\">more</a>"
                    .formatted(key, Markup.escape(table.title())))
        .orElse("");
  }

  private void addGate() {
    List<RuleResult> broken =
        report.result().rules().stream().filter(rule -> !rule.kept()).toList();
    if (!broken.isEmpty()) {
      out.append(
          "<p class=\"bad\">Broken: %s. <a href=\"#violations\">The texts</a> are listed.</p>%n"
              .formatted(
                  broken.stream()
                      .map(rule -> "“" + Markup.escape(rule.written().rule().name()) + "”")
                      .collect(Collectors.joining(", "))));
    }
  }

  private void addContents() {
    out.append("<nav aria-label=\"parts of this page\"><ul>");
    for (Table<?> table : report.tables()) {
      out.append(
          "<li><a href=\"#%s\">%s</a></li>".formatted(table.key(), Markup.escape(table.title())));
    }
    out.append("<li><a href=\"#notes\">Before you believe a number</a></li>");
    out.append("<li><a href=\"#settings\">How it was made</a></li></ul></nav>\n");
  }

  /** Right answers down, the model's across. */
  private void addConfusion(Table<?> table) {
    Confusion confusion = report.result().overview().confusion();
    int classes = report.data().labels().size();
    out.append(
        "<section id=\"confusion\" aria-labelledby=\"confusion-title\"><h2 id=\"confusion-title\">%s</h2><p>%s</p><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"confusion-title\"><table class=\"confusion\"><thead><tr><th scope=\"col\">right answer</th>"
            .formatted(Markup.escape(table.title()), Markup.escape(table.lead())));
    report
        .data()
        .labels()
        .forEach(
            label ->
                out.append(
                    "<th scope=\"col\" class=\"num\">read as %s</th>"
                        .formatted(Markup.escape(label))));
    out.append("</tr></thead><tbody>\n");
    for (int label = 0; label < classes; label++) {
      out.append(
          "<tr><th scope=\"row\">%s</th>"
              .formatted(Markup.escape(report.data().labels().get(label))));
      for (int answer = 0; answer < classes; answer++) {
        double part = (double) confusion.count(label, answer) / confusion.labelled(label);
        out.append(
            "<td class=\"num %s%d\">%s <span class=\"dim\">%s</span></td>"
                .formatted(
                    label == answer ? "right" : "wrong",
                    Double.isNaN(part) ? 0 : (int) Math.round(4 * part),
                    new Cell.Count(confusion.count(label, answer)).shown(),
                    new Cell.Percent(part).shown()));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private void addNotes() {
    out.append("<section id=\"notes\"><h2>Before you believe a number</h2><ul>");
    report.notes().forEach(note -> out.append("<li>" + Markup.escape(note) + "</li>"));
    out.append("</ul></section>\n");
  }

  private void addSettings() {
    out.append("<section id=\"settings\"><h2>How it was made</h2><dl>");
    report
        .settings()
        .forEach(
            (name, value) ->
                out.append(
                    "<dt>%s</dt><dd>%s</dd>".formatted(Markup.escape(name), Markup.escape(value))));
    out.append("</dl></section>\n");
  }
}
