package org.mekiki.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextUnits;
import picocli.CommandLine.Option;

/** What is scored beside single tokens: words or pieces, phrases, pairs of words. */
final class UnitsOption {
  /** Pairs of these words cost less than the words themselves. */
  private static final int PAIRED_WORDS = 8;

  @Option(names = "--pieces", description = "score the pieces of a word by themselves")
  private boolean pieces;

  @Option(
      names = "--phrase",
      paramLabel = "START:END|TEXT",
      description =
          "score a part of the text as a whole: from one character to another, counted from 0, or"
              + " wherever these characters stand; may be given several times")
  private List<String> phrases = List.of();

  @Option(
      names = "--phrases",
      paramLabel = "N",
      description = "score all spans of 2 to N neighbouring words")
  private Integer phraseWords;

  @Option(names = "--sentences", description = "score every sentence as a whole")
  private boolean sentences;

  @Option(names = "--interactions", description = "what every pair of words does beyond its parts")
  private boolean interactions;

  @Option(
      names = "--interactions-top",
      paramLabel = "K",
      description =
          "the same for pairs of the K words of largest score, 0 for none; default: 8 for terminal"
              + " and html, 0 for json")
  private Integer interactionsTop;

  /** Whether the user asked for pairs, and so is told what they cost. */
  boolean pairsAskedFor() {
    return interactions || interactionsTop != null && interactionsTop > 0;
  }

  /**
   * The choices.
   *
   * @param shown whether a person will read the result, who should see pairs beside the scores
   */
  TextUnits units(boolean shown) {
    var sources = new ArrayList<Phrases.Source>();
    phrases.forEach(phrase -> sources.add(source(phrase)));
    if (phraseWords != null) {
      sources.add(Phrases.upTo(phraseWords));
    }
    if (sentences) {
      sources.add(Phrases.sentences());
    }
    return new TextUnits(pieces, sources, pairedWords(shown));
  }

  private int pairedWords(boolean shown) {
    if (interactions && interactionsTop != null) {
      throw new UserException("give --interactions or --interactions-top, not both");
    }
    if (interactionsTop != null && (interactionsTop < 0 || interactionsTop == 1)) {
      throw new UserException(
          "--interactions-top is %d; pairs need at least 2 words, 0 turns them off"
              .formatted(interactionsTop));
    }
    if (interactionsTop != null) {
      return interactionsTop;
    }
    return interactions ? Integer.MAX_VALUE : shown ? PAIRED_WORDS : 0;
  }

  private static Phrases.Source source(String phrase) {
    if (phrase.isBlank()) {
      throw new UserException("--phrase is empty; give a range such as 3:17, or some text");
    }
    Phrases.Source written = Phrases.occurrences(phrase);
    return text ->
        Place.range("--phrase", text, phrase).map(List::of).orElseGet(() -> written.find(text));
  }
}
