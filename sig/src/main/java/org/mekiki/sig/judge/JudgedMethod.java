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
  /** A method without chance. */
  public static JudgedMethod of(String name, Explainer explainer) {
    return new JudgedMethod(name, _ -> explainer, false);
  }
}
