package org.mekiki.sig.text;

import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.InteractionIndex;

/**
 * What of a text is scored beside its tokens.
 *
 * @param pieces whether the pieces of a word are shown by themselves, instead of the word whose
 *     pieces move together
 * @param phrases where further phrases come from
 * @param interactingWords the interactions of so many words of largest score are evaluated; 0 for
 *     none, {@link Integer#MAX_VALUE} for all
 * @param index of the interactions
 * @param order words of the largest sets whose interactions are evaluated; 2 for pairs
 * @param groups cuts the text into larger units that take the place of its words, each token in one
 *     of them; null for words
 */
public record TextUnits(
    boolean pieces,
    List<Phrases.Source> phrases,
    int interactingWords,
    InteractionIndex index,
    int order,
    Phrases.Source groups) {
  /** Words, no phrases, no interactions. */
  public static final TextUnits WORDS = new TextUnits(false, List.of(), 0);

  /**
   * Words, and the interactions of the eight of largest score in pairs: what a page needs to say
   * which words can stand in for each other.
   */
  public static final TextUnits WITH_PAIRS = new TextUnits(false, List.of(), 8);

  /** The pieces of words by themselves, no phrases, no interactions. */
  public static final TextUnits PIECES = new TextUnits(true, List.of(), 0);

  /** Copies. */
  public TextUnits {
    phrases = List.copyOf(phrases);
    if (interactingWords < 0 || interactingWords == 1) {
      throw new IllegalArgumentException(
          "interactions need at least 2 words, got " + interactingWords);
    }
    if (order < 2 || order > index.largestOrder()) {
      throw new IllegalArgumentException(
          "the order of the interactions is %d; of %s it can be from 2 to %d"
              .formatted(order, index.label(), index.largestOrder()));
    }
  }

  /**
   * With interactions of pairs in the full text.
   *
   * @param pieces whether the pieces of a word are shown by themselves
   * @param phrases where further phrases come from
   * @param interactingWords whose pairs are evaluated; 0 for none
   */
  public TextUnits(boolean pieces, List<Phrases.Source> phrases, int interactingWords) {
    this(pieces, phrases, interactingWords, InteractionIndex.LAST, 2, null);
  }

  /**
   * {@return the same with another index of interactions}
   *
   * @param other which
   * @param sets words of the largest sets, 2 or 3
   */
  public TextUnits withIndex(InteractionIndex other, int sets) {
    return new TextUnits(pieces, phrases, interactingWords, other, sets, groups);
  }

  /**
   * {@return the same with larger units in the place of words}
   *
   * @param source cuts the text into them, each token in one
   */
  public TextUnits withGroups(Phrases.Source source) {
    return new TextUnits(pieces, phrases, interactingWords, index, order, source);
  }

  /**
   * {@return the number of words, or of pieces, that a text has}
   *
   * @param text the text's tokens
   */
  public int words(EncodedText text) {
    return parts(text).size();
  }

  /**
   * {@return the words, or the pieces, or the larger units}
   *
   * @param text the text
   */
  public List<TextPart> parts(EncodedText text) {
    if (groups != null) {
      return groups.find(text);
    }
    return pieces ? TextPart.pieces(text) : TextPart.words(text);
  }
}
