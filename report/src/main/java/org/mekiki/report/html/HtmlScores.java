package org.mekiki.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.EffectReading;
import org.mekiki.report.wording.EndsReading;
import org.mekiki.report.wording.LeadingWords;
import org.mekiki.report.wording.MarginReading;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.WordScore;

/**
 * Words or phrases on a page with their effects and scores, the strongest first; the weaker ones
 * and what belongs to the computation are folded away.
 */
final class HtmlScores {
  private final Texts texts;
  private final ReportView view;
  private final Optional<EffectReading> effects;

  HtmlScores(Texts texts, ReportView view) {
    this.texts = texts;
    this.view = view;
    this.effects = view.effectReading(texts);
  }

  /**
   * A column of numbers.
   *
   * @param title as HTML
   * @param cell of a row, as HTML
   */
  private record Column(String title, Function<WordScore, String> cell) {}

  /**
   * A table.
   *
   * @param first the key of what stands in the first column
   * @param marks whether punctuation stands among the others
   */
  String table(String first, List<WordScore> rows, boolean marks) {
    double largest = LeadingWords.largest(rows);
    LeadingWords words = LeadingWords.of(rows, LeadingWords.MOST, marks);
    String table = table(first, words.shown(), columns(), largest);
    if (!words.left().isEmpty()) {
      table +=
          folded(
              texts.html(
                  "scores.more", words.left().size(), view.number(3, words.sumLeft()), unit()),
              table(first, words.left(), columns(), largest));
    }
    List<Column> details = details();
    return details.isEmpty()
        ? table
        : table + folded(texts.html("scores.details"), table(first, rows, details, 0));
  }

  private static String folded(String summary, String content) {
    return "<details><summary>%s</summary>%s</details>%n".formatted(summary, content);
  }

  /** With bars where there is a largest value. */
  private String table(String first, List<WordScore> rows, List<Column> columns, double largest) {
    boolean bars = largest > 0;
    String name = texts.quotedHtml(view.subject().name());
    var out = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    out.append("<th scope=\"col\">").append(texts.html(first)).append("</th>");
    if (bars) {
      out.append("<th scope=\"col\">")
          .append(texts.html(view.signed() ? "column.sides" : "column.strength", name))
          .append("</th>");
    }
    for (Column column : columns) {
      out.append("<th scope=\"col\" class=\"num\">").append(column.title()).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (WordScore row : rows) {
      out.append(
          "<tr><th scope=\"row\"><bdi%s>%s</bdi>%s</th>"
              .formatted(HtmlWords.language(row.text()), Markup.escape(row.text()), meaning(row)));
      if (bars) {
        out.append(bar(row, largest));
      }
      for (int i = 0; i < columns.size(); i++) {
        out.append(
            "<td class=\"num%s\">%s</td>"
                .formatted(i == 0 ? "" : " dim", columns.get(i).cell().apply(row)));
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private List<Column> columns() {
    var columns = new ArrayList<Column>();
    if (effects.isPresent()) {
      EffectReading reading = effects.get();
      columns.add(
          new Column(
              texts.html(reading.isNumber() ? "column.effect" : "column.effect.points"),
              row -> reading.change(row).orElse("–")));
      columns.add(
          new Column(texts.html("column.without"), row -> reading.without(row).orElse("–")));
    }
    columns.add(new Column(unit(), row -> view.number(3, row.raw())));
    if (MarginReading.has(view.explanation())) {
      columns.add(new Column(texts.html("column.margin"), row -> margin(row.margin().orElse(0))));
    }
    if (EndsReading.has(view.explanation())) {
      columns.add(
          new Column(
              texts.html("column.alone"),
              row -> row.ends().map(ends -> view.number(3, ends.alone())).orElse("")));
      columns.add(
          new Column(
              texts.html("column.in-text"),
              row -> row.ends().map(ends -> view.number(3, ends.inText())).orElse("")));
    }
    return columns;
  }

  private List<Column> details() {
    var columns = new ArrayList<Column>();
    columns.add(new Column(texts.html("column.score"), row -> view.number(2, row.score())));
    if (view.explanation().integration().isPresent()) {
      if (view.explanation().attribution().totalDelta().isEmpty()) {
        columns.add(new Column(texts.html("column.error"), row -> error(row.delta())));
      }
      columns.add(new Column(texts.html("column.nodes"), row -> Integer.toString(row.nodes())));
    }
    return columns;
  }

  /** What raw scores are counted in: only those that a sum is known of are in units of F. */
  private String unit() {
    return Verdict.certified(view.explanation())
        ? texts.html("quantity." + view.subject().quantity())
        : texts.html("column.raw");
  }

  /** Why the ends differ, under the word. */
  private String meaning(WordScore word) {
    return EndsReading.meaning(word, view.explanation(), texts)
        .map(meaning -> "<span class=\"meaning dim\">" + Markup.escape(meaning) + "</span>")
        .orElse("");
  }

  private static String bar(WordScore word, double largest) {
    double width = 50 * Math.abs(word.raw()) / largest;
    return HtmlBar.cell(
        "<line x1=\"50\" y1=\"0\" x2=\"50\" y2=\"10\"/>"
            + HtmlBar.of(word.raw() < 0 ? 50 - width : 50, width, word.raw() < 0));
  }

  private static String margin(double half) {
    return half == 0
        ? "±\u00a00"
        : half < 5e-4 ? "&lt; 0.001" : String.format(Locale.ROOT, "± %.3f", half);
  }

  private static String error(double delta) {
    return delta < 5e-5 ? "&lt; 0.0001" : String.format(Locale.ROOT, "± %.4f", delta);
  }
}
