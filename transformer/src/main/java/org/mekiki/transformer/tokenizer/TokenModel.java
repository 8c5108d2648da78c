package org.mekiki.transformer.tokenizer;

/** Cuts a word into tokens of the vocabulary. */
public sealed interface TokenModel permits WordPieceModel, BpeModel, UnigramModel, WordLevelModel {
  /** Receives a token: its number, and the word's code points that it covers. */
  interface Sink {
    /** One token. */
    void accept(int id, int from, int to);
  }

  /** The model's own tokens. */
  Vocabulary vocabulary();

  /** Number of the unknown token, −1 for none. */
  int unknown();

  /** Gives the word's tokens to the sink, in order. */
  void tokenize(AlignedText word, Sink sink);
}
