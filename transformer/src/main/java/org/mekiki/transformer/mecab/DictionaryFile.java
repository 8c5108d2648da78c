package org.mekiki.transformer.mecab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.mekiki.transformer.file.ForeignContent;

/**
 * A dictionary's file in memory, little-endian.
 *
 * @param name for messages
 * @param bytes all of it, which nobody changes
 */
record DictionaryFile(String name, byte[] bytes) {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD = 512;

  /** The content of a buffer: its own array where that holds nothing else, or a copy. */
  static DictionaryFile of(String name, ByteBuffer content) {
    if (content.hasArray()
        && content.arrayOffset() == 0
        && content.position() == 0
        && content.limit() == content.array().length) {
      return new DictionaryFile(name, content.array());
    }
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return new DictionaryFile(name, bytes);
  }

  /** A number of 32 bits. */
  static int getInt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  /** Two numbers of 32 bits, the first in the lower half: one access instead of two. */
  static long getPair(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** A number of 16 bits, with its sign. */
  static int getShort(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at);
  }

  int size() {
    return bytes.length;
  }

  int getInt(int at) {
    return getInt(bytes, at);
  }

  /** A number of 16 bits without sign. */
  int getUnsignedShort(int at) {
    return getShort(bytes, at) & 0xFFFF;
  }

  /** A name of at most so many bytes, which a zero ends. */
  String getName(int at, int length) {
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
  }

  /** Refuses the file unless it is sound. */
  void require(boolean sound, String otherwise) throws MecabDictionaryException {
    if (!sound) {
      throw broken(otherwise);
    }
  }

  /** What to throw for a file that cannot be used, telling what it is if that is known. */
  MecabDictionaryException broken(String reason) {
    Optional<String> standIn = ForeignContent.standIn(Arrays.copyOf(bytes, Math.min(HEAD, size())));
    return new MecabDictionaryException(
        standIn
            .map(what -> "%s is %s".formatted(name, what))
            .orElseGet(
                () ->
                    "%s cannot be used: %s; copy it again, or compile the dictionary with mecab-dict-index"
                        .formatted(name, reason)));
  }
}
