package org.mekiki.transformer.tokenizer.model;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Cuts a word into tokens of the vocabulary. */
public sealed interface TokenModel
    permits WordPieceModel, BpeModel, CharacterModel, CommaModel, UnigramModel, WordLevelModel {
  /** Receives a token: its number, and the word's code points that it covers. */
  interface Sink {
    /**
     * Takes one token.
     *
     * @param id the token's number
     * @param from first of the word's code points that it covers
     * @param to after the last of them
     */
    void accept(int id, int from, int to);
  }

  /** {@return the model's own tokens} */
  Vocabulary vocabulary();

  /** {@return the number of the unknown token, −1 for none} */
  int unknown();

  /**
   * Gives the word's tokens to the sink, in order.
   *
   * @param word one word, as the pre-tokenizer cut it
   * @param sink takes the tokens
   */
  void tokenize(AlignedText word, Sink sink);
}
