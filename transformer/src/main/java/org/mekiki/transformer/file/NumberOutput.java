package org.mekiki.transformer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes numbers as files hold them, little-endian. */
public final class NumberOutput {
  private static final int CHUNK = 1 << 16;

  private NumberOutput() {}

  /**
   * Writes all numbers of an array and does not close.
   *
   * @param values the numbers
   * @param type how they are written
   * @param out where to write
   * @return bytes written
   * @throws IOException if writing fails
   */
  public static long write(float[] values, ElementType type, OutputStream out) throws IOException {
    var buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      type.write(value, buffer);
      if (buffer.remaining() < type.bytes()) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    out.write(buffer.array(), 0, buffer.position());
    return (long) values.length * type.bytes();
  }
}
