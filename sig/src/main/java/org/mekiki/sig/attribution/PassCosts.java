package org.mekiki.sig.attribution;

import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.Integration;

/**
 * What a method evaluates at the least, in passes: a sentence run forward is one, and one run
 * backward is one.
 *
 * @param base whatever is attributed
 * @param unit for each token, word or phrase; 0 where one path serves all
 */
public record PassCosts(long base, long unit) {
  /**
   * Of a path a unit: the masked text, and the rule's nodes forward and, for each target, backward.
   */
  public static PassCosts ofPaths(Integration integration, int targets) {
    long base = integration instanceof Adaptive ? 1L + targets : 1;
    return new PassCosts(base, 1 + integration.leastNodes() * (1L + targets));
  }

  /** So many times over. */
  public PassCosts times(int runs) {
    return new PassCosts(base * runs, unit * runs);
  }

  /**
   * {@return the passes for so many units}
   *
   * @param units tokens, words and phrases that are attributed, none counted twice
   */
  public long of(long units) {
    return base + units * unit;
  }
}
