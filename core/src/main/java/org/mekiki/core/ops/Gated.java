package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardRules;

/** gate · value element by element, with broadcasting: a product whose first factor weighs. */
final class Gated extends Mul {
  @Override
  public boolean holds(int operand, BackwardRules rules) {
    return operand == 0 && rules.holdsWeights();
  }
}
