package org.mekiki.transformer.tokenizer.text;

import java.util.Arrays;

/** New code points, each with the change in number that it makes: what a rewriter puts. */
public final class TextChanges {
  private int[] codePoints;
  private int[] changes;
  private int size;

  /**
   * No change yet.
   *
   * @param capacity changes that there is room for at first
   */
  public TextChanges(int capacity) {
    codePoints = new int[capacity + 8];
    changes = new int[capacity + 8];
  }

  /** {@return the same changes, to be added to} */
  public TextChanges copy() {
    var copy = new TextChanges(0);
    copy.codePoints = codePoints.clone();
    copy.changes = changes.clone();
    copy.size = size;
    return copy;
  }

  /**
   * Adds a change.
   *
   * @param codePoint the new code point
   * @param change 0 where it replaces an old one; a positive number where it is inserted; −n where
   *     it replaces one and the n after it are dropped
   */
  public void add(int codePoint, int change) {
    if (size == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * size);
      changes = Arrays.copyOf(changes, 2 * size);
    }
    codePoints[size] = codePoint;
    changes[size] = change;
    size++;
  }

  /**
   * Changes the last change; without one, nothing.
   *
   * @param change what is added to its number
   */
  public void addToLast(int change) {
    if (size > 0) {
      changes[size - 1] += change;
    }
  }

  /** {@return the number of changes} */
  public int size() {
    return size;
  }

  /** {@return the code points in an array that may be longer than {@code size}} */
  public int[] codePoints() {
    return codePoints;
  }

  /** {@return the changes in an array that may be longer than {@code size}} */
  public int[] changes() {
    return changes;
  }

  /**
   * {@return a text of the new code points, each from where the old ones came from}
   *
   * @param text the old text
   */
  public AlignedText appliedTo(AlignedText text) {
    var out = new TextRewriter(text);
    for (int i = 0; i < size; i++) {
      out.put(codePoints[i], changes[i]);
    }
    return out.result();
  }
}
