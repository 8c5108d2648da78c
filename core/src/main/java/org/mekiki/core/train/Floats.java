package org.mekiki.core.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers in checkpoints, with their lengths before them. */
final class Floats {
  private static final int CHUNK = 16384;

  private Floats() {}

  static void write(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer buffer = ByteBuffer.allocate(4 * Math.min(CHUNK, values.length));
    for (int from = 0; from < values.length; from += CHUNK) {
      buffer.clear();
      int count = Math.min(CHUNK, values.length - from);
      buffer.asFloatBuffer().put(values, from, count);
      out.write(buffer.array(), 0, 4 * count);
    }
  }

  /**
   * Fills an array.
   *
   * @param name of what it is, for the message
   * @throws IOException if the length is another
   */
  static void read(float[] values, String name, DataInput in) throws IOException {
    int length = in.readInt();
    if (length != values.length) {
      throw new IOException(
          "the checkpoint has %d numbers of \"%s\", the run %d"
              .formatted(length, name, values.length));
    }
    ByteBuffer buffer = ByteBuffer.allocate(4 * Math.min(CHUNK, length));
    for (int from = 0; from < length; from += CHUNK) {
      int count = Math.min(CHUNK, length - from);
      in.readFully(buffer.array(), 0, 4 * count);
      buffer.clear();
      buffer.asFloatBuffer().get(values, from, count);
    }
  }
}
