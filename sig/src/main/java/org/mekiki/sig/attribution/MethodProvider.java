package org.mekiki.sig.attribution;

/**
 * Offers one attribution method by its name: what a jar names as a service so that its method can
 * be asked for as the built-in ones are, in {@code --method} too.
 */
public interface MethodProvider {
  /** {@return the name in options and outputs: lower-case letters, digits and hyphens} */
  String name();

  /**
   * Makes the method.
   *
   * @param settings of which it takes those that it has
   * @return the method, whose {@link AttributionMethod#name} is {@link #name}
   * @throws IllegalArgumentException if a setting is none for it
   */
  AttributionMethod method(MethodSettings settings);
}
