package org.mekiki.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.HtmlTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.Markup;
import org.mekiki.report.page.Typesetting;
import org.mekiki.report.wording.Texts;
import tools.jackson.databind.json.JsonMapper;

/**
 * An audit as one page that loads nothing. Its style and its script are named by their hashes in
 * its content security policy; nothing else may run.
 */
final class HtmlDashboard {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the script says. */
  private static final List<String> SCRIPT_WORDS =
      List.of(
          "yes",
          "no",
          "%s %%",
          "search",
          "all columns",
          "all",
          "only: %s",
          "texts, at least",
          "back",
          "next",
          "no row fits",
          "rows %s to %s of %s",
          "text",
          "show %s",
          "line %s (%s): ");

  private final AuditReport report;
  private final Speech speech;
  private final StringBuilder out = new StringBuilder();

  /** A page in a language. */
  HtmlDashboard(AuditReport report, Speech speech) {
    this.report = report;
    this.speech = speech;
  }

  void write(OutputStream stream) throws IOException {
    String style = style(speech);
    String script = resource("audit.js");
    out.append(
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
        <title>%s</title>
        """
            .formatted(
                speech.language(),
                Markup.hash(style),
                Markup.hash(script),
                Markup.escape(
                    speech.say("mekiki audit of %s", report.data().file().getFileName()))));
    out.append("<style>").append(style).append("</style></head><body>\n");
    out.append(
        speech.fill(
            "<a class=\"skip\" href=\"#content\">⟦to the content⟧</a><main id=\"content\">\n"));
    addHead();
    addGate();
    addContents();
    for (Table<?> table : report.tables()) {
      if (table.key().equals(OverviewTables.CONFUSION)) {
        addConfusion(table);
      } else {
        out.append(new HtmlTable<>(table, speech).html());
      }
    }
    addNotes();
    addSettings();
    addWords();
    out.append("</main><script>").append(script).append("</script></body></html>\n");
    stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The hashes of its styles and its script, in this order. */
  static List<String> hashes() throws IOException {
    var hashes = new ArrayList<String>();
    for (String language : Texts.LANGUAGES) {
      hashes.add(Markup.hash(style(Speech.in(language))));
    }
    hashes.add(Markup.hash(resource("audit.js")));
    return List.copyOf(hashes);
  }

  private static String style(Speech speech) throws IOException {
    return resource("audit.css") + Typesetting.of(speech.language());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlDashboard.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The verdict, and what was found in a few sentences. */
  private void addHead() {
    var findings = new AuditFindings(report, speech);
    out.append(
        "<header><h1>%s</h1>%n<ul class=\"findings\">"
            .formatted(Markup.escape(speech.say("%s.", findings.verdict()))));
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
                " <a href=\"#%s\" aria-label=\"%s\">%s</a>"
                    .formatted(
                        key,
                        Markup.escape(speech.say("more: %s", speech.of(table.title()))),
                        speech.say("more")))
        .orElse("");
  }

  private void addGate() {
    List<RuleResult> broken =
        report.result().rules().stream().filter(rule -> !rule.kept()).toList();
    if (!broken.isEmpty()) {
      out.append(
          "<p class=\"bad\">%s</p>%n"
              .formatted(
                  speech.say(
                      "Broken: %s. <a href=\"#violations\">The texts</a> are listed.",
                      speech.list(
                          broken.stream()
                              .map(rule -> Markup.escape(rule.written().rule().name()))
                              .map(speech::quoted)
                              .toList()))));
    }
  }

  private void addContents() {
    out.append(speech.fill("<nav aria-label=\"⟦parts of this page⟧\"><ul>"));
    for (Table<?> table : report.tables()) {
      out.append(
          "<li><a href=\"#%s\">%s</a></li>"
              .formatted(table.key(), Markup.escape(speech.of(table.title()))));
    }
    out.append(speech.fill("<li><a href=\"#notes\">⟦Before you believe a number⟧</a></li>"));
    out.append(speech.fill("<li><a href=\"#settings\">⟦How it was made⟧</a></li></ul></nav>\n"));
  }

  /** Right answers down, the model's across. */
  private void addConfusion(Table<?> table) {
    Confusion confusion = report.result().overview().confusion();
    int classes = report.data().labels().size();
    out.append(
        "<section id=\"confusion\" aria-labelledby=\"confusion-title\"><h2 id=\"confusion-title\">%s</h2><p>%s</p><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"confusion-title\"><table class=\"confusion\"><thead><tr><th scope=\"col\">%s</th>"
            .formatted(
                Markup.escape(speech.of(table.title())),
                Markup.escape(speech.of(table.lead())),
                speech.say("right answer")));
    report
        .data()
        .labels()
        .forEach(
            label ->
                out.append(
                    "<th scope=\"col\" class=\"num\">%s</th>"
                        .formatted(speech.say("read as %s", Markup.escape(label)))));
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
                    speech.number(new Cell.Percent(part).shown())));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private void addNotes() {
    out.append(speech.fill("<section id=\"notes\"><h2>⟦Before you believe a number⟧</h2><ul>"));
    report
        .notes()
        .forEach(
            note -> out.append("<li>" + Markup.escape(speech.number(speech.of(note))) + "</li>"));
    out.append("</ul></section>\n");
  }

  private void addSettings() {
    out.append(speech.fill("<section id=\"settings\"><h2>⟦How it was made⟧</h2><dl>"));
    report
        .settings()
        .forEach(
            (name, value) ->
                out.append(
                    "<dt>%s</dt><dd>%s</dd>"
                        .formatted(
                            Markup.escape(speech.of(name)), Markup.escape(setting(name, value)))));
    out.append("</dl></section>\n");
  }

  /** Names that are the user's own are not translated. */
  private String setting(String name, String value) {
    return switch (name) {
      case "data", "model", "rules", "method" -> value;
      case "columns" ->
          value.contains(", ")
              ? speech.of(value)
              : speech.say("text: %s", value.replaceFirst("^text: ", ""));
      default -> speech.number(speech.of(value));
    };
  }

  /** What the script says, where it is not English. */
  private void addWords() {
    if (!speech.isEnglish()) {
      var words = JSON.createObjectNode();
      SCRIPT_WORDS.forEach(english -> words.put(english, speech.say(english)));
      out.append("<script type=\"application/json\" id=\"sentences\">")
          .append(Markup.jsonInScript(JSON.writeValueAsString(words)))
          .append("</script>");
    }
  }
}
