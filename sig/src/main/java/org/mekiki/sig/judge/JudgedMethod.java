package org.mekiki.sig.judge;

import java.util.function.LongFunction;
import org.mekiki.sig.Explainer;

/**
 * A method as it is judged.
 *
 * @param name the name in outputs
 * @param explainers makes the explainer for a seed
 * @param seeded whether the seed has any effect
 */
public record JudgedMethod(String name, LongFunction<Explainer> explainers, boolean seeded) {
  /**
   * Makes a method without chance.
   *
   * @param name the name in outputs
   * @param explainer explains every text, whatever the seed
   * @return the method, not seeded
   */
  public static JudgedMethod of(String name, Explainer explainer) {
    return new JudgedMethod(name, _ -> explainer, false);
  }
}
