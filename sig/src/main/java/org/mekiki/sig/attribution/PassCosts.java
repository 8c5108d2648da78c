package org.mekiki.sig.attribution;

import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.Integration;

/**
 * What a method evaluates at the least, in passes: a sentence run forward is one, and one run
 * backward is one.
 *
 * @param base whatever is attributed
 * @param unit for each token, word or phrase; 0 where one path serves all
 * @param answer those of the base that find F(x) and nothing else: none where the task knows the
 *     model's answer
 */
public record PassCosts(long base, long unit, long answer) {
  /**
   * Of a method that computes F(x) only together with something else.
   *
   * @param base whatever is attributed
   * @param unit for each token, word or phrase; 0 where one path serves all
   */
  public PassCosts(long base, long unit) {
    this(base, unit, 0);
  }

  /** {@return the same where the task knows the model's answer} */
  public PassCosts withAnswer() {
    return new PassCosts(base - answer, unit);
  }

  /**
   * {@return the passes of a path a unit: the masked text, and the rule's nodes forward and, for
   * each target, backward}
   *
   * @param integration which nodes
   * @param targets number of explained scalars
   */
  public static PassCosts ofPaths(Integration integration, int targets) {
    long unit = 1 + integration.leastNodes() * (1L + targets);
    return integration instanceof Adaptive
        ? new PassCosts(1L + targets, unit)
        : new PassCosts(1, unit, 1);
  }

  /**
   * {@return the same so many times over}
   *
   * @param runs how many times
   */
  public PassCosts times(int runs) {
    return new PassCosts(base * runs, unit * runs, answer * runs);
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
