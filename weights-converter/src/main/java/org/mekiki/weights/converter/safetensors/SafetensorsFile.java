package org.mekiki.weights.converter.safetensors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.file.ConversionException;

/** A safetensors file, checked by every rule of the specification when it is opened. */
public final class SafetensorsFile implements AutoCloseable {
  private static final long MAX_HEADER = 100_000_000;
  private static final BigInteger MAX_U64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger EIGHT = BigInteger.valueOf(8);

  private final List<TensorEntry> tensors;
  private final Map<String, String> metadata;
  private final MemorySegment data;
  private final Arena arena;

  private SafetensorsFile(HeaderParser.Header header, MemorySegment data, Arena arena) {
    this.tensors = header.tensors();
    this.metadata = header.metadata();
    this.data = data;
    this.arena = arena;
  }

  /**
   * Opens a file; it stays mapped until it is closed.
   *
   * @throws ConversionException naming the rule that the file breaks
   */
  public static SafetensorsFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(all, path.toString(), arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static SafetensorsFile read(MemorySegment all, String file, Arena arena)
      throws ConversionException {
    long size = all.byteSize();
    if (size < 8) {
      throw new ConversionException(
          "%s: the file has %d bytes, shorter than the 8 that give the header's length"
                  .formatted(file, size)
              + " (HeaderTooSmall)");
    }
    long length = all.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
    if (Long.compareUnsigned(length, MAX_HEADER) > 0) {
      throw new ConversionException(
          "%s: the header would have %s bytes, more than the 100,000,000 allowed (HeaderTooLarge)"
              .formatted(file, Long.toUnsignedString(length)));
    }
    if (length > size - 8) {
      throw new ConversionException(
          "%s: the header would have %d bytes, but only %d follow (InvalidHeaderLength)"
              .formatted(file, length, size - 8));
    }
    byte[] bytes = all.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
    if (bytes.length == 0) {
      throw new ConversionException(
          file + ": the header is empty; it must be a JSON object (InvalidHeaderDeserialization)");
    }
    HeaderParser.Header header = HeaderParser.parse(bytes, file);
    MemorySegment data = all.asSlice(8 + length);
    checkLayout(header.tensors(), data.byteSize(), file);
    return new SafetensorsFile(header, data, arena);
  }

  private static void checkLayout(List<TensorEntry> tensors, long available, String file)
      throws ConversionException {
    var sorted =
        tensors.stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    long position = 0;
    for (TensorEntry tensor : sorted) {
      if (tensor.begin() != position || tensor.end() < tensor.begin()) {
        throw new ConversionException(
            "%s: tensor \"%s\" has bytes %d to %d, but must begin at %d (InvalidOffset)"
                .formatted(file, tensor.name(), tensor.begin(), tensor.end(), position));
      }
      checkSize(tensor, file);
      position = tensor.end();
    }
    if (position != available) {
      throw new ConversionException(
          "%s: the tensors end at byte %d of the data, the file has %d (MetadataIncompleteBuffer)"
              .formatted(file, position, available));
    }
  }

  private static void checkSize(TensorEntry tensor, String file) throws ConversionException {
    BigInteger bits = BigInteger.ONE;
    for (BigInteger dim : tensor.shape()) {
      bits = step(bits.multiply(dim), tensor, file);
    }
    bits = step(bits.multiply(BigInteger.valueOf(tensor.dtype().bits())), tensor, file);
    if (bits.mod(EIGHT).signum() != 0) {
      throw new ConversionException(
          "%s: tensor \"%s\" does not fill whole bytes (MisalignedSlice)"
              .formatted(file, tensor.name()));
    }
    if (!bits.divide(EIGHT).equals(BigInteger.valueOf(tensor.end() - tensor.begin()))) {
      throw new ConversionException(
          "%s: tensor \"%s\" of shape %s and type %s has %d bytes, needs %s (TensorInvalidInfo)"
              .formatted(
                  file,
                  tensor.name(),
                  tensor.shape(),
                  tensor.dtype(),
                  tensor.end() - tensor.begin(),
                  bits.divide(EIGHT)));
    }
  }

  private static BigInteger step(BigInteger product, TensorEntry tensor, String file)
      throws ConversionException {
    if (product.compareTo(MAX_U64) > 0) {
      throw new ConversionException(
          "%s: the size of tensor \"%s\", shape %s, overflows (ValidationOverflow)"
              .formatted(file, tensor.name(), tensor.shape()));
    }
    return product;
  }

  /** The tensors in the header's order. */
  public List<TensorEntry> tensors() {
    return tensors;
  }

  /** The header's metadata. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** A tensor's bytes; valid until the file is closed. */
  public MemorySegment data(TensorEntry tensor) {
    return data.asSlice(tensor.begin(), tensor.end() - tensor.begin());
  }

  @Override
  public void close() {
    arena.close();
  }
}
