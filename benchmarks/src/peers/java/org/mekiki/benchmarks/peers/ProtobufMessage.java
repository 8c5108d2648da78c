package org.mekiki.benchmarks.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of Protocol Buffers' wire format as a model file needs; large parts are not copied. */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final List<byte[]> parts = new ArrayList<>();
  private long size;

  ProtobufMessage integer(int field, long value) {
    var out = new ByteArrayOutputStream();
    varint((long) field << 3 | VARINT, out);
    varint(value, out);
    return append(out.toByteArray());
  }

  ProtobufMessage real(int field, float value) {
    var out = new ByteArrayOutputStream();
    varint((long) field << 3 | FIXED_32, out);
    append(out.toByteArray());
    return append(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
  }

  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage bytes(int field, byte[] value) {
    header(field, value.length);
    return append(value);
  }

  ProtobufMessage message(int field, ProtobufMessage value) {
    header(field, value.size);
    value.parts.forEach(this::append);
    return this;
  }

  private void header(int field, long length) {
    var out = new ByteArrayOutputStream();
    varint((long) field << 3 | DELIMITED, out);
    varint(length, out);
    append(out.toByteArray());
  }

  private ProtobufMessage append(byte[] part) {
    parts.add(part);
    size += part.length;
    return this;
  }

  private static void varint(long value, ByteArrayOutputStream out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] part : parts) {
      out.write(part);
    }
  }
}
