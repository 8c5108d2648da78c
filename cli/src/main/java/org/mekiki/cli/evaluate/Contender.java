package org.mekiki.cli.evaluate;

import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.judge.JudgedMethod;

/**
 * A method in a comparison.
 *
 * @param name of it
 * @param masks whether its scores come from texts with words masked or taken out, which is what
 *     metrics that mask words measure
 */
record Contender(String name, boolean masks) {
  /** Of a judged method, by its traits: what it guarantees and from what it moves a word. */
  static Contender of(JudgedMethod method) {
    MethodTraits traits = method.explainers().apply(0).method().traits();
    return new Contender(
        method.name(),
        traits.guarantee() == Guarantee.PARTS || (!traits.features() && traits.baseline()));
  }
}
