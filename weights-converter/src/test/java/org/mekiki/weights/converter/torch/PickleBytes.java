package org.mekiki.weights.converter.torch;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles, opcode after opcode, sound or not. */
public final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An empty pickle of protocol 2. */
  public PickleBytes() {
    op(0x80).op(2);
  }

  /** A byte. */
  public PickleBytes op(int code) {
    out.write(code);
    return this;
  }

  /** A text as it is, such as an opcode with its lines. */
  public PickleBytes raw(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** A class or function. */
  public PickleBytes global(String module, String name) {
    return raw("c" + module + "\n" + name + "\n");
  }

  /** A text. */
  public PickleBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X').int32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** Four bytes, the lowest first. */
  public PickleBytes int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  /** A whole number. */
  public PickleBytes number(BigInteger value) {
    byte[] big = value.toByteArray();
    op(0x8a).op(big.length);
    for (int i = big.length - 1; i >= 0; i--) {
      op(big[i] & 0xFF);
    }
    return this;
  }

  /** A whole number. */
  public PickleBytes number(long value) {
    return number(BigInteger.valueOf(value));
  }

  /** A tuple of numbers. */
  public PickleBytes numbers(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  /** The pickle, ended. */
  public byte[] end() {
    op('.');
    return out.toByteArray();
  }
}
