package org.mekiki.core.autodiff;

/**
 * Which operands of an op want a cotangent; rules skip the work for the others.
 *
 * @param mask bit i for operand i
 */
public record Needs(long mask) {
  /** Nobody asks for anything. */
  public static final Needs NONE = new Needs(0);

  /** The largest number of operands an op can have. */
  public static final int MAX_OPERANDS = 64;

  /** Whether operand {@code index} wants a cotangent. */
  public boolean operand(int index) {
    return (mask >>> index & 1) != 0;
  }

  /** Whether any operand wants a cotangent. */
  public boolean any() {
    return mask != 0;
  }
}
