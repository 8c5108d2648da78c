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

  /**
   * {@return the first operands, all of them}
   *
   * @param count how many, at most {@link #MAX_OPERANDS}
   */
  static Needs first(int count) {
    return new Needs(count == MAX_OPERANDS ? -1L : (1L << count) - 1);
  }

  /**
   * {@return whether operand {@code index} wants a cotangent}
   *
   * @param index from 0 to {@link #MAX_OPERANDS} − 1
   */
  public boolean operand(int index) {
    return (mask >>> index & 1) != 0;
  }

  /** {@return whether any operand wants a cotangent} */
  public boolean any() {
    return mask != 0;
  }
}
