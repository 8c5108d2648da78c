package org.mekiki.report.html;

import java.util.List;
import java.util.stream.Stream;
import org.mekiki.core.model.Token;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.Coverage;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.MarkedText;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.text.TextPart;

/** The caller's text on a page, its words marked by their scores. */
final class HtmlWords {
  /** More phrases would put the whole text in brackets. */
  private static final int MOST_PHRASES = 8;

  private final Texts texts;
  private final ReportView view;
  private final Legibility read;
  private final double largest;
  private final List<TextPart> phrases;
  private boolean first;

  HtmlWords(Texts texts, ReportView view, Legibility read) {
    this.read = read;
    this.texts = texts;
    this.view = view;
    this.largest = view.largest();
    List<WordScore> asked = view.explanation().phrases();
    this.phrases =
        asked.size() > MOST_PHRASES ? List.of() : asked.stream().map(WordScore::part).toList();
  }

  /** Both texts, as far as there are two. */
  String of(ReportText item) {
    return item.pair() == null
        ? of(0, item.text(), "read.words")
        : of(0, item.text(), "read.words") + of(1, item.pair(), "read.second");
  }

  private String of(int sequence, String text, String label) {
    first = true;
    int begin = begin(sequence, text);
    int end = end(sequence, text);
    String marked =
        unread("before", "read.began", text.substring(0, begin))
            + new MarkedText(Markup::escape, this::word, this::left)
                .of(view.explanation(), sequence, text.substring(0, end))
                .substring(Markup.escape(text.substring(0, begin)).length())
            + unread("after", "read.stopped", text.substring(end));
    return "<div class=\"text\" dir=\"auto\"%s role=\"group\" aria-label=\"%s\">%s</div>%n"
        .formatted(language(text), texts.html(label), marked);
  }

  /** Where reading began, and ended, in a text that was cut; else its ends. */
  private int begin(int sequence, String text) {
    return view.explanation().text().truncated()
        ? tokens(sequence).mapToInt(Token::start).min().orElse(text.length())
        : 0;
  }

  private int end(int sequence, String text) {
    return view.explanation().text().truncated()
        ? tokens(sequence).mapToInt(Token::end).max().orElse(text.length())
        : text.length();
  }

  private Stream<Token> tokens(int sequence) {
    return view.explanation().text().tokens().stream()
        .filter(token -> !token.added() && token.sequence() == sequence);
  }

  private String unread(String side, String key, String text) {
    return text.isBlank()
        ? Markup.escape(text)
        : "<span class=\"unread %s\" title=\"%s\">%s</span>"
            .formatted(side, texts.html(key), Markup.escape(text));
  }

  /** The language, where the script tells it: it decides how characters look and are spoken. */
  static String language(String text) {
    boolean kana =
        text.codePoints()
            .mapToObj(Character.UnicodeScript::of)
            .anyMatch(
                script ->
                    script == Character.UnicodeScript.HIRAGANA
                        || script == Character.UnicodeScript.KATAKANA);
    boolean hangul =
        text.codePoints()
            .mapToObj(Character.UnicodeScript::of)
            .anyMatch(script -> script == Character.UnicodeScript.HANGUL);
    return kana ? " lang=\"ja\"" : hangul ? " lang=\"ko\"" : "";
  }

  private String word(WordScore word) {
    String shade = ReportView.shade(word.score(), largest);
    String style =
        ("w " + shade).strip() + (isUnknown(word) ? " unknown" : "") + brackets(word.part());
    return span(style, label(word, shade), word.text());
  }

  /** Where the phrases begin and end that were asked for. */
  private String brackets(TextPart word) {
    boolean begins = false;
    boolean ends = false;
    for (TextPart phrase : phrases) {
      boolean same = phrase.sequence() == word.sequence();
      begins |= same && phrase.start() == word.start();
      ends |= same && phrase.end() == word.end();
    }
    return (begins ? " begins" : "") + (ends ? " ends" : "");
  }

  private String left(String word) {
    String reason = Coverage.reason(view.explanation().budget().orElseThrow(), texts);
    return span("w left", texts.of("word.left", word, reason), word);
  }

  /** The arrow keys go from the first on; each word says what its colour says. */
  private String span(String style, String label, String text) {
    String stop = first ? "0" : "-1";
    first = false;
    return "<span class=\"%s\" role=\"img\" tabindex=\"%s\" aria-label=\"%s\">%s</span>"
        .formatted(style, stop, Markup.escape(label), Markup.escape(text));
  }

  /** Its effect; where that was not asked, its score. */
  private String number(WordScore word) {
    return view.effectReading(texts)
        .flatMap(reading -> reading.spoken(word))
        .orElseGet(() -> view.number(3, word.raw()));
  }

  private String label(WordScore word, String shade) {
    String score = number(word);
    String name = texts.quoted(view.subject().name());
    String said =
        shade.isEmpty()
            ? texts.of("word.weak", word.text(), score)
            : !view.signed()
                ? texts.of("word.strength", word.text(), score)
                : texts.of(
                    word.score() > 0 ? "word.for" : "word.against", word.text(), name, score);
    return said + (isUnknown(word) ? "; " + texts.of("word.unknown") : "") + pieces(word);
  }

  private boolean isUnknown(WordScore word) {
    return read.hasUnknown(word.firstToken(), word.lastToken());
  }

  /** What the tokens of a word have by themselves, where it has several. */
  private String pieces(WordScore word) {
    if (word.lastToken() == word.firstToken()) {
      return "";
    }
    var pieces = new StringBuilder();
    for (int i = word.firstToken(); i <= word.lastToken(); i++) {
      Token token = view.explanation().text().tokens().get(i);
      pieces
          .append("; ")
          .append(view.explanation().text().surface(token))
          .append(' ')
          .append(view.number(2, view.explanation().attribution().score(i)));
    }
    return pieces.toString();
  }

  /** What colours and lines mean, beside what they speak for. */
  String legend() {
    String name = texts.quotedHtml(view.subject().name());
    String sides =
        view.signed()
            ? entry("for s8", "legend.for.mark", texts.html("legend.for", name))
                + entry("against s8", "legend.against.mark", texts.html("legend.against"))
            : entry("for s8", "legend.strength.mark", texts.html("legend.strength", name));
    String unknown =
        read.unknownTokens() == 0
            ? ""
            : entry("unknown", "legend.unknown.mark", texts.html("word.unknown"));
    String asked =
        phrases.isEmpty() ? "" : "<span>%s</span>".formatted(texts.html("legend.phrase"));
    String left =
        Coverage.leftOut(view.explanation(), texts)
            .map(line -> entry("left", "legend.left.mark", Markup.escape(line)))
            .orElse("");
    return "<div class=\"legend\">%s<span class=\"dim\">%s</span>%s</div>%n"
        .formatted(sides, texts.html("legend.none"), unknown + asked + left);
  }

  private String entry(String shade, String mark, String meaning) {
    return "<span><span class=\"w %s\">%s</span> %s</span>"
        .formatted(shade, texts.html(mark), meaning);
  }
}
