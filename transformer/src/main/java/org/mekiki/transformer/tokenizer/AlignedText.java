package org.mekiki.transformer.tokenizer;

import java.util.Arrays;

/** Code points, each with the range of UTF-16 indices in the original string that it came from. */
final class AlignedText {
  private int[] codePoints;
  private int[] starts;
  private int[] ends;
  private int size;

  AlignedText(int capacity) {
    int length = Math.max(capacity, 8);
    codePoints = new int[length];
    starts = new int[length];
    ends = new int[length];
  }

  /** The part of a string from one UTF-16 index to another. */
  static AlignedText of(String text, int from, int to) {
    var aligned = new AlignedText(to - from);
    for (int i = from; i < to; ) {
      int codePoint = text.codePointAt(i);
      int next = Math.min(to, i + Character.charCount(codePoint));
      aligned.append(codePoint, i, next);
      i = next;
    }
    return aligned;
  }

  void append(int codePoint, int start, int end) {
    if (size == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    codePoints[size] = codePoint;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  int size() {
    return size;
  }

  int codePoint(int i) {
    return codePoints[i];
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  /** The code points from one index to another as a string. */
  String string(int from, int to) {
    return new String(codePoints, from, to - from);
  }

  @Override
  public String toString() {
    return string(0, size);
  }

  AlignedText part(int from, int to) {
    var part = new AlignedText(to - from);
    for (int i = from; i < to; i++) {
      part.append(codePoints[i], starts[i], ends[i]);
    }
    return part;
  }
}
