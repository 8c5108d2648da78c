package org.mekiki.transformer.tokenizer;

/** Finds parts of a text, to cut it there or to replace them. */
public sealed interface TextPattern permits CharacterPattern, LiteralPattern, RegexPattern {
  /** Receives a part that was found: its first code point and the one after its last. */
  interface Sink {
    /** One part. */
    void accept(int from, int to);
  }

  /** Gives all parts to the sink, from left to right; they do not overlap. */
  void find(AlignedText text, Sink sink);
}
