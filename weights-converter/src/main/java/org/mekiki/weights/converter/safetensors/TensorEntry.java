package org.mekiki.weights.converter.safetensors;

import java.util.List;

/**
 * A tensor in a file.
 *
 * @param name may be empty
 * @param dtype number format
 * @param shape dimensions, as unsigned numbers up to 2⁶⁴ − 1
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
public record TensorEntry(
    String name, Dtype dtype, List<java.math.BigInteger> shape, long begin, long end) {
  /** Copies. */
  public TensorEntry {
    shape = List.copyOf(shape);
  }
}
