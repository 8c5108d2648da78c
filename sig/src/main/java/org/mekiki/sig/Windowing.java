package org.mekiki.sig;

import java.util.List;

/**
 * How a long text was cut.
 *
 * @param windows in the text's order
 * @param homes the number of the window in which each token was explained; −1 for added tokens
 */
public record Windowing(List<WindowReading> windows, List<Integer> homes) {
  /** Copies. */
  public Windowing {
    windows = List.copyOf(windows);
    homes = List.copyOf(homes);
  }
}
