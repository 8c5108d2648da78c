package org.mekiki.transformer.file;

import java.lang.foreign.MemorySegment;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/**
 * A tensor's numbers in an opened file.
 *
 * @param segment the file
 * @param start first byte
 * @param type how they are stored
 * @param count how many
 */
record StoredNumbers(MemorySegment segment, long start, ElementType type, int count)
    implements StoredTensor.Source {
  @Override
  public float[] read() {
    return type.read(segment, start, count);
  }

  @Override
  public void read(int from, int length, float[] target) {
    type.read(segment, start + (long) from * type.bytes(), length, target);
  }
}
