package org.mekiki.weights.converter.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.mekiki.weights.converter.file.ConversionException;

/** Fields of a Protocol Buffers message, one after the other. */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final Path path;
  private final ByteBuffer bytes;
  private int wireType;

  ProtobufReader(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of the next field, 0 at the end; its value must then be read or skipped. */
  int field() throws ConversionException {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    long key = varint();
    wireType = (int) key & 7;
    int field = (int) (key >>> 3);
    if (field <= 0 || key >>> 3 != field) {
      throw damaged();
    }
    return field;
  }

  /** A whole number. */
  int number() throws ConversionException {
    require(VARINT);
    return (int) varint();
  }

  boolean flag() throws ConversionException {
    return number() != 0;
  }

  float single() throws ConversionException {
    require(FIXED_32);
    requireBytes(4);
    return bytes.getFloat();
  }

  byte[] bytes() throws ConversionException {
    require(BYTES);
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw damaged();
    }
    byte[] value = new byte[(int) length];
    bytes.get(value);
    return value;
  }

  String text() throws ConversionException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new ConversionException(path + " holds a token that is not valid UTF-8", e);
    }
  }

  /** A message within the message. */
  ProtobufReader message() throws ConversionException {
    return new ProtobufReader(path, bytes());
  }

  void skip() throws ConversionException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> {
        requireBytes(8);
        bytes.getLong();
      }
      case BYTES -> bytes();
      case FIXED_32 -> single();
      default -> throw damaged();
    }
  }

  private long varint() throws ConversionException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      requireBytes(1);
      byte b = bytes.get();
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private void require(int type) throws ConversionException {
    if (wireType != type) {
      throw damaged();
    }
  }

  private void requireBytes(int count) throws ConversionException {
    if (bytes.remaining() < count) {
      throw damaged();
    }
  }

  private ConversionException damaged() {
    return new ConversionException(
        "%s is not a valid SentencePiece model: byte %d of a message cannot be read"
            .formatted(path, bytes.position()));
  }
}
