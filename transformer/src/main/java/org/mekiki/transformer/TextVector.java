package org.mekiki.transformer;

/** The vector of a text, and how much of the text it represents. */
public final class TextVector {
  private final float[] values;
  private final int tokens;
  private final int untruncatedTokens;

  TextVector(float[] values, int tokens, int untruncatedTokens) {
    this.values = values;
    this.tokens = tokens;
    this.untruncatedTokens = untruncatedTokens;
  }

  /** {@return its numbers; a copy} */
  public float[] values() {
    return values.clone();
  }

  /** {@return how many tokens were read, special ones included} */
  public int tokens() {
    return tokens;
  }

  /** {@return how many tokens the text has, special ones included} */
  public int untruncatedTokens() {
    return untruncatedTokens;
  }

  /** {@return whether the end of the text was cut off, so that the vector knows nothing of it} */
  public boolean truncated() {
    return untruncatedTokens > tokens;
  }
}
