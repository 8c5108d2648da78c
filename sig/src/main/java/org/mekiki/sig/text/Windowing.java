package org.mekiki.sig.text;

import java.util.List;

/**
 * How a long text was cut.
 *
 * @param cut where
 * @param windows in the text's order
 * @param homes the number of the window in which each token was explained; −1 for added tokens
 */
public record Windowing(Windows cut, List<WindowReading> windows, List<Integer> homes) {
  /** Copies. */
  public Windowing {
    windows = List.copyOf(windows);
    homes = List.copyOf(homes);
  }

  /**
   * {@return the number of the window in which a word or phrase was explained, from 0; −1 if no
   * window holds all of it}
   *
   * @param part a word or phrase, by its tokens' numbers in the whole text
   */
  public int home(TextPart part) {
    return cut.home(part.tokens());
  }
}
