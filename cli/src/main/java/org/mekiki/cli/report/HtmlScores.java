package org.mekiki.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mekiki.cli.page.Markup;
import org.mekiki.cli.wording.EndsReading;
import org.mekiki.cli.wording.MarginReading;
import org.mekiki.cli.wording.Texts;
import org.mekiki.cli.wording.Verdict;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.BothEnds;

/** Scores of words or phrases on a page, the strongest first. */
final class HtmlScores {
  private final Texts texts;
  private final ReportView view;

  HtmlScores(Texts texts, ReportView view) {
    this.texts = texts;
    this.view = view;
  }

  /**
   * A table.
   *
   * @param first the key of what stands in the first column
   */
  String table(String first, List<WordScore> rows) {
    double largest = ReportView.largest(rows);
    String name = texts.quotedHtml(view.subject().name());
    var out = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    out.append("<th scope=\"col\">").append(texts.html(first)).append("</th>");
    out.append("<th scope=\"col\">")
        .append(texts.html(view.signed() ? "column.sides" : "column.strength", name))
        .append("</th>");
    out.append(head(texts.html("column.score"))).append(head(unit()));
    if (withMargin()) {
      out.append(head(texts.html("column.margin")));
    }
    if (withError()) {
      out.append(head(texts.html("column.error")));
    }
    if (integrated()) {
      out.append(head(texts.html("column.nodes")));
    }
    if (withEnds()) {
      out.append(head(texts.html("column.alone"))).append(head(texts.html("column.in-text")));
    }
    out.append("</tr></thead><tbody>\n");
    rows.stream()
        .sorted(Comparator.comparingDouble((WordScore row) -> -Math.abs(row.score())))
        .forEach(row -> out.append(row(row, largest)));
    return out.append("</tbody></table></div>\n").toString();
  }

  private static String head(String html) {
    return "<th scope=\"col\" class=\"num\">" + html + "</th>";
  }

  private static String cell(String html) {
    return "<td class=\"num dim\">" + html + "</td>";
  }

  /** What raw scores are counted in: only those that a sum is known of are in units of F. */
  private String unit() {
    return Verdict.certified(view.explanation())
        ? texts.html("quantity." + view.subject().quantity())
        : texts.html("column.raw");
  }

  private boolean integrated() {
    return view.explanation().integration().isPresent();
  }

  private boolean withError() {
    return integrated() && view.explanation().attribution().totalDelta().isEmpty();
  }

  private boolean withMargin() {
    return MarginReading.has(view.explanation());
  }

  private boolean withEnds() {
    return EndsReading.has(view.explanation());
  }

  private String ends(WordScore word) {
    BothEnds ends = word.ends().orElseThrow();
    return cell(view.number(3, ends.alone())) + cell(view.number(3, ends.inText()));
  }

  /** Why the ends differ, under the word. */
  private String meaning(WordScore word) {
    return EndsReading.meaning(word, view.explanation(), texts)
        .map(meaning -> "<span class=\"meaning dim\">" + Markup.escape(meaning) + "</span>")
        .orElse("");
  }

  private String row(WordScore word, double largest) {
    double width = largest == 0 ? 0 : 50 * Math.abs(word.score()) / largest;
    double start = word.score() < 0 ? 50 - width : 50;
    return String.format(
            Locale.ROOT,
            "<tr><th scope=\"row\"><bdi%s>%s</bdi>%s</th><td class=\"bar\"><svg viewBox=\"0 0 100"
                + " 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><line x1=\"50\" y1=\"0\""
                + " x2=\"50\" y2=\"10\"/><rect x=\"%.1f\" y=\"1.5\" width=\"%.1f\" height=\"7\""
                + " class=\"%s\"/></svg></td><td class=\"num\">%s</td>",
            HtmlWords.language(word.text()),
            Markup.escape(word.text()),
            meaning(word),
            start,
            width,
            word.score() < 0 ? "against" : "for",
            view.number(2, word.score()))
        + cell(view.number(3, word.raw()))
        + (withMargin() ? cell(margin(word.margin().orElse(0))) : "")
        + (withError() ? cell(error(word.delta())) : "")
        + (integrated() ? cell(Integer.toString(word.nodes())) : "")
        + (withEnds() ? ends(word) : "")
        + "</tr>\n";
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
