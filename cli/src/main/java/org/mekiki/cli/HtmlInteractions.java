package org.mekiki.cli;

import java.io.PrintStream;
import java.util.List;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;

/** Pairs of words on the explanation page: the strongest in words, all as a heat map of numbers. */
final class HtmlInteractions {
  private final PrintStream out;

  HtmlInteractions(PrintStream out) {
    this.out = out;
  }

  void print(Explanation explanation, Subject subject) {
    Interactions interactions = explanation.interactions().orElse(null);
    if (interactions == null || interactions.words().size() < 2) {
      return;
    }
    out.println("<h2>Words that belong together</h2>");
    out.println(
        "<p class=\"dim\">what a pair does beyond its parts, %s; the largest single score is %s</p>"
            .formatted(
                subject.quantity(),
                HtmlReport.unsigned(3, explanation.attribution().largestScore())));
    printStrongest(PairReading.strongest(explanation), subject.name().quoted("“", "”"));
    printMap(interactions);
  }

  private void printStrongest(List<Interactions.Pair> pairs, String name) {
    if (pairs.isEmpty()) {
      out.println("<p>No pair does much beyond its parts.</p>");
      return;
    }
    out.println("<ul>");
    for (Interactions.Pair pair : pairs) {
      out.println(
          "<li><b dir=\"auto\">%s</b> with <b dir=\"auto\">%s</b> <span class=\"num\">%s</span> <span class=\"dim\">%s</span></li>"
              .formatted(
                  HtmlReport.escape(pair.first().text()),
                  HtmlReport.escape(pair.second().text()),
                  HtmlReport.signed(3, pair.value()),
                  HtmlReport.escape(PairReading.meaning(pair, name))));
    }
    out.println("</ul>");
  }

  /** Every cell holds its number; colour only repeats it. */
  private void printMap(Interactions interactions) {
    List<WordScore> words = interactions.words();
    double largest =
        interactions.strongest().stream().mapToDouble(p -> Math.abs(p.value())).max().orElse(0);
    out.println(
        "<details><summary>All %d pairs of %d words</summary><div class=\"map\" tabindex=\"0\" role=\"region\" aria-label=\"all pairs\"><table><thead><tr><td></td>"
            .formatted(Interactions.passes(words.size()), words.size()));
    for (WordScore word : words) {
      out.print("<th scope=\"col\" dir=\"auto\">" + HtmlReport.escape(word.text()) + "</th>");
    }
    out.println("</tr></thead><tbody>");
    for (int i = 0; i < words.size(); i++) {
      out.print(
          "<tr><th scope=\"row\" dir=\"auto\">" + HtmlReport.escape(words.get(i).text()) + "</th>");
      for (int j = 0; j < words.size(); j++) {
        out.print(cell(i == j ? Double.NaN : interactions.values().get(i).get(j), largest));
      }
      out.println("</tr>");
    }
    out.println("</tbody></table></div></details>");
  }

  private static String cell(double value, double largest) {
    if (Double.isNaN(value)) {
      return "<td class=\"num dim\">·</td>";
    }
    double strength = largest == 0 ? 0 : Math.abs(value) / largest;
    return "<td class=\"num %s\" style=\"--a:%s\">%s</td>"
        .formatted(
            value < 0 ? "less" : "more",
            HtmlReport.unsigned(2, strength),
            HtmlReport.signed(3, value));
  }
}
