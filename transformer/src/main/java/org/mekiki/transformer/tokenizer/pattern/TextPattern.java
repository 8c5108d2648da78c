package org.mekiki.transformer.tokenizer.pattern;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Finds parts of a text, to cut it there or to replace them. */
public sealed interface TextPattern permits CharacterPattern, LiteralPattern, RegexPattern {
  /** Receives a part that was found: its first code point and the one after its last. */
  interface Sink {
    /**
     * Takes one part, which may be empty where a regular expression matches nothing.
     *
     * @param from number of its first code point
     * @param to number after its last code point
     */
    void accept(int from, int to);
  }

  /**
   * Gives all parts to the sink, from left to right; they do not overlap.
   *
   * @param text the text
   * @param sink takes the parts
   */
  void find(AlignedText text, Sink sink);
}
