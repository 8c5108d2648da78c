package org.mekiki.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
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
  private final Speech speech;
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
    this.detail = detail;
    this.speech = detail.speech();
    this.explanation = view.explanation();
    this.subject = view.subject();
    this.read = new Legibility(explanation.text(), unknown);
    this.colours = detail.colours();
    this.effects = view.effectReading(detail.texts());
    this.signed = explanation.attributor().signed();
    this.largest = view.largest();
  }

  public void print(PrintStream out) {
    printText(out);
    printFindings(out);
    out.println();
    var scores = new TerminalScores(view, read, detail);
    scores.print(out, TerminalScores.Kind.WORD, explanation.words());
    Coverage.leftOut(explanation, detail.texts())
        .ifPresent(line -> out.println(TerminalText.line(line) + "\n"));
    if (!explanation.phrases().isEmpty()) {
      scores.print(out, TerminalScores.Kind.PHRASE, explanation.phrases());
    }
    EndsReading.account(explanation, detail.quantity(subject.quantity()), detail.texts())
        .ifPresent(sentence -> out.println(sentence + "\n"));
    printPairs(out);
    Coverage.pairsLeft(explanation, detail.texts()).ifPresent(line -> out.println(line + "\n"));
    printTechnical(out);
  }

  /** The text with its words coloured, and what is wrong with how it was read. */
  void printText(PrintStream out) {
    out.println(marked(0, explanation.text().text()));
    if (explanation.text().pair() != null) {
      out.println(marked(1, explanation.text().pair()));
    }
    out.println();
    read.sentences(detail.texts()).forEach(out::println);
    printPrediction(out);
  }

  /** What happens without words. */
  void printFindings(PrintStream out) {
    effects.ifPresent(
        reading -> reading.lead().forEach(line -> out.println(TerminalText.line(line))));
  }

  private void printPrediction(PrintStream out) {
    if (subject.shares().isEmpty() || !subject.place().isEmpty()) {
      out.println(detail.quoted(subject.reading()));
    }
    if (!subject.shares().isEmpty()) {
      List<String> shares =
          subject.shares().stream()
              .map(
                  share ->
                      TerminalText.line(share.label())
                          + " "
                          + speech.number(Wording.percent(share.probability())))
              .toList();
      out.println(speech.say("prediction: %s", String.join(" · ", shares)));
    }
  }

  void printPairs(PrintStream out) {
    List<Interactions.Pair> pairs = PairReading.strongest(explanation);
    if (pairs.isEmpty()) {
      return;
    }
    out.println(
        speech.say(
            "pairs that act differently together (%s)", detail.quantity(subject.quantity())));
    PairReading.index(explanation, detail.texts()).ifPresent(line -> out.println("   " + line));
    for (Interactions.Pair pair : pairs) {
      String words =
          TerminalText.line(pair.first().text()) + " + " + TerminalText.line(pair.second().text());
      out.println(
          "  %s%s  %s%s"
              .formatted(
                  TerminalScores.right(SignedNumber.of("%+.3f", pair.value()), 8),
                  PairReading.margin(pair.margin()),
                  ColumnWidth.padded(words, PAIR),
                  TerminalText.line(view.kind(pair, detail.texts()))));
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
    String name = detail.quoted(subject.name());
    String quantity = detail.quantity(subject.quantity());
    if (effects.isPresent()) {
      out.println(
          effects.get().isNumber()
              ? speech.say("effect: what the answer loses without the word")
              : speech.say(
                  "effect: what the probability of %s loses without the word, in percentage points",
                  name));
    }
    out.println(
        speech.say(
            signed
                ? "%s: how far the word moves the %s of %s, by %s; + for it, − against it"
                : "%s: how strongly it moves the %s of %s, by %s, without a direction",
            Verdict.certified(explanation) ? quantity : speech.say("raw"),
            quantity,
            name,
            Settings.method(explanation, detail.texts())));
    if (detail.verbose()) {
      out.println(
          speech.say(
              "norm.: the same divided by the Euclidean length of the numbers of all words"));
    }
    Coverage.windows(explanation, detail.texts()).ifPresent(out::println);
    Coverage.spent(explanation, detail.texts())
        .ifPresent(how -> out.println(speech.say("budget: %s", how)));
    out.println(speech.say("computation: %s", Verdict.sentence(explanation, detail.texts())));
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
