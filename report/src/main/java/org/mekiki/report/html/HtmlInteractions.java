package org.mekiki.report.html;

import java.util.List;
import java.util.Locale;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.Coverage;
import org.mekiki.report.wording.PairReading;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;

/** Pairs of words on the explanation page: the strongest in words, all as a heat map of numbers. */
final class HtmlInteractions {
  private final Texts texts;
  private final StringBuilder out = new StringBuilder();

  private HtmlInteractions(Texts texts) {
    this.texts = texts;
  }

  /**
   * The pairs of an explanation; nothing where none were asked for.
   *
   * @param heading level of the heading
   */
  static String of(Texts texts, ReportView view, int heading) {
    var pairs = new HtmlInteractions(texts);
    pairs.add(view, heading);
    return pairs.out.toString();
  }

  private void add(ReportView view, int heading) {
    Explanation explanation = view.explanation();
    Subject subject = view.subject();
    Interactions interactions = explanation.interactions().orElse(null);
    Coverage.pairsLeft(explanation, texts)
        .ifPresent(line -> out.append("<p class=\"dim\">%s</p>%n".formatted(Markup.escape(line))));
    if (interactions == null || interactions.words().size() < 2) {
      return;
    }
    out.append("<h%1$d>%2$s</h%1$d>%n".formatted(heading, texts.html("pairs")));
    out.append(
        "<p class=\"dim\">%s</p>%n"
            .formatted(texts.html("pairs.note", texts.html("quantity." + subject.quantity()))));
    PairReading.index(explanation, texts)
        .ifPresent(line -> out.append("<p class=\"dim\">%s</p>%n".formatted(Markup.escape(line))));
    out.append(HtmlArcs.of(texts, view, texts.quoted(subject.name())));
    addStrongest(PairReading.strongest(explanation), view);
    addTriples(PairReading.strongestTriples(explanation));
    addMap(interactions);
  }

  private void addStrongest(List<Interactions.Pair> pairs, ReportView view) {
    if (pairs.isEmpty()) {
      out.append("<p>%s</p>%n".formatted(texts.html("pairs.none")));
      return;
    }
    out.append("<ul>\n");
    for (Interactions.Pair pair : pairs) {
      out.append(
          "<li>%s <span class=\"num\">%s%s</span> <span class=\"dim\"><bdi>%s</bdi></span></li>%n"
              .formatted(
                  texts.html("pairs.with", word(pair.first()), word(pair.second())),
                  ReportView.signed(3, pair.value()),
                  PairReading.margin(pair.margin()),
                  Markup.escape(meaning(pair, view))));
    }
    out.append("</ul>\n");
  }

  /** What the words are to each other, and the four answers that show it. */
  private String meaning(Interactions.Pair pair, ReportView view) {
    String kind = view.kind(pair, texts);
    return view.effectReading(texts)
        .flatMap(reading -> reading.cells(pair))
        .map(cells -> texts.of("pairs.kind", kind, cells))
        .orElse(kind);
  }

  private void addTriples(List<Interactions.Triple> triples) {
    if (triples.isEmpty()) {
      return;
    }
    out.append("<p>%s</p>%n<ul>%n".formatted(texts.html("pairs.triples")));
    for (Interactions.Triple triple : triples) {
      List<WordScore> words = triple.words();
      out.append(
          "<li>%s <span class=\"num\">%s%s</span></li>%n"
              .formatted(
                  texts.html(
                      "pairs.three", word(words.get(0)), word(words.get(1)), word(words.get(2))),
                  ReportView.signed(3, triple.value()),
                  PairReading.margin(triple.margin())));
    }
    out.append("</ul>\n");
  }

  private static String word(WordScore word) {
    return "<b><bdi>" + Markup.escape(word.text()) + "</bdi></b>";
  }

  /** Every cell holds its number; colour only repeats it. */
  private void addMap(Interactions interactions) {
    List<WordScore> words = interactions.words();
    double largest =
        interactions.strongest().stream().mapToDouble(p -> Math.abs(p.value())).max().orElse(0);
    String all = texts.html("pairs.all", Interactions.passes(words.size()), words.size());
    out.append(
        "<details><summary>%1$s</summary><div class=\"wide map\" tabindex=\"0\" role=\"region\" aria-label=\"%1$s\"><table><thead><tr><td></td>"
            .formatted(all));
    for (WordScore word : words) {
      out.append("<th scope=\"col\"><bdi>%s</bdi></th>".formatted(Markup.escape(word.text())));
    }
    out.append("</tr></thead><tbody>\n");
    for (int i = 0; i < words.size(); i++) {
      out.append(
          "<tr><th scope=\"row\"><bdi>%s</bdi></th>".formatted(Markup.escape(words.get(i).text())));
      for (int j = 0; j < words.size(); j++) {
        out.append(
            i == j
                ? "<td class=\"num dim\">·</td>"
                : cell(interactions.values().get(i).get(j), margin(interactions, i, j), largest));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div></details>\n");
  }

  private static double margin(Interactions interactions, int i, int j) {
    return interactions.margins().isEmpty() ? 0 : interactions.margins().get(i).get(j);
  }

  private static String cell(double value, double margin, double largest) {
    return "<td class=\"num %s\">%s%s</td>"
        .formatted(
            ReportView.shade(value, largest),
            ReportView.signed(3, value),
            margin == 0 ? "" : String.format(Locale.ROOT, " <small>± %.3f</small>", margin));
  }
}
