package org.mekiki.transformer.mecab;

import java.util.Arrays;

/**
 * A text in a dictionary's encoding, with the kind of the character that begins at every byte, and
 * the way back to UTF-16. What is laid out once serves for the next text.
 */
final class Sentence {
  private final DictionaryCharset charset;
  private final CharacterKinds kinds;
  private byte[] bytes = new byte[0];
  private byte[] lengths = new byte[0];
  private int[] kindAt = new int[0];
  private int[] starts = new int[1];
  private int size;

  Sentence(DictionaryCharset charset, CharacterKinds kinds) {
    this.charset = charset;
    this.kinds = kinds;
  }

  /** Takes a text, up to its first U+0000, which ends a text for MeCab. */
  void set(String text) {
    int zero = text.indexOf('\0');
    int length = zero < 0 ? text.length() : zero;
    long most = (long) length * charset.mostBytes();
    if (most > bytes.length) {
      int room = (int) Math.min(Math.max(most, 2L * bytes.length), Integer.MAX_VALUE - 64);
      bytes = new byte[room];
      lengths = new byte[room];
      kindAt = new int[room];
      starts = new int[room + 1];
    }
    size = 0;
    if (charset == DictionaryCharset.UTF_8) {
      setUtf8(text, length);
    } else {
      setOther(text, length);
    }
    starts[size] = length;
  }

  private void setUtf8(String text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        begin(i, c, 1, c);
      } else if (c < 0x800) {
        begin(i, 0xC0 | c >> 6, 2, c);
        go(i, c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(i + 1));
        begin(i, 0xF0 | point >> 18, 4, 0);
        go(i, point >> 12);
        go(i, point >> 6);
        go(i, point);
        i++;
      } else {
        char shown = Character.isSurrogate(c) ? '\uFFFD' : c;
        begin(i, 0xE0 | shown >> 12, 3, shown);
        go(i, shown >> 6);
        go(i, shown);
      }
    }
  }

  /** The first byte of a character. */
  private void begin(int index, int value, int length, int character) {
    bytes[size] = (byte) value;
    lengths[size] = (byte) length;
    kindAt[size] = kinds.of(character);
    starts[size++] = index;
  }

  /** Another byte of it, which MeCab would take for a character of its own. */
  private void go(int index, int bits) {
    begin(index, 0x80 | bits & 0x3F, 1, 0);
  }

  private void setOther(String text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < length
              && Character.isLowSurrogate(text.charAt(i + 1));
      int encoded = charset.encoded(c);
      for (int count = encoded >>> 24; count > 0; count--) {
        bytes[size] = (byte) encoded;
        starts[size++] = i;
        encoded >>>= 8;
      }
      if (pair) {
        i++;
      }
    }
    for (int at = 0; at < size; at++) {
      int character = charset.character(bytes, at, size);
      lengths[at] = (byte) (character >>> 16);
      kindAt[at] = kinds.of(character & 0xFFFF);
    }
  }

  /** How many bytes there are. */
  int size() {
    return size;
  }

  /** The bytes; those from {@link #size} on mean nothing. */
  byte[] bytes() {
    return bytes;
  }

  /** The kind of the character that begins at a byte. */
  int kind(int at) {
    return kindAt[at];
  }

  /** The byte after the character that begins at one. */
  int next(int at) {
    return at + lengths[at];
  }

  /** UTF-16 index of the character that a byte belongs to, or the text's length for its end. */
  int start(int at) {
    return starts[at];
  }

  /** The bytes of the text alone. */
  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  /** Bytes of memory that are kept for the next text. */
  long kept() {
    return 10L * bytes.length;
  }
}
