package org.mekiki.cli.choice;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextUnits;

/**
 * What is scored beside single tokens: words or pieces, phrases, pairs of words.
 *
 * @param naming how settings are called
 * @param pieces whether pieces of a word are scored by themselves
 * @param phrases as they were written
 * @param phraseWords words of a span at most, all of which are scored; null for none
 * @param sentences whether every sentence is scored as a whole
 * @param interactions whether all pairs of words are scored
 * @param interactionsTop words of largest score whose pairs are; null where nothing was said
 */
public record UnitsChoice(
    Naming naming,
    boolean pieces,
    List<String> phrases,
    Integer phraseWords,
    boolean sentences,
    boolean interactions,
    Integer interactionsTop) {
  /** Pairs of these words cost less than the words themselves. */
  private static final int PAIRED_WORDS = 8;

  private static final int MOST_PHRASES = 1000;
  private static final int MOST_WORDS = 1000;

  private static final Setting<Boolean> PIECES =
      Setting.flag("pieces", "score the pieces of a word by themselves");

  private static final Setting<List<String>> PHRASE =
      Setting.strings(
              "phrase",
              "START:END|TEXT",
              "score a part of the text as a whole: from one character to another, counted from 0,"
                  + " or wherever these characters occur; may be given several times")
          .atMost(MOST_PHRASES);

  private static final Setting<Integer> PHRASES =
      Setting.integer("phrases", "N", "score all spans of 2 to N neighbouring words")
          .atMost(MOST_WORDS);

  private static final Setting<Boolean> SENTENCES =
      Setting.flag("sentences", "score every sentence as a whole");

  private static final Setting<Boolean> INTERACTIONS =
      Setting.flag("interactions", "show what every pair of words does beyond its parts");

  private static final Setting<Integer> INTERACTIONS_TOP =
      Setting.integer(
              "interactions-top",
              "K",
              "the same for pairs of the K words with the largest scores, 0 for none; default: 8"
                  + " for terminal and html, 0 for json")
          .atMost(MOST_WORDS);

  /** What it is made of. */
  static final List<Setting<?>> SETTINGS =
      List.of(PIECES, PHRASE, PHRASES, SENTENCES, INTERACTIONS, INTERACTIONS_TOP);

  static UnitsChoice of(Chosen chosen) {
    return new UnitsChoice(
        chosen.naming(),
        chosen.is(PIECES),
        chosen.all(PHRASE),
        chosen.get(PHRASES),
        chosen.is(SENTENCES),
        chosen.is(INTERACTIONS),
        chosen.get(INTERACTIONS_TOP));
  }

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
      throw naming.refusal("give {interactions} or {interactions-top}, not both");
    }
    if (interactionsTop != null && (interactionsTop < 0 || interactionsTop == 1)) {
      throw naming.refusal(
          "{interactions-top} is %d; pairs need at least 2 words, 0 turns them off",
          interactionsTop);
    }
    if (interactionsTop != null) {
      return interactionsTop;
    }
    return interactions ? Integer.MAX_VALUE : shown ? PAIRED_WORDS : 0;
  }

  private Phrases.Source source(String phrase) {
    if (phrase.isBlank()) {
      throw naming.refusal("{phrase} is empty; give a range such as 3:17, or some text");
    }
    Phrases.Source written = Phrases.occurrences(phrase);
    return text ->
        Place.range(naming.of("phrase"), text, phrase)
            .map(List::of)
            .orElseGet(() -> written.find(text));
  }
}
