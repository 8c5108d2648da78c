package org.mekiki.weights.converter.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a SentencePiece file, field by field. */
final class SentencePieceFile {
  private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
  private final ByteArrayOutputStream trainer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream normalizer = new ByteArrayOutputStream();

  static final int NORMAL = 1;
  static final int UNKNOWN = 2;
  static final int CONTROL = 3;
  static final int USER = 4;
  static final int UNUSED = 5;
  static final int BYTE = 6;

  SentencePieceFile piece(String text, double score, int kind) {
    var piece = new ByteArrayOutputStream();
    bytes(piece, 1, text.getBytes(StandardCharsets.UTF_8));
    piece.write(2 << 3 | 5);
    piece.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat((float) score).array());
    if (kind != NORMAL) {
      number(piece, 3, kind);
    }
    bytes(pieces, 1, piece.toByteArray());
    return this;
  }

  SentencePieceFile trainer(int field, int value) {
    number(trainer, field, value);
    return this;
  }

  SentencePieceFile normalizer(int field, int value) {
    number(normalizer, field, value);
    return this;
  }

  byte[] bytes() {
    var file = new ByteArrayOutputStream();
    file.writeBytes(pieces.toByteArray());
    bytes(normalizer, 1, "name".getBytes(StandardCharsets.UTF_8));
    bytes(file, 2, trainer.toByteArray());
    bytes(file, 3, normalizer.toByteArray());
    return file.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int field, int value) {
    varint(out, field << 3);
    varint(out, value);
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
