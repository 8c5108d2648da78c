package org.mekiki.sig.attribution;

import java.util.Locale;

/**
 * How much of what words do together is put down to a set of them: in which contexts, the other
 * words there or masked, a set is looked at, and with what weights. See {@code
 * docs/mathematics.md}.
 */
public enum InteractionIndex {
  /** In the full text alone: what two words do beyond their parts with all others there. */
  LAST,
  /**
   * The Shapley interaction index of sets of the largest size, what smaller sets have too much of
   * it taken off (Bordt and von Luxburg 2023, there n-Shapley values).
   */
  K_SII,
  /** Shapley–Taylor (Sundararajan, Dhamdhere, Agarwal 2020): smaller sets from the masked text. */
  STII,
  /**
   * Faith-Shap (Tsai, Yeh, Ravikumar 2023): the numbers whose sums over all sets come nearest to F
   * of every context, by Shapley's weights.
   */
  FSII;

  /** {@return the words of the largest sets that it can have} */
  public int largestOrder() {
    return this == LAST ? 2 : 3;
  }

  /** {@return the name as options and outputs write it: {@code k-sii}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
