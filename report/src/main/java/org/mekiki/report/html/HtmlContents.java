package org.mekiki.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.LeadingWords;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.TrustReading;

/** All texts of a page as a table: what was decided, how surely, and by which words. */
final class HtmlContents {
  /** A text is cut here. */
  private static final int EXCERPT = 80;

  /** Words that are named. */
  private static final int WORDS = 3;

  private static final List<String> FILTERS = List.of("unsure", "cut", "unknown");

  private final Texts texts;
  private final OptionalInt unknown;
  private final List<String> rows = new ArrayList<>();

  /**
   * No text yet.
   *
   * @param unknown number of the token for what the model's vocabulary does not have
   */
  HtmlContents(Texts texts, OptionalInt unknown) {
    this.texts = texts;
    this.unknown = unknown;
  }

  /** How many texts there are. */
  int size() {
    return rows.size();
  }

  /**
   * Adds a text.
   *
   * @param name of it, as HTML
   */
  void add(String name, ReportText item, ReportView view) {
    OptionalDouble certainty =
        view.subject().shares().stream().mapToDouble(Subject.Share::probability).max();
    var read = new Legibility(view.explanation().text(), unknown);
    var marks = new ArrayList<String>();
    if (certainty.isPresent() && TrustReading.isUnsure(certainty.getAsDouble())) {
      marks.add("unsure");
    }
    if (view.explanation().text().truncated()) {
      marks.add("cut");
    }
    if (read.unknownTokens() > 0) {
      marks.add("unknown");
    }
    rows.add(
        "<tr data-marks=\"%s\"><th scope=\"row\"><a href=\"#text-%d\">%s</a></th><td><bdi%s>%s</bdi></td><td>%s</td><td class=\"num\">%s</td><td>%s</td></tr>%n"
            .formatted(
                String.join(" ", marks),
                rows.size() + 1,
                name,
                HtmlWords.language(item.text()),
                Markup.escape(excerpt(item.text())),
                decision(view),
                certainty.isPresent() ? texts.percent(certainty.getAsDouble()) : "",
                words(view)));
  }

  /** The answer; of models without classes the whole sentence. */
  private String decision(ReportView view) {
    List<Subject.Share> shares = view.subject().shares();
    return shares.isEmpty()
        ? view.subject().reading().html(texts, "<bdi>", "</bdi>")
        : "<bdi>%s</bdi>"
            .formatted(
                Markup.escape(
                    shares.stream()
                        .max(Comparator.comparingDouble(Subject.Share::probability))
                        .orElseThrow()
                        .label()));
  }

  private static String words(ReportView view) {
    return LeadingWords.of(view.explanation().words(), WORDS, false).shown().stream()
        .map(
            word ->
                "<bdi>%s</bdi>%s"
                    .formatted(
                        Markup.escape(word.text()),
                        view.signed() ? word.raw() < 0 ? " (−)" : " (+)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String excerpt(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters <= EXCERPT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
  }

  /** The table, and buttons that a script shows. */
  String html() {
    var out = new StringBuilder();
    out.append(
        "<nav id=\"contents\" tabindex=\"-1\" aria-labelledby=\"contents-title\"><h2 id=\"contents-title\">%s</h2><p class=\"dim\">%s</p>%n"
            .formatted(texts.html("page.contents"), texts.html("page.texts", rows.size())));
    out.append("<p class=\"filters\" hidden>");
    out.append(button("", "filter.all"));
    for (String filter : FILTERS) {
      out.append(button(filter, "filter." + filter));
    }
    out.append("</p><div class=\"wide\"><table><thead><tr>");
    for (String column : List.of("number", "text", "decision", "certainty", "words")) {
      out.append(
              "<th scope=\"col\"%s>".formatted(column.equals("certainty") ? " class=\"num\"" : ""))
          .append(texts.html("contents." + column))
          .append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    rows.forEach(out::append);
    return out.append("</tbody></table></div></nav>\n").toString();
  }

  private String button(String marks, String key) {
    return "<button type=\"button\" data-filter=\"%s\" aria-pressed=\"%s\">%s</button> "
        .formatted(marks, marks.isEmpty(), texts.html(key));
  }
}
