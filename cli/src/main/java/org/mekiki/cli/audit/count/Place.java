package org.mekiki.cli.audit.count;

/**
 * A place in a text.
 *
 * @param sequence 0 for the text, 1 for the second text
 * @param start first UTF-16 index in that string
 * @param end index after the last
 */
public record Place(int sequence, int start, int end) {
  /**
   * {@return whether both share a character; never where one is in the text and the other in the
   * second}
   *
   * @param other a place in the same text or pair
   */
  public boolean touches(Place other) {
    return sequence == other.sequence && start < other.end && end > other.start;
  }
}
