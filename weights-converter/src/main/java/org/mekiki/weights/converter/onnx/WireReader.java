package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * Fields of a Protocol Buffers message that lies in a file, one after the other. Long values are
 * told by their place and not read; a message within a message is read by another one of these, so
 * depth is that of the callers.
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  /** Bytes that are read at once. */
  private static final int WINDOW = 1 << 12;

  /** Bytes of a name at most. */
  private static final int LONGEST_TEXT = 1 << 16;

  private final StoredBytes bytes;
  private final long end;
  private long at;
  private int wireType;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  /** The bytes from one to before another. */
  WireReader(StoredBytes bytes, long start, long end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Some bytes of the file. */
  record Extent(long start, long end) {
    /** How many. */
    long length() {
      return end - start;
    }
  }

  /** Whether anything is left. */
  boolean hasMore() {
    return at < end;
  }

  /** The number of the next field, 0 at the end; its value must then be read or skipped. */
  int field() throws IOException {
    if (at >= end) {
      return 0;
    }
    long key = varint();
    wireType = (int) key & 7;
    long field = key >>> 3;
    if (field <= 0 || field > 536_870_911) {
      throw damaged();
    }
    return (int) field;
  }

  /** Whether the value that follows is a sequence of bytes, as packed numbers are. */
  boolean isBytes() {
    return wireType == BYTES;
  }

  /** A whole number. */
  long number() throws IOException {
    require(VARINT);
    return varint();
  }

  /** A number of single precision. */
  float single() throws IOException {
    require(FIXED_32);
    return Float.intBitsToFloat((int) fixed(4));
  }

  /** The bits of the value that follows, of a kind with a length of its own. */
  long bits() throws IOException {
    return switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> fixed(8);
      case FIXED_32 -> fixed(4);
      default -> throw damaged();
    };
  }

  /** Where the bytes that follow lie; they are passed over. */
  Extent extent() throws IOException {
    require(BYTES);
    long length = varint();
    if (length < 0) {
      throw damaged();
    }
    if (length > end - at) {
      throw new ConversionException(
          "%s: not an ONNX graph, or an unfinished download: %d bytes are said to follow byte %d, and %d do"
              .formatted(bytes.name(), length, at, end - at));
    }
    var extent = new Extent(at, at + length);
    at += length;
    return extent;
  }

  /** A message within the message. */
  WireReader message() throws IOException {
    Extent extent = extent();
    return new WireReader(bytes, extent.start(), extent.end());
  }

  /** A short text. */
  String text() throws IOException {
    Extent extent = extent();
    if (extent.length() > LONGEST_TEXT) {
      throw new ConversionException(
          "%s: not an ONNX graph that can be read: a name of %d bytes at byte %d, %d are supported"
              .formatted(bytes.name(), extent.length(), extent.start(), LONGEST_TEXT));
    }
    try {
      byte[] read = bytes.read(extent.start(), (int) extent.length());
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
    } catch (CharacterCodingException e) {
      throw new ConversionException(
          "%s: not an ONNX graph: the name at byte %d is not valid UTF-8"
              .formatted(bytes.name(), extent.start()),
          e);
    }
  }

  /** Passes over a value. */
  void skip() throws IOException {
    if (wireType == BYTES) {
      extent();
    } else {
      bits();
    }
  }

  /** A whole number without a field before it, as packed ones are. */
  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = next();
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private long fixed(int length) throws IOException {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (next() & 0xFFL) << 8 * i;
    }
    return value;
  }

  private byte next() throws IOException {
    if (at >= end) {
      throw damaged();
    }
    if (at < windowStart || at >= windowStart + window.limit()) {
      int length = (int) Math.min(WINDOW, end - at);
      window = ByteBuffer.wrap(bytes.read(at, length));
      windowStart = at;
    }
    return window.get((int) (at++ - windowStart));
  }

  private void require(int type) throws ConversionException {
    if (wireType != type) {
      throw damaged();
    }
  }

  private ConversionException damaged() {
    return new ConversionException(
        "%s: not an ONNX graph, or a damaged one: byte %d cannot be read"
            .formatted(bytes.name(), Math.min(at, end)));
  }
}
