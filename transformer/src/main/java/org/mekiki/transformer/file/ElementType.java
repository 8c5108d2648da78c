package org.mekiki.transformer.file;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Locale;

/** How numbers are stored, little-endian. */
public enum ElementType {
  /** IEEE single precision. */
  F32(0, 4),
  /** The upper half of single precision. */
  BF16(1, 2),
  /** IEEE half precision. */
  F16(2, 2);

  /**
   * Numbers that are copied out of the file before they are widened: loops over arrays are fast.
   */
  private static final int CHUNK = 8192;

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The number that stands for this type in a file. */
  int code() {
    return code;
  }

  /** The type with this number. */
  static ElementType ofCode(int code) {
    for (ElementType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("element type " + code);
  }

  /** {@return the bytes that a number takes} */
  public int bytes() {
    return bytes;
  }

  /** {@return the name in options: {@code f32}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads all numbers of a part, widened to single precision.
   *
   * @param part whole numbers, little-endian
   * @param target takes them
   * @param from index of the first in the target
   */
  void read(ByteBuffer part, float[] target, int from) {
    int count = part.remaining() / bytes;
    if (this == F32) {
      part.asFloatBuffer().get(target, from, count);
      return;
    }
    ShortBuffer bits = part.asShortBuffer();
    short[] chunk = new short[Math.min(count, CHUNK)];
    for (int at = 0; at < count; at += chunk.length) {
      int length = Math.min(chunk.length, count - at);
      bits.get(chunk, 0, length);
      if (this == F16) {
        widenHalf(chunk, length, target, from + at);
      } else {
        widenBrain(chunk, length, target, from + at);
      }
    }
  }

  private static void widenHalf(short[] bits, int length, float[] target, int at) {
    for (int i = 0; i < length; i++) {
      target[at + i] = Float.float16ToFloat(bits[i]);
    }
  }

  private static void widenBrain(short[] bits, int length, float[] target, int at) {
    for (int i = 0; i < length; i++) {
      target[at + i] = fromBrain(bits[i]);
    }
  }

  /**
   * Appends one number, rounded to nearest, ties to even.
   *
   * @param value the number; one that is too large for the type becomes infinite
   * @param out where to append; its byte order is to be little-endian, as in files
   */
  public void write(float value, ByteBuffer out) {
    switch (this) {
      case F32 -> out.putFloat(value);
      case F16 -> out.putShort(Float.floatToFloat16(value));
      case BF16 -> out.putShort(toBrain(value));
    }
  }

  private static short toBrain(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16);
  }

  private static float fromBrain(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /**
   * {@return whether the finite value stays finite in this type}
   *
   * @param value a finite value
   */
  public boolean holds(float value) {
    return switch (this) {
      case F32 -> true;
      case F16 -> Float.isFinite(Float.float16ToFloat(Float.floatToFloat16(value)));
      case BF16 -> Float.isFinite(fromBrain(toBrain(value)));
    };
  }
}
