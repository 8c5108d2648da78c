package org.mekiki.transformer.tokenizer.text;

/**
 * Writes a changed text, one new code point after the other, and says where each came from.
 *
 * <p>A cursor walks over the old text. A code point that replaces an old one comes from where that
 * one did, and moves the cursor; an inserted one comes from where the one before the cursor did.
 * This is how the reference tokenizers account for every change, and so their offsets come out.
 *
 * <p>See {@code docs/decisions/2026-11-24-tokenizers.md}.
 */
public final class TextRewriter {
  private final AlignedText source;
  private final AlignedText result;
  private int cursor;

  /**
   * Nothing of the old text is passed yet, and nothing written.
   *
   * @param source the old text
   */
  public TextRewriter(AlignedText source) {
    this.source = source;
    this.result = new AlignedText(source.size() + 8, source.origin());
  }

  /**
   * Passes over old code points that nothing replaces.
   *
   * @param count their number
   * @return this
   */
  public TextRewriter drop(int count) {
    cursor = Math.min(cursor + count, source.size());
    return this;
  }

  /**
   * Takes over as many old code points as there are up to an index.
   *
   * @param end number after the last one
   * @return this
   */
  public TextRewriter keepUntil(int end) {
    while (cursor < end) {
      result.append(source.codePoint(cursor), source.start(cursor), source.end(cursor));
      cursor++;
    }
    return this;
  }

  /**
   * Writes a code point in the place of the next old one.
   *
   * @param codePoint the code point
   * @return this
   */
  public TextRewriter replace(int codePoint) {
    if (cursor >= source.size()) {
      return insert(codePoint);
    }
    result.append(codePoint, source.start(cursor), source.end(cursor));
    cursor++;
    return this;
  }

  /**
   * Writes a code point that no old one stands behind.
   *
   * @param codePoint the code point
   * @return this
   */
  public TextRewriter insert(int codePoint) {
    if (cursor == 0) {
      result.append(codePoint, source.origin(), source.origin());
    } else {
      result.append(codePoint, source.start(cursor - 1), source.end(cursor - 1));
    }
    return this;
  }

  /**
   * A code point with its change in the number of code points: 0 replaces one, a positive number
   * inserts, −n replaces one and drops the n after it.
   */
  TextRewriter put(int codePoint, int change) {
    if (change > 0) {
      return insert(codePoint);
    }
    return replace(codePoint).drop(-change);
  }

  /** {@return the new text; what the cursor has not reached is left out} */
  public AlignedText result() {
    return result;
  }
}
