package org.mekiki.sig.judge;

import java.util.List;
import java.util.Objects;

/**
 * One text of the data that methods are judged on.
 *
 * @param number place in the data, from 0; seeds of what is random for this text
 * @param line of the file, from 1, for messages
 * @param text the text
 * @param pair a second text, or null
 * @param rationales parts of the text that people marked; empty where nobody did
 */
public record Example(int number, long line, String text, String pair, List<Span> rationales) {
  /**
   * A part of a text.
   *
   * @param start first UTF-16 index
   * @param end index after the last
   */
  public record Span(int start, int end) {}

  /**
   * {@return the parts of a text between white space, which are ERASER's tokens, in order}
   *
   * @param text the text
   */
  public static List<Span> spaced(String text) {
    return SpacedWords.of(text).spans();
  }

  /** Checks and copies. */
  public Example {
    Objects.requireNonNull(text, "text");
    rationales = List.copyOf(rationales);
  }

  /**
   * A text that nobody marked.
   *
   * @param number place in the data, from 0
   * @param line of the file, from 1, for messages
   * @param text the text
   * @param pair a second text, or null
   */
  public Example(int number, long line, String text, String pair) {
    this(number, line, text, pair, List.of());
  }
}
