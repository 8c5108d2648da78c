package org.mekiki.transformer.file;

import java.io.IOException;

/** Reads numbers as files hold them, little-endian. */
public final class NumberInput {
  private NumberInput() {}

  /**
   * Reads numbers, widened to single precision.
   *
   * @param bytes what holds them
   * @param start first byte of the first
   * @param type how they are stored
   * @param count how many
   * @return the numbers, one after the other
   * @throws IOException if they cannot be read
   */
  public static float[] read(StoredBytes bytes, long start, ElementType type, int count)
      throws IOException {
    float[] values = new float[count];
    read(bytes, start, type, count, values);
    return values;
  }

  /** The same, written from index 0 of an array on. */
  static void read(StoredBytes bytes, long start, ElementType type, int count, float[] target)
      throws IOException {
    int[] done = {0};
    bytes.forEachPart(
        start,
        start + (long) count * type.bytes(),
        part -> {
          type.read(part, target, done[0]);
          done[0] += part.remaining() / type.bytes();
        });
  }
}
