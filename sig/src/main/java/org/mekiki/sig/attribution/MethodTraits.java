package org.mekiki.sig.attribution;

/**
 * What kind of method one is.
 *
 * @param title the name for readers
 * @param guarantee what it promises of its scores
 * @param integrates whether {@link RunSettings#integration} has a meaning for it
 * @param signed whether its scores have a sign, and so speak for or against the class
 * @param features whether it scores every feature of a row
 * @param baseline whether it asks what a row is moved from
 */
public record MethodTraits(
    String title,
    Guarantee guarantee,
    boolean integrates,
    boolean signed,
    boolean features,
    boolean baseline) {

  /**
   * Describes a method with signed scores of features, moved from a baseline, without integration.
   *
   * @param title the name for readers
   * @param guarantee what it promises of its scores
   * @return those traits, to be changed where the method differs
   */
  public static MethodTraits of(String title, Guarantee guarantee) {
    return new MethodTraits(title, guarantee, false, true, true, true);
  }

  /** {@return a copy of these traits with integration} */
  public MethodTraits integrating() {
    return new MethodTraits(title, guarantee, true, signed, features, baseline);
  }

  /** {@return a copy of these traits with sizes, which are never negative, for scores} */
  public MethodTraits unsigned() {
    return new MethodTraits(title, guarantee, integrates, false, features, baseline);
  }

  /** {@return a copy of these traits without a feature level} */
  public MethodTraits withoutFeatures() {
    return new MethodTraits(title, guarantee, integrates, signed, false, baseline);
  }

  /** {@return a copy of these traits without a baseline} */
  public MethodTraits withoutBaseline() {
    return new MethodTraits(title, guarantee, integrates, signed, features, false);
  }
}
