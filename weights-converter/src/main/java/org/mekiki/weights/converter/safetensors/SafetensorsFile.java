package org.mekiki.weights.converter.safetensors;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.FileBytes;
import org.mekiki.transformer.file.FileChangedException;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.NumberInput;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * A safetensors file, checked by every rule of the specification when it is opened. Its numbers are
 * read when they are asked for, by several threads at once if need be; those that another process
 * took away meanwhile end in a {@link FileChangedException}.
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final long MAX_HEADER = 100_000_000;
  private static final BigInteger MAX_U64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger EIGHT = BigInteger.valueOf(8);

  private final List<TensorEntry> tensors;
  private final Map<String, String> metadata;
  private final StoredBytes bytes;

  /** Of the first byte after the header, from which tensors count. */
  private final long start;

  private SafetensorsFile(HeaderParser.Header header, StoredBytes bytes, long start) {
    this.tensors = header.tensors();
    this.metadata = header.metadata();
    this.bytes = bytes;
    this.start = start;
  }

  /**
   * Opens a file, until it is closed.
   *
   * @throws ConversionException naming the rule that the file breaks, and what the file is instead
   *     where that is known
   */
  public static SafetensorsFile open(Path path) throws IOException {
    FileBytes bytes = FileBytes.open(path);
    try {
      return read(bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static SafetensorsFile read(StoredBytes all) throws IOException {
    String file = all.name();
    long size = all.size();
    if (size < 8) {
      throw otherwise(
          all,
          "HeaderTooSmall",
          "the file has %d bytes, shorter than the 8 that give the header's length"
              .formatted(size));
    }
    long length = ByteBuffer.wrap(all.read(0, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (Long.compareUnsigned(length, MAX_HEADER) > 0) {
      throw otherwise(
          all,
          "HeaderTooLarge",
          "the header would have %s bytes, more than the 100,000,000 allowed"
              .formatted(Long.toUnsignedString(length)));
    }
    if (length > size - 8) {
      throw otherwise(
          all,
          "InvalidHeaderLength",
          "the header would have %d bytes, but only %d follow".formatted(length, size - 8));
    }
    if (length == 0) {
      throw otherwise(
          all, "InvalidHeaderDeserialization", "the header is empty; it must be a JSON object");
    }
    HeaderParser.Header header = HeaderParser.parse(all.read(8, (int) length), file);
    checkLayout(header.tensors(), size - 8 - length, file);
    return new SafetensorsFile(header, all, 8 + length);
  }

  /** A file whose beginning is none of this format is told by what it is, if that is known. */
  private static ConversionException otherwise(StoredBytes all, String rule, String words)
      throws IOException {
    Optional<String> found = ForeignContent.of(all);
    return new ConversionException(
        "%s: %s (%s)"
            .formatted(
                all.name(),
                found.map(what -> "not a safetensors file; it is " + what).orElse(words),
                rule));
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

  /**
   * Reads a tensor's bytes part by part, in order.
   *
   * @param reader takes the parts, of whole numbers each
   * @throws FileChangedException if bytes that were there are no longer there
   * @throws IOException if they cannot be read
   */
  public void forEachPart(TensorEntry tensor, StoredBytes.PartReader reader) throws IOException {
    bytes.forEachPart(start + tensor.begin(), start + tensor.end(), reader);
  }

  /**
   * Reads a tensor's first numbers, widened to single precision.
   *
   * @param type how they are stored
   * @param count how many
   * @throws FileChangedException if bytes that were there are no longer there
   * @throws IOException if they cannot be read
   */
  public float[] read(TensorEntry tensor, ElementType type, int count) throws IOException {
    return NumberInput.read(bytes, start + tensor.begin(), type, count);
  }

  /**
   * Checks that all that was read belongs together.
   *
   * @throws FileChangedException if the file was written to since it was opened
   * @throws IOException if that cannot be found out
   */
  public void requireUnchanged() throws IOException {
    bytes.requireUnchanged();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
