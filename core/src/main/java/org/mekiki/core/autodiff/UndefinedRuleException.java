package org.mekiki.core.autodiff;

/** A model computes something for which a set of {@link BackwardRules} has no rule. */
public final class UndefinedRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Names both.
   *
   * @param rules that were asked for
   * @param what the op, or what of it has no rule, followed by "which this model computes"
   */
  public UndefinedRuleException(BackwardRules rules, String what) {
    super(
        "%s has no rule for %s which this model computes; another method explains it"
            .formatted(rules.name(), what));
  }
}
