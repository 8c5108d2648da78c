package org.mekiki.transformer.file;

import java.nio.ByteBuffer;

/** Bytes in memory. */
final class ArrayBytes extends StoredBytes {
  private final byte[] bytes;

  /** Bytes that nobody changes. */
  ArrayBytes(byte[] bytes, String name) {
    super(name, bytes.length);
    this.bytes = bytes;
  }

  @Override
  void fill(long from, ByteBuffer target) {
    target.put(bytes, (int) from, target.remaining());
  }

  @Override
  ByteBuffer newBuffer(int length) {
    return ByteBuffer.allocate(length);
  }

  @Override
  public void requireUnchanged() {
    // Nobody else has them.
  }

  @Override
  public void close() {
    // There is nothing to give back.
  }
}
