package org.mekiki.weights.converter.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * Puts numbers that lie apart in a file into row-major order. The file is gone through in the order
 * of its own bytes, once.
 */
final class StridedNumbers {
  private static final int WINDOW = 1 << 16;

  private final StoredBytes bytes;
  private final int size;
  private final byte[] target;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
  private long windowStart;

  private StridedNumbers(StoredBytes bytes, int size, byte[] target) {
    this.bytes = bytes;
    this.size = size;
    this.target = target;
    window.limit(0);
  }

  /**
   * A tensor's bytes in row-major order.
   *
   * @param start number of its first byte in the file
   */
  static byte[] gather(StoredBytes bytes, long start, TorchTensor tensor) throws IOException {
    long length = tensor.count() * tensor.bytes();
    if (length > Integer.MAX_VALUE - 8) {
      throw new ConversionException(
          "%s: tensor \"%s\" is too large to be put into order; save it after .contiguous()"
              .formatted(bytes.name(), tensor.name()));
    }
    int[] order = tensor.widestFirst();
    long[] from = new long[order.length];
    int[] to = new int[order.length];
    long[] sizes = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      int dimension = order[i];
      sizes[i] = tensor.sizes().get(dimension);
      from[i] = tensor.strides().get(dimension) * tensor.bytes();
      long row = tensor.bytes();
      for (int j = dimension + 1; j < tensor.sizes().size(); j++) {
        row *= tensor.sizes().get(j);
      }
      to[i] = (int) row;
    }
    var numbers = new StridedNumbers(bytes, tensor.bytes(), new byte[(int) length]);
    numbers.copy(sizes, from, to, 0, start, 0);
    return numbers.target;
  }

  private void copy(long[] sizes, long[] from, int[] to, int dimension, long at, int place)
      throws IOException {
    if (dimension == sizes.length) {
      number(at, place);
      return;
    }
    for (long i = 0; i < sizes[dimension]; i++) {
      copy(
          sizes,
          from,
          to,
          dimension + 1,
          at + i * from[dimension],
          place + (int) i * to[dimension]);
    }
  }

  private void number(long at, int place) throws IOException {
    if (at < windowStart || at + size > windowStart + window.limit()) {
      window.clear().limit((int) Math.min(WINDOW, bytes.size() - at));
      bytes.read(at, window);
      window.flip();
      windowStart = at;
    }
    window.get((int) (at - windowStart), target, place, size);
  }
}
