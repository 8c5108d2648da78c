package org.mekiki.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.mekiki.report.html.ReportView.Spot;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.statistics.RankCorrelation;

/** Several explanations of one text side by side, and how far their methods agree. */
final class HtmlComparison {
  private final Texts texts;
  private final List<ReportView> views;
  private final StringBuilder out = new StringBuilder();

  private HtmlComparison(Texts texts, List<ReportView> views) {
    this.texts = texts;
    this.views = views;
  }

  static String of(Texts texts, List<ReportView> views, ReportText item, OptionalInt unknown) {
    var comparison = new HtmlComparison(texts, views);
    comparison.addRows(item, unknown);
    comparison.addTable();
    comparison.addAgreement();
    return comparison.out.toString();
  }

  /** A method and what it explains. */
  static String name(Texts texts, ReportView view) {
    return texts.html("view", title(texts, view), texts.quotedHtml(view.subject().name()));
  }

  private static String title(Texts texts, ReportView view) {
    return Markup.escape(texts.title(view.explanation().attributor()));
  }

  private void addRows(ReportText item, OptionalInt unknown) {
    out.append("<h3>%s</h3><p class=\"dim\">".formatted(texts.html("together")));
    out.append(texts.html("together.note"));
    if (views.stream().anyMatch(view -> !view.signed())) {
      out.append(' ').append(texts.html("together.sizes"));
    }
    out.append("</p>\n<ul class=\"rows\">\n");
    for (ReportView view : views) {
      out.append("<li><div class=\"name\">").append(name(texts, view));
      if (!view.signed()) {
        out.append(" <span class=\"dim\">").append(texts.html("strength")).append("</span>");
      }
      var read = new Legibility(view.explanation().text(), unknown);
      out.append("</div>").append(new HtmlWords(texts, view, read).of(item)).append("</li>\n");
    }
    out.append("</ul>\n").append(hint(texts));
  }

  /** Where a word that is pointed at shows its score; without a script there is nothing to show. */
  static String hint(Texts texts) {
    return "<p class=\"detail dim\" aria-hidden=\"true\" hidden>%s</p>%n"
        .formatted(texts.html("read.hint"));
  }

  /** A row a word in the text's order, a column an explanation. */
  private void addTable() {
    var rows = new TreeMap<Spot, String>();
    var columns = new ArrayList<Map<Spot, WordScore>>();
    for (ReportView view : views) {
      columns.add(view.scores());
      columns.getLast().forEach((spot, word) -> rows.put(spot, word.text()));
    }
    out.append(region("together.table"));
    out.append("<th scope=\"col\">").append(texts.html("column.word")).append("</th>");
    views.forEach(
        view -> out.append("<th scope=\"col\" class=\"num\">%s</th>".formatted(name(texts, view))));
    out.append("</tr></thead><tbody>\n");
    rows.forEach(
        (spot, text) -> {
          out.append(row(text));
          for (int i = 0; i < views.size(); i++) {
            out.append(cell(views.get(i), columns.get(i).get(spot)));
          }
          out.append("</tr>\n");
        });
    out.append("</tbody></table></div>\n");
  }

  private String region(String label) {
    return "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><table><thead><tr>"
        .formatted(texts.html(label));
  }

  private static String row(String text) {
    return "<tr><th scope=\"row\"><bdi%s>%s</bdi></th>"
        .formatted(HtmlWords.language(text), Markup.escape(text));
  }

  private static String cell(ReportView view, WordScore word) {
    return word == null
        ? "<td class=\"num dim\">–</td>"
        : "<td class=\"num %s\">%s</td>"
            .formatted(
                ReportView.shade(word.score(), view.largest()), view.number(2, word.score()));
  }

  /** Only methods that explain the same can agree. */
  private void addAgreement() {
    var subjects = new LinkedHashMap<String, List<ReportView>>();
    for (ReportView view : views) {
      subjects.computeIfAbsent(key(view), _ -> new ArrayList<>()).add(view);
    }
    subjects.values().removeIf(methods -> methods.size() < 2);
    if (subjects.isEmpty()) {
      return;
    }
    out.append("<h3>%s</h3>%n".formatted(texts.html("agreement")));
    out.append("<p class=\"dim\">%s</p>%n".formatted(texts.html("agreement.note")));
    subjects.values().forEach(this::addAgreement);
  }

  /** What is explained, and where in the text. */
  private static String key(ReportView view) {
    return view.subject().name() + " " + view.subject().place();
  }

  private void addAgreement(List<ReportView> methods) {
    String name = texts.quotedHtml(methods.getFirst().subject().name());
    double[][] found = new double[methods.size()][methods.size()];
    double least = Double.POSITIVE_INFINITY;
    String said = texts.html("agreement.none");
    for (int i = 0; i < methods.size(); i++) {
      found[i][i] = Double.NaN;
      for (int j = 0; j < i; j++) {
        found[i][j] = correlation(methods.get(i), methods.get(j));
        found[j][i] = found[i][j];
        if (found[i][j] < least) {
          least = found[i][j];
          said =
              texts.html(
                  methods.size() == 2 ? "agreement.pair" : "agreement.least",
                  title(texts, methods.get(j)),
                  title(texts, methods.get(i)),
                  shown(least));
        }
      }
    }
    out.append("<h4>%s</h4>%n<p>%s</p>%n".formatted(texts.html("agreement.for", name), said));
    if (methods.size() > 2) {
      addMatrix(methods, found);
    }
  }

  private static String shown(double correlation) {
    return Double.isNaN(correlation) ? "–" : ReportView.signed(2, correlation);
  }

  private void addMatrix(List<ReportView> methods, double[][] correlations) {
    out.append(region("agreement")).append("<td></td>");
    methods.forEach(
        view ->
            out.append("<th scope=\"col\" class=\"num\">%s</th>".formatted(title(texts, view))));
    out.append("</tr></thead><tbody>\n");
    for (int i = 0; i < methods.size(); i++) {
      out.append("<tr><th scope=\"row\">%s</th>".formatted(title(texts, methods.get(i))));
      for (double each : correlations[i]) {
        out.append("<td class=\"num\">%s</td>".formatted(shown(each)));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  /** Over the words that both have scored; NaN where it cannot be told. */
  private static double correlation(ReportView one, ReportView other) {
    Map<Spot, WordScore> first = one.scores();
    Map<Spot, WordScore> second = other.scores();
    List<Spot> both = first.keySet().stream().filter(second::containsKey).toList();
    double[] a = both.stream().mapToDouble(spot -> first.get(spot).score()).toArray();
    double[] b = both.stream().mapToDouble(spot -> second.get(spot).score()).toArray();
    return one.signed() && other.signed()
        ? RankCorrelation.of(a, b)
        : RankCorrelation.ofSizes(a, b);
  }
}
