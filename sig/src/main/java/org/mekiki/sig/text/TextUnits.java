package org.mekiki.sig.text;

import java.util.List;
import org.mekiki.core.model.EncodedText;

/**
 * What of a text is scored beside its tokens.
 *
 * @param pieces whether the pieces of a word are shown by themselves, instead of the word whose
 *     pieces move together
 * @param phrases where further phrases come from
 * @param interactingWords the interactions of so many words of largest score are evaluated; 0 for
 *     none, {@link Integer#MAX_VALUE} for all
 */
public record TextUnits(boolean pieces, List<Phrases.Source> phrases, int interactingWords) {
  /** Words, no phrases, no interactions. */
  public static final TextUnits WORDS = new TextUnits(false, List.of(), 0);

  /** The pieces of words by themselves, no phrases, no interactions. */
  public static final TextUnits PIECES = new TextUnits(true, List.of(), 0);

  /** Copies. */
  public TextUnits {
    phrases = List.copyOf(phrases);
    if (interactingWords < 0 || interactingWords == 1) {
      throw new IllegalArgumentException(
          "interactions need at least 2 words, got " + interactingWords);
    }
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
   * {@return the words, or the pieces}
   *
   * @param text the text
   */
  public List<TextPart> parts(EncodedText text) {
    return pieces ? TextPart.pieces(text) : TextPart.words(text);
  }
}
