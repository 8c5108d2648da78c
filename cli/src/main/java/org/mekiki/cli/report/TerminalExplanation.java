package org.mekiki.cli.report;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Coverage;
import org.mekiki.cli.wording.EndsReading;
import org.mekiki.cli.wording.Legibility;
import org.mekiki.cli.wording.MarginReading;
import org.mekiki.cli.wording.MarkedText;
import org.mekiki.cli.wording.PairReading;
import org.mekiki.cli.wording.Settings;
import org.mekiki.cli.wording.Subject;
import org.mekiki.cli.wording.Texts;
import org.mekiki.cli.wording.Verdict;
import org.mekiki.cli.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.BothEnds;

/** An explanation for a person at a terminal. */
public final class TerminalExplanation {
  private static final int BAR = 16;
  private static final double VISIBLE = 0.06;

  /** Phrases shown; all spans of a text are many. */
  private static final int PHRASES = 12;

  private final Explanation explanation;
  private final Subject subject;
  private final Legibility read;
  private final ColourDepth colours;
  private final List<WordScore> words;
  private final double largest;
  private final boolean signed;
  private final boolean namesMethod;
  private final boolean margins;
  private final double norm;

  /**
   * An explanation.
   *
   * @param unknown number of the token for what the model's vocabulary does not have
   * @param amongOthers whether other methods explain the same text
   */
  public TerminalExplanation(
      Explanation explanation,
      Subject subject,
      OptionalInt unknown,
      ColourDepth colours,
      boolean amongOthers) {
    this.read = new Legibility(explanation.text(), unknown);
    this.explanation = explanation;
    this.subject = subject;
    this.colours = colours;
    this.signed = explanation.attributor().signed();
    this.namesMethod = amongOthers || explanation.integration().isEmpty();
    this.words = explanation.words();
    this.margins = MarginReading.has(explanation);
    this.norm = Math.sqrt(words.stream().mapToDouble(word -> word.raw() * word.raw()).sum());
    this.largest = words.stream().mapToDouble(word -> Math.abs(word.score())).max().orElse(0);
  }

  public void print(PrintStream out) {
    out.println(marked(0, explanation.text().text()));
    if (explanation.text().pair() != null) {
      out.println(marked(1, explanation.text().pair()));
    }
    out.println();
    read.sentences(Texts.ENGLISH).forEach(out::println);
    printPrediction(out);
    out.println("explained: the " + subject.quantity() + " of " + label());
    if (namesMethod) {
      out.println("method: " + Settings.method(explanation, Texts.ENGLISH));
    }
    Coverage.windows(explanation, Texts.ENGLISH).ifPresent(out::println);
    Coverage.spent(explanation, Texts.ENGLISH).ifPresent(how -> out.println("budget: " + how));
    out.println();
    printRows(out, "word", words, words.size());
    Coverage.leftOut(explanation, Texts.ENGLISH)
        .ifPresent(line -> out.println(TerminalText.line(line) + "\n"));
    if (!explanation.phrases().isEmpty()) {
      printRows(out, "phrase", explanation.phrases(), PHRASES);
    }
    EndsReading.account(explanation, subject.quantity(), Texts.ENGLISH)
        .ifPresent(sentence -> out.println(sentence + "\n"));
    printPairs(out);
    Coverage.pairsLeft(explanation, Texts.ENGLISH).ifPresent(line -> out.println(line + "\n"));
    out.println(legend() + "; " + Verdict.sentence(explanation, Texts.ENGLISH));
  }

  private String legend() {
    return signed
        ? "+ speaks for " + label() + ", - against it"
        : "the score is how strongly " + label() + " reacts, without a direction";
  }

  private void printRows(PrintStream out, String name, List<WordScore> rows, int most) {
    double strongest = rows.stream().mapToDouble(row -> Math.abs(row.score())).max().orElse(0);
    String ends = EndsReading.has(explanation) ? "   alone  in text  " : "";
    String errors = margins ? "  ± 95 %" : "   error";
    out.println("    score  " + errors + "  nodes  " + ends + name);
    rows.stream()
        .sorted(Comparator.comparingDouble((WordScore row) -> -Math.abs(row.score())))
        .limit(most)
        .forEach(row -> out.println(row(row, strongest)));
    if (rows.size() > most) {
      out.println("   and %d weaker; --format json has all".formatted(rows.size() - most));
    }
    out.println();
  }

  private void printPairs(PrintStream out) {
    List<Interactions.Pair> pairs = PairReading.strongest(explanation);
    if (pairs.isEmpty()) {
      return;
    }
    out.println(
        String.format(
            Locale.ROOT,
            "pairs, beyond their parts (%s; the largest single score is %.3f)",
            subject.quantity(),
            explanation.attribution().largestScore()));
    PairReading.index(explanation, Texts.ENGLISH).ifPresent(line -> out.println("   " + line));
    for (Interactions.Pair pair : pairs) {
      out.println(
          String.format(
              Locale.ROOT,
              "   %+.3f%s  %s %s",
              pair.value(),
              PairReading.margin(pair.margin()),
              padded(
                  TerminalText.line(pair.first().text())
                      + " + "
                      + TerminalText.line(pair.second().text())),
              PairReading.meaning(pair, label(), Texts.ENGLISH)));
    }
    for (Interactions.Triple triple : PairReading.strongestTriples(explanation)) {
      out.println(
          String.format(
              Locale.ROOT,
              "   %+.3f%s  %s",
              triple.value(),
              PairReading.margin(triple.margin()),
              triple.words().stream()
                  .map(word -> TerminalText.line(word.text()))
                  .collect(Collectors.joining(" + "))));
    }
    out.println();
  }

  private String label() {
    return TerminalText.line(subject.name().quoted("\"", "\""));
  }

  private void printPrediction(PrintStream out) {
    if (subject.shares().isEmpty() || !subject.target().isEmpty()) {
      out.println(TerminalText.line(subject.reading().quoted("\"", "\"")));
    }
    if (!subject.shares().isEmpty()) {
      out.println(
          subject.shares().stream()
              .map(
                  share ->
                      TerminalText.line(share.label()) + " " + Wording.percent(share.probability()))
              .collect(Collectors.joining(" · ", "prediction: ", "")));
    }
  }

  private String row(WordScore word, double strongest) {
    int length = strongest == 0 ? 0 : (int) Math.round(BAR * Math.abs(word.score()) / strongest);
    String bar = (signed ? word.score() < 0 ? "-" : "+" : "=").repeat(length);
    String error =
        margins
            ? margin(word.margin().orElse(0))
            : explanation.attribution().totalDelta().isPresent()
                    || explanation.integration().isEmpty()
                ? "         "
                : word.delta() < 5e-5
                    ? "< 0.0001 "
                    : String.format(Locale.ROOT, "± %.4f ", word.delta());
    return String.format(
        Locale.ROOT,
        "   %s  %s %5s  %s%s %s%s",
        String.format(Locale.ROOT, signed ? "%+.3f" : "%6.3f", word.score()),
        error,
        explanation.integration().isEmpty() ? "" : word.nodes(),
        word.ends().map(TerminalExplanation::ends).orElse(""),
        padded(
            TerminalText.line(word.text()).strip()
                + (read.hasUnknown(word.firstToken(), word.lastToken()) ? " (unknown)" : "")),
        bar,
        EndsReading.meaning(word, explanation, Texts.ENGLISH).map("  "::concat).orElse(""));
  }

  /** Of the score, which is the raw one divided by the norm. */
  private String margin(double raw) {
    double half = norm == 0 ? 0 : raw / norm;
    return half == 0
        ? "± 0      "
        : half < 5e-5 ? "< 0.0001 " : String.format(Locale.ROOT, "± %.4f ", half);
  }

  private static String ends(BothEnds ends) {
    return String.format(Locale.ROOT, "%+8.3f %+8.3f  ", ends.alone(), ends.inText());
  }

  private static String padded(String text) {
    int columns = text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
    return text + " ".repeat(Math.max(1, 18 - columns));
  }

  /** The text as given, its words coloured, or with a sign before those that matter. */
  private String marked(int sequence, String text) {
    return new MarkedText(TerminalText::safe, this::mark, this::markLeft)
        .of(explanation, sequence, text);
  }

  /** A word without a score must not look like one whose score is 0. */
  private String markLeft(String word) {
    String text = TerminalText.safe(word);
    return colours == ColourDepth.NONE ? "?" + text : ColourDepth.FAINT + text + ColourDepth.RESET;
  }

  private String mark(WordScore word) {
    String text = TerminalText.safe(word.text());
    double strength = largest == 0 ? 0 : Math.abs(word.score()) / largest;
    if (strength < VISIBLE) {
      return text;
    }
    boolean supports = word.score() > 0;
    if (colours == ColourDepth.NONE) {
      return (signed ? supports ? "+" : "-" : "*") + text;
    }
    return colours.ground(supports, strength) + text + ColourDepth.RESET;
  }
}
