package org.mekiki.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.HtmlTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.cli.page.Markup;

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

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlDashboard.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The finding in one sentence, and the next most important ones. */
  private void addHead() {
    Overview overview = report.result().overview();
    long read = overview.texts() - overview.skipped();
    int most =
        IntStream.range(0, report.data().labels().size())
            .boxed()
            .max(Comparator.comparingLong(overview::answers))
            .orElseThrow();
    out.append(
        String.format(
            Locale.ROOT,
            "<header><h1>Of %s texts the model reads %.0f %% as <em>%s</em>.</h1>\n",
            new Cell.Count(read).shown(),
            read == 0 ? 0 : 100.0 * overview.answers(most) / read,
            Markup.escape(report.data().labels().get(most))));
    long labelled = overview.confusion().all();
    if (labelled > 0) {
      long right = overview.confusion().right();
      Interval interval = Interval.ofProportion(right, labelled, report.confidence());
      out.append(
          String.format(
              Locale.ROOT,
              "<p class=\"lead\">It is right in %.1f %% of the %,d whose right answer is known"
                  + " (interval %.1f to %.1f %%).</p>%n",
              100.0 * right / labelled,
              labelled,
              100 * interval.low(),
              100 * interval.high()));
    }
    out.append("</header>\n");
  }

  private void addGate() {
    if (report.result().rules().isEmpty()) {
      return;
    }
    long broken = report.result().rules().stream().filter(rule -> !rule.kept()).count();
    int all = report.result().rules().size();
    out.append(
        broken == 0
            ? "<p class=\"ok\"><strong>Passed.</strong> %s.</p>%n"
                .formatted(
                    all == 1 ? "The one rule is kept" : "All %d rules are kept".formatted(all))
            : "<p class=\"bad\"><strong>Not passed.</strong> %d of %d %s broken; <a href=\"#violations\">the texts</a> are listed.</p>%n"
                .formatted(broken, all, broken == 1 ? "rules is" : "rules are"));
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
        "<section id=\"confusion\" aria-labelledby=\"confusion-title\"><h2 id=\"confusion-title\">%s</h2><p>%s</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"confusion-title\"><table class=\"confusion\"><thead><tr><th scope=\"col\">right answer</th>"
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
