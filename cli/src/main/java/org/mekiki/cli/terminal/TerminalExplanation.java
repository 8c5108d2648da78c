package org.mekiki.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.page.SignedNumber;
import org.mekiki.report.wording.Coverage;
import org.mekiki.report.wording.EffectReading;
import org.mekiki.report.wording.EndsReading;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.MarkedText;
import org.mekiki.report.wording.PairReading;
import org.mekiki.report.wording.Settings;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Verdict;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;

/** An explanation for a person at a terminal: what happens without words, then their numbers. */
public final class TerminalExplanation {
  private static final int PAIR = 26;
  private static final double VISIBLE = 0.06;

  private final ReportView view;
  private final Explanation explanation;
  private final Subject subject;
  private final Legibility read;
  private final TerminalDetail detail;
  private final ColourDepth colours;
  private final Optional<EffectReading> effects;
  private final boolean signed;
  private final double largest;

  /**
   * An explanation.
   *
   * @param unknown number of the token for what the model's vocabulary does not have
   */
  public TerminalExplanation(ReportView view, OptionalInt unknown, TerminalDetail detail) {
    this.view = view;
    this.explanation = view.explanation();
    this.subject = view.subject();
    this.read = new Legibility(explanation.text(), unknown);
    this.detail = detail;
    this.colours = detail.colours();
    this.effects = view.effectReading(Texts.ENGLISH);
    this.signed = explanation.attributor().signed();
    this.largest = view.largest();
  }

  public void print(PrintStream out) {
    printText(out);
    printFindings(out);
    out.println();
    var scores = new TerminalScores(view, read, detail);
    scores.print(out, "word", explanation.words(), false);
    Coverage.leftOut(explanation, Texts.ENGLISH)
        .ifPresent(line -> out.println(TerminalText.line(line) + "\n"));
    if (!explanation.phrases().isEmpty()) {
      scores.print(out, "phrase", explanation.phrases(), true);
    }
    EndsReading.account(explanation, subject.quantity(), Texts.ENGLISH)
        .ifPresent(sentence -> out.println(sentence + "\n"));
    printPairs(out);
    Coverage.pairsLeft(explanation, Texts.ENGLISH).ifPresent(line -> out.println(line + "\n"));
    printTechnical(out);
  }

  /** The text with its words coloured, and what is wrong with how it was read. */
  void printText(PrintStream out) {
    out.println(marked(0, explanation.text().text()));
    if (explanation.text().pair() != null) {
      out.println(marked(1, explanation.text().pair()));
    }
    out.println();
    read.sentences(Texts.ENGLISH).forEach(out::println);
    printPrediction(out);
  }

  /** What happens without words. */
  void printFindings(PrintStream out) {
    effects.ifPresent(
        reading -> reading.lead().forEach(line -> out.println(TerminalText.line(line))));
  }

  private void printPrediction(PrintStream out) {
    if (subject.shares().isEmpty() || !subject.place().isEmpty()) {
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

  void printPairs(PrintStream out) {
    List<Interactions.Pair> pairs = PairReading.strongest(explanation);
    if (pairs.isEmpty()) {
      return;
    }
    out.println("pairs that act differently together (" + subject.quantity() + ")");
    PairReading.index(explanation, Texts.ENGLISH).ifPresent(line -> out.println("   " + line));
    for (Interactions.Pair pair : pairs) {
      String words =
          TerminalText.line(pair.first().text()) + " + " + TerminalText.line(pair.second().text());
      out.println(
          "  %s%s  %s%s"
              .formatted(
                  TerminalScores.right(SignedNumber.of("%+.3f", pair.value()), 8),
                  PairReading.margin(pair.margin()),
                  ColumnWidth.padded(words, PAIR),
                  TerminalText.line(view.kind(pair, Texts.ENGLISH))));
      effects
          .flatMap(reading -> reading.cells(pair))
          .ifPresent(cells -> out.println(" ".repeat(12) + TerminalText.line(cells)));
    }
    for (Interactions.Triple triple : PairReading.strongestTriples(explanation)) {
      out.println(
          "  %s%s  %s"
              .formatted(
                  TerminalScores.right(SignedNumber.of("%+.3f", triple.value()), 8),
                  PairReading.margin(triple.margin()),
                  triple.words().stream()
                      .map(word -> TerminalText.line(word.text()))
                      .collect(Collectors.joining(" + "))));
    }
    out.println();
  }

  /** What the numbers are, and how well they were computed. */
  private void printTechnical(PrintStream out) {
    String name = TerminalText.line(subject.name().quoted("\"", "\""));
    if (effects.isPresent()) {
      out.println(
          effects.get().isNumber()
              ? "effect: what the answer loses without the word"
              : "effect: what the probability of %s loses without the word, in percentage points"
                  .formatted(name));
    }
    out.println(
        "%s: %s of %s, by %s%s"
            .formatted(
                Verdict.certified(explanation) ? subject.quantity() : "raw",
                signed
                    ? "how far the word moves the " + subject.quantity()
                    : "how strongly it moves the " + subject.quantity(),
                name,
                Settings.method(explanation, Texts.ENGLISH),
                signed ? "; + for it, − against it" : ", without a direction"));
    if (detail.verbose()) {
      out.println("norm.: the same divided by the Euclidean length of the numbers of all words");
    }
    Coverage.windows(explanation, Texts.ENGLISH).ifPresent(out::println);
    Coverage.spent(explanation, Texts.ENGLISH).ifPresent(how -> out.println("budget: " + how));
    out.println("computation: " + Verdict.sentence(explanation, Texts.ENGLISH));
  }

  /** The text as given, its words coloured where there are colours. */
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
    return strength < VISIBLE || colours == ColourDepth.NONE
        ? text
        : colours.ground(word.score() > 0, strength) + text + ColourDepth.RESET;
  }
}
