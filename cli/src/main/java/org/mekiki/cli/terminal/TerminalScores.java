package org.mekiki.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.page.SignedNumber;
import org.mekiki.report.wording.EffectReading;
import org.mekiki.report.wording.EndsReading;
import org.mekiki.report.wording.LeadingWords;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.MarginReading;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.BothEnds;

/** Words or phrases with their numbers, the strongest first, a line each. */
final class TerminalScores {
  private static final int BAR = 16;
  private static final int TEXT = 18;

  /** What rows are. */
  enum Kind {
    WORD,
    PHRASE
  }

  private final Speech speech;
  private final ReportView view;
  private final Explanation explanation;
  private final Optional<EffectReading> effects;
  private final Legibility read;
  private final String quantity;
  private final TerminalDetail detail;
  private final boolean margins;
  private final boolean ends;

  /** The rows of an explanation. */
  TerminalScores(ReportView view, Legibility read, TerminalDetail detail) {
    this.view = view;
    this.detail = detail;
    this.speech = detail.speech();
    this.explanation = view.explanation();
    this.effects = view.effectReading(detail.texts());
    this.read = read;
    this.quantity =
        Verdict.certified(explanation)
            ? detail.quantity(view.subject().quantity())
            : detail.speech().say("raw");
    this.margins = MarginReading.has(explanation);
    this.ends = EndsReading.has(explanation);
  }

  /**
   * Prints rows.
   *
   * @param kind what they are
   */
  void print(PrintStream out, Kind kind, List<WordScore> rows) {
    double strongest = LeadingWords.largest(rows);
    LeadingWords words =
        detail.all()
            ? LeadingWords.of(rows, Integer.MAX_VALUE, true)
            : LeadingWords.of(rows, LeadingWords.MOST, kind == Kind.PHRASE);
    out.println(head(kind));
    words.shown().forEach(row -> out.println(row(row, strongest)));
    if (!words.left().isEmpty()) {
      out.println(rest(words, kind));
    }
    out.println();
  }

  private String rest(LeadingWords words, Kind kind) {
    boolean one = words.left().size() == 1;
    String sentence =
        switch (kind) {
          case WORD ->
              one
                  ? "and %d more word, together %s %s (--all shows it)"
                  : "and %d more words, together %s %s (--all shows them)";
          case PHRASE ->
              one
                  ? "and %d more phrase, together %s %s (--all shows it)"
                  : "and %d more phrases, together %s %s (--all shows them)";
        };
    return "   "
        + speech.say(sentence, words.left().size(), view.number(3, words.sumLeft()), quantity);
  }

  private String head(Kind kind) {
    var line = new StringBuilder("  ");
    if (effects.isPresent()) {
      line.append(right(detail.texts().of("column.effect"), detail.columns(8)));
    }
    line.append(right(shortened(quantity), detail.columns(8)));
    if (margins) {
      line.append(right(speech.number("± 95 %"), 10));
    }
    if (ends) {
      line.append(right(speech.say("alone"), 9)).append(right(speech.say("in text"), 9));
    }
    if (detail.verbose()) {
      line.append(right(speech.say("norm."), 8));
      if (integrated()) {
        line.append(right(speech.say("error"), 10)).append(right(speech.say("nodes"), 7));
      }
    }
    return line + "  " + speech.say(kind == Kind.WORD ? "word" : "phrase");
  }

  /** Quantities have long names; a column has not. */
  private static String shortened(String quantity) {
    return switch (quantity) {
      case "probability" -> "prob.";
      case "log-probability" -> "log-p";
      case "log-odds" -> "odds";
      default -> quantity;
    };
  }

  private boolean integrated() {
    return explanation.integration().isPresent();
  }

  private String row(WordScore word, double strongest) {
    var line = new StringBuilder("  ");
    effects.ifPresent(
        reading -> line.append(right(reading.change(word).orElse("–"), detail.columns(8))));
    line.append(right(view.number(3, word.raw()), detail.columns(8)));
    if (margins) {
      line.append(right(margin(word.margin().orElse(0)), 10));
    }
    if (ends) {
      line.append(word.ends().map(TerminalScores::ends).orElse(" ".repeat(18)));
    }
    if (detail.verbose()) {
      line.append(right(view.number(3, word.score()), 8));
      if (integrated()) {
        line.append(right(error(word), 10)).append(right(Integer.toString(word.nodes()), 7));
      }
    }
    int length = strongest == 0 ? 0 : (int) Math.round(BAR * Math.abs(word.raw()) / strongest);
    String bar = (view.signed() ? word.raw() < 0 ? "-" : "+" : "=").repeat(length);
    String text =
        TerminalText.line(word.text()).strip()
            + (read.hasUnknown(word.firstToken(), word.lastToken())
                ? speech.say(" (unknown)")
                : "");
    String meaning =
        EndsReading.meaning(word, explanation, detail.texts()).map("  "::concat).orElse("");
    return (line + "  " + ColumnWidth.padded(text, TEXT) + bar + meaning).stripTrailing();
  }

  private String error(WordScore word) {
    return explanation.attribution().totalDelta().isPresent()
        ? ""
        : word.delta() < 5e-5 ? "< 0.0001" : String.format(Locale.ROOT, "± %.4f", word.delta());
  }

  private static String margin(double half) {
    return half == 0 ? "± 0" : half < 5e-4 ? "< 0.001" : String.format(Locale.ROOT, "± %.3f", half);
  }

  private static String ends(BothEnds ends) {
    return right(SignedNumber.of("%+.3f", ends.alone()), 9)
        + right(SignedNumber.of("%+.3f", ends.inText()), 9);
  }

  static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - ColumnWidth.of(text))) + text;
  }
}
