package org.mekiki.transformer.tokenizer.text;

import java.util.Arrays;

/** Code points, each with the range of UTF-16 indices in the original string that it came from. */
public final class AlignedText {
  /** What stands for an unpaired surrogate, which is no character. */
  private static final int REPLACEMENT = 0xFFFD;

  private final int origin;

  /** Where this text begins in the arrays; a part of another text shares them. */
  private final int offset;

  private int[] codePoints;
  private int[] starts;
  private int[] ends;
  private int size;

  /**
   * An empty text.
   *
   * @param capacity code points that there is room for at first
   * @param origin where in the original string the text begins
   */
  public AlignedText(int capacity, int origin) {
    this.origin = origin;
    this.offset = 0;
    int length = Math.max(capacity, 8);
    codePoints = new int[length];
    starts = new int[length];
    ends = new int[length];
  }

  private AlignedText(AlignedText whole, int from, int to) {
    origin = from < whole.size ? whole.start(from) : whole.origin;
    offset = whole.offset + from;
    codePoints = whole.codePoints;
    starts = whole.starts;
    ends = whole.ends;
    size = to - from;
  }

  /**
   * {@return the part of a string from one UTF-16 index to another, with U+FFFD for unpaired
   * surrogates}
   *
   * @param text the string
   * @param from index of its first character
   * @param to index after its last character
   */
  public static AlignedText of(String text, int from, int to) {
    var aligned = new AlignedText(to - from, from);
    for (int i = from; i < to; ) {
      int codePoint = text.codePointAt(i);
      int next = Math.min(to, i + Character.charCount(codePoint));
      aligned.append(isSurrogate(codePoint) ? REPLACEMENT : codePoint, i, next);
      i = next;
    }
    return aligned;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /**
   * Adds a code point; only to a text that is being made, of which there are no parts yet.
   *
   * @param codePoint the code point
   * @param start UTF-16 index in the original string of what it comes from
   * @param end UTF-16 index after that
   */
  public void append(int codePoint, int start, int end) {
    if (size == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, Math.max(8, 2 * size));
      starts = Arrays.copyOf(starts, Math.max(8, 2 * size));
      ends = Arrays.copyOf(ends, Math.max(8, 2 * size));
    }
    codePoints[size] = codePoint;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /** {@return the number of code points} */
  public int size() {
    return size;
  }

  /**
   * {@return the code point with a number from 0}
   *
   * @param i number of the code point, from 0
   */
  public int codePoint(int i) {
    return codePoints[offset + i];
  }

  /**
   * {@return the first UTF-16 index in the original string of what a code point came from}
   *
   * @param i number of the code point, from 0
   */
  public int start(int i) {
    return starts[offset + i];
  }

  /**
   * {@return the UTF-16 index after the last in the original string of what a code point came from}
   *
   * @param i number of the code point, from 0
   */
  public int end(int i) {
    return ends[offset + i];
  }

  /** {@return whether all code points are below U+0080} */
  public boolean isAscii() {
    for (int i = offset; i < offset + size; i++) {
      if (codePoints[i] >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** {@return the UTF-16 index in the original string at which the text begins} */
  public int origin() {
    return origin;
  }

  /**
   * {@return the code points in an array that may be longer than the text; not to be written to}
   */
  public int[] codePoints() {
    return offset == 0 ? codePoints : copyOfCodePoints();
  }

  /** {@return the code points in an array of their number} */
  public int[] copyOfCodePoints() {
    return Arrays.copyOfRange(codePoints, offset, offset + size);
  }

  /** {@return a number that texts of the same code points share} */
  public int hash() {
    int hash = size;
    for (int i = offset; i < offset + size; i++) {
      hash = 31 * hash + codePoints[i];
    }
    return hash;
  }

  /**
   * {@return whether these are the text's code points}
   *
   * @param others code points
   */
  public boolean isSame(int[] others) {
    if (others.length != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (codePoints[offset + i] != others[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the code points from one index to another as a string}
   *
   * @param from number of the first code point
   * @param to number after the last one
   */
  public String string(int from, int to) {
    return new String(codePoints, offset + from, to - from);
  }

  @Override
  public String toString() {
    return string(0, size);
  }

  /**
   * {@return the code points from one index to another}
   *
   * @param from number of the first code point
   * @param to number after the last one
   */
  public AlignedText part(int from, int to) {
    if (from == 0 && to == size && (size == 0 || start(0) == origin)) {
      return this;
    }
    return new AlignedText(this, from, to);
  }
}
