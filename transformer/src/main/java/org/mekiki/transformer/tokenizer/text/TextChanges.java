package org.mekiki.transformer.tokenizer.text;

import java.util.Arrays;

/** New code points, each with the change in number that it makes: what a rewriter puts. */
public final class TextChanges {
  private int[] codePoints;
  private int[] changes;
  private int size;

  public TextChanges(int capacity) {
    codePoints = new int[capacity + 8];
    changes = new int[capacity + 8];
  }

  public TextChanges copy() {
    var copy = new TextChanges(0);
    copy.codePoints = codePoints.clone();
    copy.changes = changes.clone();
    copy.size = size;
    return copy;
  }

  public void add(int codePoint, int change) {
    if (size == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * size);
      changes = Arrays.copyOf(changes, 2 * size);
    }
    codePoints[size] = codePoint;
    changes[size] = change;
    size++;
  }

  /** Changes the last change; without one, nothing. */
  public void addToLast(int change) {
    if (size > 0) {
      changes[size - 1] += change;
    }
  }

  public int size() {
    return size;
  }

  /** The code points in an array that may be longer than {@code size}. */
  public int[] codePoints() {
    return codePoints;
  }

  /** The changes in an array that may be longer than {@code size}. */
  public int[] changes() {
    return changes;
  }

  public AlignedText appliedTo(AlignedText text) {
    var out = new TextRewriter(text);
    for (int i = 0; i < size; i++) {
      out.put(codePoints[i], changes[i]);
    }
    return out.result();
  }
}
