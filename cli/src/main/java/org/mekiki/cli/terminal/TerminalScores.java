package org.mekiki.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.page.SignedNumber;
import org.mekiki.report.wording.EffectReading;
import org.mekiki.report.wording.EndsReading;
import org.mekiki.report.wording.LeadingWords;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.MarginReading;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.BothEnds;

/** Words or phrases with their numbers, the strongest first, a line each. */
final class TerminalScores {
  private static final int BAR = 16;
  private static final int TEXT = 18;

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
    this.explanation = view.explanation();
    this.effects = view.effectReading(Texts.ENGLISH);
    this.read = read;
    this.quantity = Verdict.certified(explanation) ? view.subject().quantity() : "raw";
    this.detail = detail;
    this.margins = MarginReading.has(explanation);
    this.ends = EndsReading.has(explanation);
  }

  /**
   * Prints rows.
   *
   * @param name of what they are
   * @param marks whether punctuation is shown among the others
   */
  void print(PrintStream out, String name, List<WordScore> rows, boolean marks) {
    double strongest = LeadingWords.largest(rows);
    LeadingWords words =
        detail.all()
            ? LeadingWords.of(rows, Integer.MAX_VALUE, true)
            : LeadingWords.of(rows, LeadingWords.MOST, marks);
    out.println(head(name));
    words.shown().forEach(row -> out.println(row(row, strongest)));
    if (!words.left().isEmpty()) {
      out.println(rest(words, name));
    }
    out.println();
  }

  private String rest(LeadingWords words, String name) {
    boolean one = words.left().size() == 1;
    return "   and %d more %s, together %s %s (--all shows %s)"
        .formatted(
            words.left().size(),
            one ? name : name + "s",
            view.number(3, words.sumLeft()),
            quantity,
            one ? "it" : "them");
  }

  private String head(String name) {
    var line = new StringBuilder("  ");
    if (effects.isPresent()) {
      line.append(right("effect", 8));
    }
    line.append(right(shortened(quantity), 8));
    if (margins) {
      line.append(right("± 95 %", 10));
    }
    if (ends) {
      line.append(right("alone", 9)).append(right("in text", 9));
    }
    if (detail.verbose()) {
      line.append(right("norm.", 8));
      if (integrated()) {
        line.append(right("error", 10)).append(right("nodes", 7));
      }
    }
    return line + "  " + name;
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
    effects.ifPresent(reading -> line.append(right(reading.change(word).orElse("–"), 8)));
    line.append(right(view.number(3, word.raw()), 8));
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
            + (read.hasUnknown(word.firstToken(), word.lastToken()) ? " (unknown)" : "");
    String meaning =
        EndsReading.meaning(word, explanation, Texts.ENGLISH).map("  "::concat).orElse("");
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
