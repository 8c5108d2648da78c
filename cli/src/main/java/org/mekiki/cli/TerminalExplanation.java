package org.mekiki.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/** An explanation for a person at a terminal. */
final class TerminalExplanation {
  private static final int BAR = 16;
  private static final double VISIBLE = 0.06;

  private final Explanation explanation;
  private final ColourDepth colours;
  private final List<WordScore> words;
  private final double largest;

  TerminalExplanation(Explanation explanation, ColourDepth colours) {
    this.explanation = explanation;
    this.colours = colours;
    this.words = explanation.words();
    this.largest = words.stream().mapToDouble(word -> Math.abs(word.score())).max().orElse(0);
  }

  void print(PrintStream out) {
    out.println(marked(0, explanation.text().text()));
    if (explanation.text().pair() != null) {
      out.println(marked(1, explanation.text().pair()));
    }
    out.println();
    out.println(prediction());
    out.println("explained: the " + explanation.output().label() + " of " + label());
    out.println();
    out.println("    score     error  word");
    words.stream()
        .sorted(Comparator.comparingDouble((WordScore word) -> -Math.abs(word.score())))
        .forEach(word -> out.println(row(word)));
    out.println();
    out.println("+ speaks for " + label() + ", - against it; " + Verdict.sentence(explanation));
  }

  private String label() {
    return "\"" + TerminalText.line(explanation.targetLabel()) + "\"";
  }

  private String prediction() {
    var line = new StringBuilder("prediction:");
    for (int i = 0; i < explanation.labels().size(); i++) {
      line.append(
          String.format(
              Locale.ROOT,
              "%s %s %.1f %%",
              i == 0 ? "" : " ·",
              TerminalText.line(explanation.labels().get(i)),
              100 * explanation.probabilities().get(i)));
    }
    return line.toString();
  }

  private String row(WordScore word) {
    int length = largest == 0 ? 0 : (int) Math.round(BAR * Math.abs(word.score()) / largest);
    String bar = (word.score() < 0 ? "-" : "+").repeat(length);
    String error =
        explanation.attribution().totalDelta().isPresent()
            ? "         "
            : word.delta() < 5e-5
                ? "< 0.0001 "
                : String.format(Locale.ROOT, "± %.4f ", word.delta());
    return String.format(
        Locale.ROOT,
        "   %+.3f  %s %s %s",
        word.score(),
        error,
        padded(TerminalText.line(word.text())),
        bar);
  }

  private static String padded(String text) {
    int columns = text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
    return text + " ".repeat(Math.max(1, 18 - columns));
  }

  /** The text as given, its words coloured, or with a sign before those that matter. */
  private String marked(int sequence, String text) {
    var out = new StringBuilder();
    int done = 0;
    for (WordScore word : words) {
      if (word.sequence() != sequence || word.start() < done) {
        continue;
      }
      out.append(TerminalText.safe(text.substring(done, word.start())));
      out.append(mark(word));
      done = word.end();
    }
    return out.append(TerminalText.safe(text.substring(done))).toString();
  }

  private String mark(WordScore word) {
    String text = TerminalText.safe(word.text());
    double strength = largest == 0 ? 0 : Math.abs(word.score()) / largest;
    if (strength < VISIBLE) {
      return text;
    }
    boolean supports = word.score() > 0;
    if (colours == ColourDepth.NONE) {
      return (supports ? "+" : "-") + text;
    }
    return colours.ground(supports, strength) + text + ColourDepth.RESET;
  }
}
