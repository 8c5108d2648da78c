package org.mekiki.transformer.tokenizer;

/** Cuts a word into tokens of the vocabulary. */
sealed interface TokenModel permits WordPieceModel, BpeModel {
  /** Receives a token: its number, and the word's code points that it covers. */
  interface Sink {
    void accept(int id, int from, int to);
  }

  /** Gives the word's tokens to the sink, in order. */
  void tokenize(AlignedText word, Sink sink);
}
