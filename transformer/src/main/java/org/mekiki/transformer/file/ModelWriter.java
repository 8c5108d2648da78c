package org.mekiki.transformer.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/**
 * Writes a converted model: magic, version, header length, header, tensors and files of a
 * dictionary at multiples of 64 bytes, the SHA-256 of all that, and the CRC-32C of all that. The
 * same content gives the same bytes.
 *
 * <p>See {@code docs/decisions/2026-11-23-model-file.md}.
 */
public final class ModelWriter {
  static final byte[] MAGIC = {'M', 'E', 'K', 'I', 'K', 'I', '\r', '\n'};
  static final int VERSION = 2;

  /** With the files of a dictionary behind the tensors. */
  static final int VERSION_WITH_FILES = 3;

  static final int ALIGNMENT = 64;

  private static final int PART = 1 << 16;
  static final int DIGEST_LENGTH = 32;

  /** Bytes after the tensors: digest and checksum. */
  static final int TRAILER_LENGTH = DIGEST_LENGTH + 4;

  private ModelWriter() {}

  /**
   * Writes and does not close.
   *
   * @param content what to write; its weights are read one after the other
   * @param target where to write
   * @return the hexadecimal SHA-256, the identity of the content
   * @throws IOException if writing fails, or a weight is not finite or too large for its type
   */
  public static String write(ModelContent content, OutputStream target) throws IOException {
    MessageDigest digest = sha256();
    var checksum = new CRC32C();
    var checked = new CheckedOutputStream(target, checksum);
    var out = new DigestOutputStream(checked, digest);
    byte[] header = header(content);
    out.write(MAGIC);
    out.write(littleEndian(content.dictionary().isEmpty() ? VERSION : VERSION_WITH_FILES));
    out.write(littleEndian(header.length));
    out.write(header);
    long position = MAGIC.length + 8L + header.length;
    for (StoredTensor tensor : content.tensors()) {
      out.write(new byte[padding(position)]);
      position += padding(position);
      position += writeNumbers(tensor, out);
    }
    for (ByteBuffer file : content.dictionary().values()) {
      out.write(new byte[padding(position)]);
      position += padding(position) + file.remaining();
      writeBytes(file.duplicate(), out);
    }
    byte[] hash = digest.digest();
    checked.write(hash);
    target.write(littleEndian((int) checksum.getValue()));
    return HexFormat.of().formatHex(hash);
  }

  /**
   * {@return the hexadecimal SHA-256 that {@link #write} would return}
   *
   * @param content what would be written; its weights are read one after the other
   * @throws IOException as {@link #write}, if a weight cannot be read or stored
   */
  public static String sha256(ModelContent content) throws IOException {
    return write(content, OutputStream.nullOutputStream());
  }

  private static byte[] header(ModelContent content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(content.configuration().size());
    for (Map.Entry<String, String> entry : content.configuration().entrySet()) {
      writeString(entry.getKey(), out);
      writeString(entry.getValue(), out);
    }
    out.writeInt(content.labels().size());
    for (String label : content.labels()) {
      writeString(label, out);
    }
    byte[] tokenizer = content.tokenizer();
    out.writeInt(tokenizer.length);
    out.write(tokenizer);
    out.writeInt(content.tensors().size());
    for (StoredTensor tensor : content.tensors()) {
      writeString(tensor.name(), out);
      out.writeByte(tensor.type().code());
      out.writeByte(tensor.shape().rank());
      for (int dim : tensor.shape().toArray()) {
        out.writeInt(dim);
      }
    }
    if (!content.dictionary().isEmpty()) {
      out.writeInt(content.dictionary().size());
      for (Map.Entry<String, ByteBuffer> file : content.dictionary().entrySet()) {
        writeString(file.getKey(), out);
        out.writeInt(file.getValue().remaining());
      }
    }
    return bytes.toByteArray();
  }

  private static void writeBytes(ByteBuffer file, OutputStream out) throws IOException {
    byte[] part = new byte[Math.min(PART, file.remaining())];
    while (file.hasRemaining()) {
      int length = Math.min(part.length, file.remaining());
      file.get(part, 0, length);
      out.write(part, 0, length);
    }
  }

  private static long writeNumbers(StoredTensor tensor, OutputStream out) throws IOException {
    float[] values = tensor.source().read();
    for (int i = 0; i < values.length; i++) {
      requireStorable(tensor, values[i], i);
    }
    return NumberOutput.write(values, tensor.type(), out);
  }

  private static void requireStorable(StoredTensor tensor, float value, int index)
      throws ModelFileException {
    if (!Float.isFinite(value)) {
      throw new ModelFileException(
          "weight \"%s\" has the value %s at element %d; all weights must be finite"
              .formatted(tensor.name(), value, index));
    }
    if (!tensor.type().holds(value)) {
      throw new ModelFileException(
          "weight \"%s\" has the value %s at element %d, too large for %s; use f32 or bf16"
              .formatted(tensor.name(), value, index, tensor.type().label()));
    }
  }

  static int padding(long position) {
    return (int) (-position & (ALIGNMENT - 1));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static void writeString(String string, DataOutputStream out) throws IOException {
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
