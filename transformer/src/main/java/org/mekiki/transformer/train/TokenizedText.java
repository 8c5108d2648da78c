package org.mekiki.transformer.train;

import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;

/** The numbers of a text's tokens, and what is known of them. Its arrays are not to be changed. */
public final class TokenizedText {
  private final int[] ids;
  private final int[] typeIds;
  private final int[] words;

  private TokenizedText(int[] ids, int[] typeIds, int[] words) {
    this.ids = ids;
    this.typeIds = typeIds;
    this.words = words;
  }

  /**
   * The tokens of a text, or of a pair of texts.
   *
   * @param text its tokens
   * @return the same to learn from
   */
  public static TokenizedText of(EncodedText text) {
    int size = text.size();
    int[] ids = new int[size];
    int[] typeIds = new int[size];
    int[] words = new int[size];
    int offset = 0;
    int last = -1;
    for (int i = 0; i < size; i++) {
      Token token = text.tokens().get(i);
      ids[i] = token.id();
      typeIds[i] = token.typeId();
      if (token.added()) {
        words[i] = -1;
        // Words of a second text are numbered from 0 again.
        offset = last + 1;
      } else {
        words[i] = offset + token.word();
        last = words[i];
      }
    }
    return new TokenizedText(ids, typeIds, words);
  }

  /** The same text with other tokens in the same places. */
  TokenizedText with(int[] otherIds) {
    return new TokenizedText(otherIds, typeIds, words);
  }

  /** {@return number of tokens} */
  public int size() {
    return ids.length;
  }

  /** {@return numbers of the vocabulary} */
  public int[] ids() {
    return ids;
  }

  /** {@return token types} */
  public int[] typeIds() {
    return typeIds;
  }

  /**
   * {@return numbers of the words that tokens belong to; −1 for tokens that the tokenizer added}
   */
  public int[] words() {
    return words;
  }

  /** {@return what texts that are computed together have in common: the length} */
  public Object form() {
    return ids.length;
  }
}
