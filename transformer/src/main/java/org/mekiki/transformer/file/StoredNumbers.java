package org.mekiki.transformer.file;

import java.io.IOException;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/**
 * A tensor's numbers in an opened file.
 *
 * @param bytes the file
 * @param start first byte
 * @param type how they are stored
 * @param count how many
 */
record StoredNumbers(StoredBytes bytes, long start, ElementType type, int count)
    implements StoredTensor.Source {
  @Override
  public float[] read() throws IOException {
    return NumberInput.read(bytes, start, type, count);
  }

  @Override
  public void read(int from, int length, float[] target) throws IOException {
    NumberInput.read(bytes, start + (long) from * type.bytes(), type, length, target);
  }
}
