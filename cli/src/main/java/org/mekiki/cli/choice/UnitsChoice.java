package org.mekiki.cli.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.mekiki.cli.console.Choice;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.TextUnits;
import org.mekiki.transformer.tokenizer.Tokenizer;

/**
 * What is scored beside single tokens: words or pieces, phrases, pairs of words.
 *
 * @param naming how settings are called
 * @param unit what the scores are of, as it was written; null for words
 * @param pieces whether pieces of a word are scored by themselves
 * @param phrases as they were written
 * @param phraseWords words of a span at most, all of which are scored; null for none
 * @param sentences whether every sentence is scored as a whole
 * @param interactions the index by which words are paired, as it was written; null for none
 * @param interactionsTop words of largest score that are paired; null where nothing was said
 * @param interactionsOrder words of the largest sets; null where nothing was said
 */
public record UnitsChoice(
    Naming naming,
    String unit,
    boolean pieces,
    List<String> phrases,
    Integer phraseWords,
    boolean sentences,
    String interactions,
    Integer interactionsTop,
    Integer interactionsOrder) {
  /** Pairs of these words cost less than the words themselves. */
  private static final int PAIRED_WORDS = TextUnits.WITH_PAIRS.interactingWords();

  private static final int MOST_PHRASES = 1000;
  private static final int MOST_WORDS = 1000;
  private static final int LARGEST_ORDER = InteractionIndex.K_SII.largestOrder();

  /** Phrases of Japanese. */
  private static final String BUNSETSU = "bunsetsu";

  private static final Setting<String> UNITS =
      Setting.choice(
          "units",
          "UNIT",
          List.of("words", BUNSETSU),
          "words",
          "what is scored: words, the default; or bunsetsu, in Japanese text a word with the"
              + " particles and auxiliaries behind it");

  private static final Setting<Boolean> PIECES =
      Setting.flag("pieces", "score the pieces of a word separately");

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

  private static final Setting<String> INTERACTIONS =
      Setting.choice(
          "interactions",
          "INDEX",
          Arrays.stream(InteractionIndex.values()).map(InteractionIndex::label).toList(),
          InteractionIndex.LAST.label(),
          "show what every pair of words does together beyond what each does: last, in the full"
              + " text, the default; or by an index of all contexts, k-sii, stii, fsii, which is"
              + " exact up to 12 words");

  private static final Setting<Integer> INTERACTIONS_TOP =
      Setting.integer(
              "interactions-top",
              "K",
              "the same for pairs of the K words with the largest scores, 0 for none; default: 8"
                  + " for terminal and html, 0 for json")
          .atMost(MOST_WORDS);

  private static final Setting<Integer> INTERACTIONS_ORDER =
      Setting.integer(
              "interactions-order",
              "N",
              "with an index of {interactions}: words of the largest sets, 2 or 3; default: 2")
          .atMost(LARGEST_ORDER);

  /** What it is made of. */
  static final List<Setting<?>> SETTINGS =
      List.of(
          UNITS,
          PIECES,
          PHRASE,
          PHRASES,
          SENTENCES,
          INTERACTIONS,
          INTERACTIONS_TOP,
          INTERACTIONS_ORDER);

  static UnitsChoice of(Chosen chosen) {
    return new UnitsChoice(
        chosen.naming(),
        chosen.get(UNITS),
        chosen.is(PIECES),
        chosen.all(PHRASE),
        chosen.get(PHRASES),
        chosen.is(SENTENCES),
        chosen.get(INTERACTIONS),
        chosen.get(INTERACTIONS_TOP),
        chosen.get(INTERACTIONS_ORDER));
  }

  /** Whether phrases of Japanese are scored in the place of words. */
  private boolean inBunsetsu() {
    if (unit == null) {
      return false;
    }
    Choice.require(naming.of("units"), unit, "words", BUNSETSU);
    if (unit.equals(BUNSETSU) && pieces) {
      throw naming.refusal("{units} bunsetsu and {pieces} exclude each other; leave out one");
    }
    return unit.equals(BUNSETSU);
  }

  /**
   * The same explainer with the units that the model's tokenizer has to find.
   *
   * @param explainer as the choices made it
   * @param tokenizer of the model
   */
  Explainer forModel(Explainer explainer, Tokenizer tokenizer) {
    if (!inBunsetsu()) {
      return explainer;
    }
    if (tokenizer.mecab().isEmpty()) {
      throw naming.refusal(
          "{units} bunsetsu needs a model whose words MeCab finds, which this one is not; leave it"
              + " out");
    }
    return explainer.withUnits(explainer.units().withGroups(text -> bunsetsu(text, tokenizer)));
  }

  /** Words that begin before the next phrase does. */
  private static List<TextPart> bunsetsu(EncodedText text, Tokenizer tokenizer) {
    var groups = new ArrayList<TextPart>();
    var open = new ArrayList<TextPart>();
    List<Integer> first = tokenizer.phraseStarts(text.text());
    List<Integer> second = text.pair() == null ? List.of() : tokenizer.phraseStarts(text.pair());
    int before = -1;
    for (TextPart word : TextPart.words(text)) {
      List<Integer> starts = word.sequence() == 0 ? first : second;
      int found = Collections.binarySearch(starts, word.start());
      int phrase = found >= 0 ? found : -found - 2;
      boolean same =
          !open.isEmpty() && open.getLast().sequence() == word.sequence() && phrase == before;
      if (!same && !open.isEmpty()) {
        groups.add(TextPart.ofWords(open));
        open.clear();
      }
      open.add(word);
      before = phrase;
    }
    if (!open.isEmpty()) {
      groups.add(TextPart.ofWords(open));
    }
    return groups;
  }

  /** Whether the user asked for pairs, and so is told what they cost. */
  boolean pairsAskedFor() {
    return interactions != null || interactionsTop != null && interactionsTop > 0;
  }

  /** Whether an index of all contexts was asked for, which no budget can cut. */
  boolean ofAllContexts() {
    return index() != InteractionIndex.LAST;
  }

  private InteractionIndex index() {
    return interactions == null
        ? InteractionIndex.LAST
        : Choice.of(naming.of("interactions"), interactions, InteractionIndex.values());
  }

  private int order() {
    if (interactionsOrder == null) {
      return 2;
    }
    if (!ofAllContexts()) {
      throw naming.refusal(
          "{interactions-order} is for an index of {interactions}: k-sii, stii or fsii; leave it"
              + " out, or name one");
    }
    if (interactionsOrder < 2) {
      throw naming.refusal(
          "{interactions-order} is %d; it can be 2, for pairs, or %d",
          interactionsOrder, LARGEST_ORDER);
    }
    return interactionsOrder;
  }

  /**
   * The choices.
   *
   * @param shown whether a person will read the result, who should see pairs beside the scores
   */
  TextUnits units(boolean shown) {
    inBunsetsu(); // refuses before a model is read
    var sources = new ArrayList<Phrases.Source>();
    phrases.forEach(phrase -> sources.add(source(phrase)));
    if (phraseWords != null) {
      sources.add(Phrases.upTo(phraseWords));
    }
    if (sentences) {
      sources.add(Phrases.sentences());
    }
    return new TextUnits(pieces, sources, pairedWords(shown)).withIndex(index(), order());
  }

  private int pairedWords(boolean shown) {
    boolean nothing = interactionsTop != null && interactionsTop == 0;
    if (interactions != null && interactionsTop != null && (!ofAllContexts() || nothing)) {
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
    return interactions != null ? Integer.MAX_VALUE : shown ? PAIRED_WORDS : 0;
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
