package org.mekiki.weights.converter.torch;

import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.safetensors.Dtype;

/** Numbers in a file that tensors are views of. */
public final class TorchStorage {
  private final String key;
  private final Dtype dtype;
  private final long size;
  private final TorchStorage root;
  private final long first;
  private long start = -1;

  /**
   * A storage whose place is told later.
   *
   * @param dtype number format; null where each tensor says its own
   * @param size in bytes
   */
  TorchStorage(String key, Dtype dtype, long size) {
    this(key, dtype, size, null, 0);
  }

  private TorchStorage(String key, Dtype dtype, long size, TorchStorage root, long first) {
    this.key = key;
    this.dtype = dtype;
    this.size = size;
    this.root = root;
    this.first = first;
  }

  /**
   * A part of this one, as files before PyTorch 0.4 have them.
   *
   * @param from number of its first byte
   * @param length in bytes
   */
  TorchStorage part(long from, long length, String file) throws ConversionException {
    if (from < 0 || length < 0 || from > size - length) {
      throw new ConversionException(
          "%s: a part of storage \"%s\" has bytes %d to %d, the storage has %d"
              .formatted(file, key, from, from + length, size));
    }
    return new TorchStorage(key, dtype, length, this, from);
  }

  String key() {
    return key;
  }

  Dtype dtype() {
    return dtype;
  }

  long size() {
    return size;
  }

  /** How many numbers of this format there are. */
  long count(Dtype format) {
    return size / (format.bits() / Byte.SIZE);
  }

  void place(long at) {
    start = at;
  }

  /** Number of its first byte in the file. */
  long start() {
    return root == null ? start : root.start() + first;
  }

  boolean isPlaced() {
    return start() >= 0;
  }
}
