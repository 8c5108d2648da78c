package org.mekiki.weights.converter.torch;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.weights.converter.safetensors.Dtype;

/**
 * A view of a storage.
 *
 * @param name its key in the file's dictionary
 * @param dtype number format
 * @param storage where its numbers are
 * @param offset the number of its first element in the storage, in elements
 * @param sizes dimensions
 * @param strides how many elements apart neighbours are in each dimension
 */
public record TorchTensor(
    String name,
    Dtype dtype,
    TorchStorage storage,
    long offset,
    List<Long> sizes,
    List<Long> strides) {
  /** Copies. */
  public TorchTensor {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
  }

  /** {@return the dimensions} */
  public List<BigInteger> shape() {
    return sizes.stream().map(BigInteger::valueOf).toList();
  }

  /** {@return how many numbers it has} */
  public long count() {
    return sizes.stream().reduce(1L, (a, b) -> a * b);
  }

  TorchTensor named(String other) {
    return new TorchTensor(other, dtype, storage, offset, sizes, strides);
  }

  int bytes() {
    return dtype.bits() / Byte.SIZE;
  }

  /** Whether its numbers lie in row-major order without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = sizes.size() - 1; i >= 0; i--) {
      if (sizes.get(i) != 1 && strides.get(i) != expected) {
        return count() == 0;
      }
      expected *= sizes.get(i);
    }
    return true;
  }

  /**
   * The dimensions in the order of their strides, the widest first; those of one element left out.
   */
  int[] widestFirst() {
    return IntStream.range(0, sizes.size())
        .filter(i -> sizes.get(i) > 1)
        .boxed()
        .sorted((a, b) -> Long.compare(strides.get(b), strides.get(a)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * What forbids to read it; null where nothing does.
   *
   * <p>That no two elements are one number, which an expanded tensor has, bounds what a file of a
   * given size can ask for.
   */
  String fault() {
    if (sizes.size() != strides.size()) {
      return "%d sizes and %d strides".formatted(sizes.size(), strides.size());
    }
    if (offset < 0
        || sizes.stream().anyMatch(size -> size < 0)
        || strides.stream().anyMatch(stride -> stride < 0)) {
      return "negative sizes, strides or offset";
    }
    if (sizes.contains(0L)) {
      return null;
    }
    int[] order = widestFirst();
    long extent = 0;
    try {
      for (int i = order.length - 1; i >= 0; i--) {
        long stride = strides.get(order[i]);
        if (stride <= extent) {
          return "elements that share their numbers (strides %s); save it after .contiguous()"
              .formatted(Arrays.toString(strides.toArray()));
        }
        extent = Math.addExact(extent, Math.multiplyExact(sizes.get(order[i]) - 1, stride));
      }
      if (Math.addExact(Math.addExact(offset, extent), 1) <= storage.count(dtype)) {
        return null;
      }
    } catch (ArithmeticException e) {
      return "sizes %s that overflow".formatted(sizes);
    }
    return "elements beyond its storage, which has %d (offset %d, sizes %s, strides %s)"
        .formatted(storage.count(dtype), offset, sizes, strides);
  }
}
