package org.mekiki.report.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.ChangeReading;
import org.mekiki.report.wording.EndsReading;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.TrustReading;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/** One text on the explanation page, with all that was explained of it. */
final class HtmlArticle {
  private static final String EMPHASIS = "<em>" + Markup.ISOLATED_BEGIN;
  private static final String EMPHASIS_END = Markup.ISOLATED_END + "</em>";

  private final HtmlReport.Frame frame;
  private final Texts texts;
  private final int number;
  private final ReportText item;
  private final List<ReportView> views;
  private final Optional<ChangeReading> change;
  private final boolean alike;
  private final StringBuilder out = new StringBuilder();

  /**
   * A text.
   *
   * @param number of it on the page, from 1
   * @param views at least one
   * @param change what would change the decision, where that was asked for
   */
  HtmlArticle(
      HtmlReport.Frame frame,
      int number,
      ReportText item,
      List<ReportView> views,
      Optional<ChangeReading> change) {
    this.change = change;
    this.frame = frame;
    this.texts = frame.texts();
    this.number = number;
    this.item = item;
    this.views = List.copyOf(views);
    this.alike = views.stream().map(view -> view.subject().reading()).distinct().count() == 1;
  }

  String html() {
    out.append(
        "<article id=\"text-%1$d\" aria-labelledby=\"reading-%1$d\" tabindex=\"-1\">%n"
            .formatted(number));
    out.append(
        "<p class=\"kicker%s\">%s</p>%n".formatted(item.id() == null ? " plain" : "", name()));
    out.append("<h2 id=\"reading-%d\">%s</h2>%n".formatted(number, heading()));
    addLegibility();
    if (views.size() == 1) {
      addFindings(views.getFirst());
    }
    if (alike) {
      addProbabilities(views);
    }
    addNote();
    // A page of many texts folds this away, by its script.
    out.append(
        "<details class=\"more\" open><summary>%s</summary>%n"
            .formatted(texts.html("article.more")));
    change.ifPresent(this::addChange);
    if (views.size() == 1) {
      addView(views.getFirst(), 3);
    } else {
      out.append(HtmlComparison.of(texts, views, item, frame.model().unknown()));
      addTabs();
    }
    out.append("</details>\n");
    out.append(
        "<p class=\"top\"><a href=\"#contents\">%s</a></p>".formatted(texts.html("page.top")));
    return out.append("</article>\n").toString();
  }

  /** The number of the text, with the caller's name for it. */
  String name() {
    return item.id() == null
        ? texts.html("text.number", number)
        : texts.html(
            "text.id",
            number,
            Markup.ISOLATED_BEGIN + Markup.escape(item.id()) + Markup.ISOLATED_END);
  }

  /** What the model answered; of one explanation also what it went by. */
  private String heading() {
    ReportView view = views.getFirst();
    String reading = reading(view);
    if (views.size() > 1) {
      return reading;
    }
    return reading + texts.of("sentence.space") + finding(view);
  }

  private String reading(ReportView view) {
    return view.subject().reading().html(texts, EMPHASIS, EMPHASIS_END);
  }

  /** What happens without words; where that was not asked, which word has the largest score. */
  private String finding(ReportView view) {
    return view.effectReading(texts)
        .map(reading -> Markup.escape(reading.lead().getFirst()))
        .orElseGet(() -> strongest(view));
  }

  /** What else there is to say of what happens without words. */
  private void addFindings(ReportView view) {
    view.effectReading(texts)
        .map(reading -> reading.lead().stream().skip(1).toList())
        .filter(more -> !more.isEmpty())
        .ifPresent(
            more ->
                out.append(
                    "<p class=\"lead\" dir=\"auto\">%s</p>%n"
                        .formatted(Markup.escape(String.join(texts.of("sentence.space"), more)))));
  }

  private String strongest(ReportView view) {
    WordScore top =
        view.explanation().words().stream()
            .max(Comparator.comparingDouble(WordScore::score))
            .orElseThrow();
    String word =
        texts.of("quote.open")
            + Markup.ISOLATED_BEGIN
            + Markup.escape(top.text())
            + Markup.ISOLATED_END
            + texts.of("quote.close");
    String name = texts.quotedHtml(view.subject().name());
    if (!view.signed()) {
      return texts.html("heading.reacts", name, word);
    }
    if (top.score() <= 0) {
      return texts.html("heading.none", name);
    }
    return view.subject().predicted()
        ? texts.html("heading.leans", word)
        : texts.html("heading.most", name, word);
  }

  /**
   * A bar of the possible answers and the same in words; those that are explained are coloured, of
   * all of them only the strongest, so that the parts can be told apart.
   */
  private void addProbabilities(List<ReportView> explained) {
    List<Subject.Share> shares = explained.getFirst().subject().shares();
    if (shares.isEmpty()) {
      return;
    }
    Set<String> marked =
        explained.stream()
            .flatMap(view -> view.subject().shares().stream())
            .filter(Subject.Share::explained)
            .map(Subject.Share::label)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (marked.size() == shares.size()) {
      Subject.Share strongest =
          Collections.max(shares, Comparator.comparingDouble(Subject.Share::probability));
      marked.retainAll(Set.of(strongest.label()));
    }
    String words =
        shares.stream()
            .map(
                share ->
                    "<bdi>%s</bdi> %s"
                        .formatted(
                            Markup.escape(share.label()), texts.percent(share.probability())))
            .collect(Collectors.joining(" · "));
    // Labels of their own add up to anything; the bar is as long as the page is wide.
    double sum = Math.max(1, shares.stream().mapToDouble(Subject.Share::probability).sum());
    out.append("<svg class=\"probs\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\"");
    out.append(" aria-hidden=\"true\">");
    double start = 0;
    for (Subject.Share share : shares) {
      double width = 100 * share.probability() / sum;
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.2f\" y=\"0\" width=\"%.2f\" height=\"4\" class=\"%s\"/>",
              start,
              Math.max(0, width - 0.3),
              marked.contains(share.label()) ? "on" : "off"));
      start += width;
    }
    out.append("</svg><p class=\"dim\">%s</p>%n".formatted(texts.html("probabilities", words)));
  }

  /** Before the scores, since it says how much they are worth. */
  private void addLegibility() {
    for (String sentence : read(views.getFirst()).sentences(texts)) {
      out.append(
          "<p class=\"bad\" role=\"note\">%s</p>%n"
              .formatted(texts.html("sentence.end", Markup.escape(sentence))));
    }
  }

  private void addChange(ChangeReading reading) {
    out.append("<section class=\"change\"><h3>%s</h3>".formatted(texts.html("change.turning")));
    addSentences(reading.turning());
    List<String> keeping = reading.keeping();
    if (!keeping.isEmpty()) {
      out.append("<h3>%s</h3>".formatted(texts.html("change.keeping")));
      addSentences(keeping);
    }
    out.append("</section>\n");
  }

  private void addSentences(List<String> sentences) {
    out.append("<ul>");
    sentences.forEach(
        sentence ->
            out.append("<li dir=\"auto\">").append(Markup.escape(sentence)).append("</li>"));
    out.append("</ul>");
  }

  private Legibility read(ReportView view) {
    return new Legibility(view.explanation().text(), frame.model().unknown());
  }

  private void addNote() {
    if (item.note() != null && !item.note().isBlank()) {
      out.append(
          "<aside class=\"note\" aria-label=\"%s\"><h3>%s</h3><p dir=\"auto\"%s>%s</p></aside>%n"
              .formatted(
                  texts.html("note.label"),
                  texts.html("note"),
                  HtmlWords.language(item.note()),
                  Markup.escape(item.note())));
    }
  }

  /** Without a script all stand one below the other, and so they print. */
  private void addTabs() {
    out.append("<section class=\"views\"><h3>%s</h3>".formatted(texts.html("together.details")));
    out.append(
        "<div role=\"tablist\" aria-label=\"%s\" hidden>%n"
            .formatted(texts.html("together.details")));
    for (int i = 0; i < views.size(); i++) {
      out.append(
          "<button type=\"button\" role=\"tab\" id=\"tab-%1$d-%2$d\" aria-controls=\"view-%1$d-%2$d\">%3$s</button>%n"
              .formatted(number, i, HtmlComparison.name(texts, views.get(i))));
    }
    out.append("</div>\n");
    for (int i = 0; i < views.size(); i++) {
      out.append(
          "<div class=\"panel\" id=\"view-%1$d-%2$d\" aria-labelledby=\"tab-%1$d-%2$d\"><h4 class=\"name\">%3$s</h4>%n"
              .formatted(number, i, HtmlComparison.name(texts, views.get(i))));
      out.append("<p><strong>%s</strong></p>%n".formatted(panelHeading(views.get(i))));
      addFindings(views.get(i));
      if (!alike) {
        addProbabilities(List.of(views.get(i)));
      }
      addView(views.get(i), 4);
      out.append("</div>\n");
    }
    out.append("</section>\n");
  }

  private String panelHeading(ReportView view) {
    return alike ? finding(view) : reading(view) + texts.of("sentence.space") + finding(view);
  }

  private void addView(ReportView view, int level) {
    Explanation explanation = view.explanation();
    var words = new HtmlWords(texts, view, read(view));
    var scores = new HtmlScores(texts, view);
    if (level == 3) {
      out.append(
          "<p class=\"dim\">%s</p>%n"
              .formatted(
                  texts.html(
                      "view.by",
                      Markup.escape(texts.title(explanation.attributor())),
                      texts.quotedHtml(view.subject().name()))));
    }
    heading(level, "read");
    out.append(words.of(item)).append(HtmlComparison.hint(texts)).append(words.legend());
    heading(level, "words");
    out.append(scores.table("column.word", explanation.words(), false));
    EndsReading.account(explanation, texts.of("quantity." + view.subject().quantity()), texts)
        .ifPresent(
            sentence ->
                out.append(
                    "<p class=\"dim\">%s</p>%n"
                        .formatted(texts.html("sentence.end", Markup.escape(begun(sentence))))));
    out.append(HtmlWaterfall.of(texts, view, level));
    if (!explanation.phrases().isEmpty()) {
      heading(level, "phrases");
      out.append(scores.table("column.phrase", explanation.phrases(), true));
    }
    out.append(HtmlInteractions.of(texts, view, level));
    heading(level, "trust.computed");
    addVerdict(explanation);
    heading(level, "trust");
    addTrust(view);
    out.append(
        "<details class=\"how\"><summary>%s</summary>%s</details>%n"
            .formatted(
                texts.html("settings"),
                HtmlSettings.of(texts, view, frame.model(), frame.engine(), frame.made())));
  }

  private void heading(int level, String key) {
    out.append("<h%1$d>%2$s</h%1$d>%n".formatted(level, texts.html(key)));
  }

  /** With a capital letter, where the script has them. */
  private static String begun(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** The certificate. */
  private void addVerdict(Explanation explanation) {
    String kind =
        !Verdict.certified(explanation) ? "open" : Verdict.converged(explanation) ? "ok" : "bad";
    String verdict = Verdict.sentence(explanation, texts);
    String sentence =
        explanation.integration().isEmpty()
            ? begun(verdict)
            : texts.of("trust.integration", verdict);
    out.append(
        "<p class=\"%s\">%s</p>%n"
            .formatted(kind, texts.html("sentence.end", Markup.escape(sentence))));
  }

  /** What no certificate can promise. */
  private void addTrust(ReportView view) {
    Explanation explanation = view.explanation();
    List<String> doubts =
        new TrustReading(explanation, view.subject(), read(view), view.effects(), texts).doubts();
    if (doubts.isEmpty()) {
      String none = view.effects().isPresent() ? "trust.none" : "trust.none.plain";
      out.append(
          "<p class=\"open\">%s</p>%n".formatted(texts.html("sentence.end", texts.html(none))));
    } else {
      doubts.forEach(
          doubt ->
              out.append(
                  "<p class=\"bad\">%s</p>%n"
                      .formatted(texts.html("sentence.end", Markup.escape(begun(doubt))))));
    }
    out.append(
        "<div class=\"caution\" role=\"note\"><strong>%s</strong><ul>%n"
            .formatted(texts.html("caution")));
    var cautions = new ArrayList<String>();
    if (frame.model().isEmbedded()) {
      cautions.add("caution.embedded");
    }
    cautions.addAll(List.of("caution.model", "caution.repeat"));
    if (explanation.attributor().usesBaseline()) {
      cautions.add("caution.baseline");
    }
    cautions.add("caution.person");
    cautions.forEach(key -> out.append("<li>%s</li>%n".formatted(texts.html(key))));
    out.append("</ul></div>\n");
  }
}
