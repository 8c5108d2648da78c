package org.mekiki.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mekiki.core.model.Token;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/** Explanations as one self-contained page; every string of the caller's is escaped. */
final class HtmlReport {
  private static final double VISIBLE = 0.06;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>mekiki: which words decided</title>
      <style>
      :root{--ink:#1c1b19;--dim:#625e57;--paper:#fbfaf7;--card:#fff;--rule:#dedad2;--for:190,80,10;--against:25,93,160;--ok:#2e7d4f;--bad:#a3341f}
      @media (prefers-color-scheme:dark){:root{--ink:#ece9e2;--dim:#a8a398;--paper:#171614;--card:#201f1c;--rule:#3a3833;--for:255,150,70;--against:110,175,255;--ok:#5fb984;--bad:#ff8a70}}
      *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Hiragino Sans","Noto Sans JP",sans-serif}
      main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 3rem}article{margin-bottom:3.5rem;break-inside:avoid-page}
      h1{font-size:1.4rem;line-height:1.3;margin:0 0 .4rem}h2{font-size:.95rem;margin:1.8rem 0 .5rem;color:var(--dim)}
      .probs{display:flex;gap:2px;height:.55rem;margin:.9rem 0 .35rem;border-radius:3px;overflow:hidden}.probs i{display:block;background:var(--rule)}.probs i.on{background:rgb(var(--for))}
      .dim{color:var(--dim)}.num{font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}
      .text{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:1.1rem 1.3rem;font-size:1.3rem;line-height:2;overflow-wrap:anywhere;white-space:pre-wrap}
      .w{border-radius:4px;outline-offset:2px}.for{background:rgba(var(--for),calc(var(--a)*.5));border-bottom:3px solid rgba(var(--for),calc(.3 + var(--a)*.7))}
      .against{background:rgba(var(--against),calc(var(--a)*.42));border-bottom:3px dashed rgba(var(--against),calc(.35 + var(--a)*.65))}
      .left{border-bottom:2px dotted var(--dim);color:var(--dim)}
      .legend{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin-top:.7rem;font-size:.9rem}
      table{border-collapse:collapse;width:100%;font-size:.93rem}th,td{padding:.3rem .5rem;border-bottom:1px solid var(--rule);text-align:start;font-weight:400}tbody th{font-weight:600}
      th.num{text-align:right}td.bar{width:45%}svg{display:block;width:100%;height:1rem}rect.for{fill:rgb(var(--for));border:0}rect.against{fill:rgb(var(--against))}line{stroke:var(--dim);stroke-width:.4}
      .ok{border-left:4px solid var(--ok);padding-left:.8rem}.bad{border-left:4px solid var(--bad);padding-left:.8rem}
      ul{padding-inline-start:1.1rem;margin:.2rem 0}.map{overflow-x:auto;margin-top:.5rem}.map table{width:auto;font-size:.85rem}
      td.more{background:rgba(var(--for),calc(var(--a)*.5))}td.less{background:rgba(var(--against),calc(var(--a)*.42))}
      summary{cursor:pointer}summary h2{display:inline-block}details{margin-top:.6rem}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.6rem 0;font-size:.9rem}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
      @media print{body{background:#fff}main{max-width:none;padding:0}.text{border-color:#999}tr{break-inside:avoid}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
      </style></head><body><main>
      """;

  private final PrintStream out;
  private final ModelDescription model;

  HtmlReport(PrintStream out, ModelDescription model) {
    this.out = out;
    this.model = model;
  }

  void begin() {
    out.print(HEAD);
  }

  void end() {
    out.println("</main></body></html>");
  }

  /**
   * One text.
   *
   * @param subject what the explanation is about
   * @param engine what computed it, for how long
   */
  void add(TextItem item, Explanation explanation, Subject subject, String engine) {
    List<WordScore> words = explanation.words();
    double largest = words.stream().mapToDouble(word -> Math.abs(word.score())).max().orElse(0);
    String label = name(subject);
    out.println("<article>");
    out.println("<h1>" + heading(subject, words) + "</h1>");
    printProbabilities(subject);
    out.println("<h2>What it read</h2>");
    printText(explanation, subject, 0, item.text(), largest);
    if (item.pair() != null) {
      printText(explanation, subject, 1, item.pair(), largest);
    }
    out.println(
        """
        <div class="legend"><span><span class="w for" style="--a:.8">amber, solid line</span> speaks for %s</span>\
        <span><span class="w against" style="--a:.8">blue, dashed line</span> speaks against it</span>\
        <span class="dim">no colour: below 6 %% of the strongest word</span></div>\
        """
            .formatted(label));
    Coverage.leftOut(explanation)
        .ifPresent(
            line ->
                out.println(
                    "<p class=\"dim\"><span class=\"w left\">dotted</span> "
                        + escape(line)
                        + "</p>"));
    out.println("<h2>Word by word</h2>");
    printTable("word", explanation, words, largest, subject);
    printPhrases(explanation, subject);
    new HtmlInteractions(out).print(explanation, subject);
    out.println("<h2>Can this be trusted?</h2>");
    out.println(
        "<p class=\"%s\">%s. The scores say what this model did with this text, not what is true; a word whose meaning another word repeats can look unimportant.</p>"
            .formatted(
                Verdict.converged(explanation) ? "ok" : "bad",
                escape(
                    explanation.integration().isEmpty()
                        ? capitalised(Verdict.sentence(explanation))
                        : "Integration " + Verdict.sentence(explanation))));
    printSettings(explanation, subject, engine);
    out.println("</article>");
  }

  /** What is explained, as it may stand in an element. */
  private static String name(Subject subject) {
    return escape(plainName(subject));
  }

  private static String plainName(Subject subject) {
    return subject.name().quoted("“", "”");
  }

  private static String heading(Subject subject, List<WordScore> words) {
    WordScore top = words.stream().max(Comparator.comparingDouble(WordScore::score)).orElseThrow();
    String reading = emphasised(subject.reading());
    if (top.score() <= 0) {
      return reading + " No word speaks for " + name(subject) + ".";
    }
    return subject.predicted()
        ? reading + " It leans on “" + escape(top.text()) + "”."
        : "%s For %s speaks “%s” most.".formatted(reading, name(subject), escape(top.text()));
  }

  private static String emphasised(Subject.Phrase phrase) {
    List<String> parts = phrase.parts().stream().map(HtmlReport::escape).toList();
    return new Subject.Phrase(phrase.pattern(), parts).quoted("<em>", "</em>");
  }

  /** A bar of the possible answers, the explained one coloured, and the same in words. */
  private void printProbabilities(Subject subject) {
    if (subject.shares().isEmpty()) {
      return;
    }
    String words =
        subject.shares().stream()
            .map(share -> escape(share.label()) + " " + Wording.percent(share.probability()))
            .collect(Collectors.joining(" · "));
    double sum = subject.shares().stream().mapToDouble(Subject.Share::probability).sum();
    out.print("<div class=\"probs\" role=\"img\" aria-label=\"" + words + "\">");
    for (Subject.Share share : subject.shares()) {
      // Labels of their own add up to anything; the bar is as long as the page is wide.
      out.print(
          String.format(
              Locale.ROOT,
              "<i%s style=\"width:%.1f%%\"></i>",
              share.explained() ? " class=\"on\"" : "",
              100 * share.probability() / Math.max(1, sum)));
    }
    out.println("</div><div class=\"dim\">" + words + "</div>");
  }

  private void printText(
      Explanation explanation, Subject subject, int sequence, String text, double largest) {
    out.print("<div class=\"text\" dir=\"auto\">");
    String marked =
        new MarkedText(
                HtmlReport::escape,
                word -> span(explanation, subject, word, largest),
                word -> left(explanation, word))
            .of(explanation, sequence, text);
    out.println(marked + "</div>");
  }

  private static String left(Explanation explanation, String word) {
    String reason = Coverage.reason(explanation.budget().orElseThrow());
    return "<span class=\"w left\" tabindex=\"0\" title=\"%s\">%s</span>"
        .formatted(escape(word + ": " + reason), escape(word));
  }

  private static String span(
      Explanation explanation, Subject subject, WordScore word, double largest) {
    double strength = largest == 0 ? 0 : Math.abs(word.score()) / largest;
    String score = signed(2, word.score());
    var title = new StringBuilder(word.text()).append(": ").append(score);
    if (word.lastToken() > word.firstToken()) {
      for (int i = word.firstToken(); i <= word.lastToken(); i++) {
        Token token = explanation.text().tokens().get(i);
        title
            .append("; ")
            .append(explanation.text().surface(token))
            .append(' ')
            .append(signed(2, explanation.attribution().score(i)));
      }
    }
    if (strength < VISIBLE) {
      return "<span class=\"w\" tabindex=\"0\" title=\"%s\">%s</span>"
          .formatted(escape(title.toString()), escape(word.text()));
    }
    String side = word.score() > 0 ? "for" : "against";
    String spoken = word.text() + ", " + side + " " + plainName(subject) + ", " + score;
    return "<span class=\"w %s\" style=\"--a:%s\" tabindex=\"0\" title=\"%s\" aria-label=\"%s\">%s</span>"
        .formatted(
            side,
            String.format(Locale.ROOT, "%.2f", strength),
            escape(title.toString()),
            escape(spoken),
            escape(word.text()));
  }

  /** A number with its sign, the minus as wide as the plus. */
  static String signed(int decimals, double value) {
    return String.format(Locale.ROOT, "%+." + decimals + "f", value).replace('-', '−');
  }

  static String unsigned(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String error(double delta) {
    return delta < 5e-5 ? "&lt; 0.0001" : String.format(Locale.ROOT, "± %.4f", delta);
  }

  private void printPhrases(Explanation explanation, Subject subject) {
    if (explanation.phrases().isEmpty()) {
      return;
    }
    double largest =
        explanation.phrases().stream().mapToDouble(p -> Math.abs(p.score())).max().orElse(0);
    out.println("<h2>Phrase by phrase</h2>");
    printTable("phrase", explanation, explanation.phrases(), largest, subject);
  }

  private void printTable(
      String first,
      Explanation explanation,
      List<WordScore> rows,
      double largest,
      Subject subject) {
    out.println(
        "<table><thead><tr><th>%s</th><th>against · for %s</th><th class=\"num\">score</th><th class=\"num\">%s</th><th class=\"num\">error</th><th class=\"num\">nodes</th></tr></thead><tbody>"
            .formatted(first, name(subject), escape(subject.quantity())));
    rows.stream()
        .sorted(Comparator.comparingDouble((WordScore row) -> -Math.abs(row.score())))
        .forEach(row -> out.println(row(explanation, row, largest)));
    out.println("</tbody></table>");
  }

  private static String row(Explanation explanation, WordScore word, double largest) {
    double width = largest == 0 ? 0 : 50 * Math.abs(word.score()) / largest;
    double start = word.score() < 0 ? 50 - width : 50;
    boolean withoutError =
        explanation.attribution().totalDelta().isPresent() || explanation.integration().isEmpty();
    String error = withoutError ? "" : error(word.delta());
    return String.format(
        Locale.ROOT,
        "<tr><th scope=\"row\" dir=\"auto\">%s</th><td class=\"bar\"><svg viewBox=\"0 0 100 10\""
            + " preserveAspectRatio=\"none\" aria-hidden=\"true\"><line x1=\"50\" y1=\"0\""
            + " x2=\"50\" y2=\"10\"/><rect x=\"%.1f\" y=\"1.5\" width=\"%.1f\" height=\"7\""
            + " class=\"%s\"/></svg></td><td class=\"num\">%s</td><td class=\"num"
            + " dim\">%s</td><td class=\"num dim\">%s</td><td class=\"num dim\">%s</td></tr>",
        escape(word.text()),
        start,
        width,
        word.score() < 0 ? "against" : "for",
        signed(2, word.score()),
        signed(3, word.raw()),
        error,
        explanation.integration().isEmpty() ? "" : Integer.toString(word.nodes()));
  }

  private void printSettings(Explanation explanation, Subject subject, String engine) {
    out.println("<details open><summary><h2>How it was made</h2></summary><dl>");
    setting("method", Settings.method(explanation));
    explanation.integration().ifPresent(how -> setting("rule", Settings.rule(how)));
    setting("evaluations", Settings.passes(explanation));
    Coverage.spent(explanation).ifPresent(how -> setting("budget", how));
    Coverage.windows(explanation).ifPresent(how -> setting("windows", how));
    setting("baseline", explanation.baseline().label());
    setting(
        "explained value",
        String.format(
            Locale.ROOT,
            "%s of %s (%.4f); scores are normalised over the sentence",
            subject.quantity(),
            plainName(subject),
            explanation.attribution().fInput()));
    setting("model", model.source() + " (" + model.family() + "), sha256 " + model.sha256());
    if (explanation.text().truncated()) {
      setting(
          "truncated",
          "the first %d of %d tokens were read"
              .formatted(explanation.text().size(), explanation.text().untruncatedSize()));
    }
    setting("engine", engine);
    out.println("</dl></details>");
  }

  private void setting(String name, String value) {
    out.println("<dt>" + name + "</dt><dd>" + escape(value) + "</dd>");
  }

  /** Text as it may stand in an element or a quoted attribute. */
  static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                  boolean control = c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7F;
                  boolean surrogate = Character.getType(c) == Character.SURROGATE;
                  escaped.appendCodePoint(control || surrogate ? 0xFFFD : c);
                }
              }
            });
    return escaped.toString();
  }
}
