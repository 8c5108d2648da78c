package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what a file is that was expected to be another one, and what to do. */
public final class ForeignContent {
  /** Bytes at the beginning that tell all that is told here; a tar archive's mark is at 257. */
  private static final int HEAD = 512;

  private static final int TAR_MARK = 257;
  private static final int QUOTED = 40;
  private static final long LARGEST_HEADER = 100_000_000;
  private static final String WHITE = "\t\n\r\f";
  private static final String AGAIN = "download it again";
  private static final String SAVE =
      "save the model as model.safetensors, with save_pretrained of its library";
  private static final String TORCH =
      "weights that PyTorch saved; name them pytorch_model.bin, put them next to config.json, and"
          + " give that directory";
  private static final String ONNX =
      "an ONNX graph; for an encoder, name it model.onnx, put it next to its tokenizer's files, and"
          + " give that directory";
  private static final Pattern POINTER_SIZE = Pattern.compile("\nsize (\\d{1,19})\n");

  /** An archive whose first file is the pickle in a folder: 26 bytes on, its name. */
  private static final Pattern TORCH_ARCHIVE =
      Pattern.compile("PK\u0003\u0004.{26}[^/\u0000]{1,200}/data\\.pkl", Pattern.DOTALL);

  /** Formats that are known by how they begin. */
  private static final List<Format> FORMATS =
      List.of(
          new Format("GGUF", "a GGUF file of llama.cpp; take the checkpoint that it was made from"),
          new Format("\u0089HDF\r\n\u001a\n", "an HDF5 file, as Keras writes them; " + SAVE),
          new Format("PK\u0003\u0004", "a ZIP archive, as Keras writes them; " + SAVE),
          new Format("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019", TORCH),
          new Format("\u0080\u0002", "a Python pickle; " + SAVE),
          new Format("\u0080\u0003", "a Python pickle; " + SAVE),
          new Format("\u0080\u0004", "a Python pickle; " + SAVE),
          new Format("\u0080\u0005", "a Python pickle; " + SAVE),
          new Format("\u0093NUMPY", "a NumPy array; " + SAVE),
          new Format("\u001f\u008b", "compressed (gzip); unpack it"),
          new Format("(\u00b5/\u00fd", "compressed (zstd); unpack it"),
          new Format("\u00fd7zXZ", "compressed (xz); unpack it"),
          new Format("BZh", "compressed (bzip2); unpack it"),
          new Format("7z\u00bc\u00af", "a 7-Zip archive; unpack it"),
          new Format("MEKIKI\r\n", "a converted model; give it as --model, it needs no conversion"),
          new Format(
              "MEKIKI", "a converted model that was transferred as text; transfer it again"));

  /** How a format's files begin, a character a byte, and what to say of them. */
  private record Format(String beginning, String words) {}

  private ForeignContent() {}

  /**
   * Says what a file is, of those that are found in the place of weights.
   *
   * @param bytes the file
   * @return words that go on "it is"; empty for what is not known
   * @throws IOException if the file cannot be read
   */
  public static Optional<String> of(StoredBytes bytes) throws IOException {
    byte[] head = bytes.read(0, (int) Math.min(HEAD, bytes.size()));
    if (head.length == 0) {
      return Optional.of("empty, 0 bytes; download or create it again");
    }
    return standIn(head)
        .or(() -> format(head))
        .or(() -> model(head, bytes.size()))
        .or(() -> structured(head))
        .or(() -> text(head));
  }

  /**
   * Recognises what stands in a Git repository for a large file, or what a server sent instead of
   * one.
   *
   * @param head the beginning of a file, of any kind, 512 bytes if it has so many
   * @return words that go on "it is"; empty for any other file
   */
  public static Optional<String> standIn(byte[] head) {
    return pointer(head).or(() -> web(head));
  }

  private static Optional<String> pointer(byte[] head) {
    String text = characters(head);
    if (!text.startsWith("version https://git-lfs.github.com/spec/")) {
      return Optional.empty();
    }
    Matcher size = POINTER_SIZE.matcher(text);
    return Optional.of(
        "a Git LFS pointer to the file%s, not the file itself; run \"git lfs pull\" in its folder, or download it"
            .formatted(size.find() ? " of " + size.group(1) + " bytes" : ""));
  }

  private static Optional<String> web(byte[] head) {
    String text = visible(head).toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Optional.of(
          "an HTML page, such as a login or error page, not the file; "
              + AGAIN
              + " by another link");
    }
    return text.startsWith("<?xml")
        ? Optional.of("an XML text, such as a storage server's error, not the file; " + AGAIN)
        : Optional.empty();
  }

  /** Without what may stand before a text: a byte order mark and white space. */
  private static String visible(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
  }

  private static Optional<String> format(byte[] head) {
    String text = characters(head);
    if (text.startsWith("ustar", TAR_MARK)) {
      return Optional.of("a tar archive; unpack it");
    }
    if (TORCH_ARCHIVE.matcher(text).lookingAt()) {
      return Optional.of(TORCH);
    }
    return FORMATS.stream()
        .filter(format -> text.startsWith(format.beginning()))
        .findFirst()
        .map(Format::words);
  }

  /** A character a byte. */
  private static String characters(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  /** A safetensors file: length of the header, header. */
  private static Optional<String> model(byte[] head, long size) {
    if (head.length <= Long.BYTES || head[Long.BYTES] != '{') {
      return Optional.empty();
    }
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length > 1 && length <= Math.min(LARGEST_HEADER, size - Long.BYTES)
        ? Optional.of("a safetensors file; mekiki convert turns the folder it is in into a model")
        : Optional.empty();
  }

  /** Formats without a mark of their own, known by the names that must follow. */
  private static Optional<String> structured(byte[] head) {
    if (head.length < 4) {
      return Optional.empty();
    }
    boolean map = (head[0] & 0xFF) > 0x80 && (head[0] & 0xFF) <= 0x8F;
    if (map && (head[1] & 0xFF) > 0xA0 && (head[1] & 0xFF) <= 0xBF && isLetter(head[2])) {
      return Optional.of("a MessagePack file, as Flax writes them; " + SAVE);
    }
    boolean version = head[0] == 8 && head[1] > 0 && head[1] < 32;
    return version && head[2] == 0x12 && head[3] > 0 && head.length > 4 && isLetter(head[4])
        ? Optional.of(ONNX)
        : Optional.empty();
  }

  private static boolean isLetter(byte value) {
    return value >= 'A' && value <= 'Z' || value >= 'a' && value <= 'z' || value == '_';
  }

  /** A message in the place of a file, or what a download reserved and did not write. */
  private static Optional<String> text(byte[] head) {
    if (head.length >= HEAD && Arrays.equals(head, new byte[HEAD])) {
      return Optional.of("nothing but zeros at its beginning, an incomplete download; " + AGAIN);
    }
    String line = visible(head).lines().findFirst().orElse("").strip();
    int shown = Math.min(QUOTED, line.codePointCount(0, line.length()));
    String first = line.substring(0, line.offsetByCodePoints(0, shown));
    boolean readable =
        !first.isEmpty()
            && first.indexOf(0xFFFD) < 0
            && characters(head).chars().allMatch(c -> c >= ' ' || WHITE.indexOf(c) >= 0);
    return readable
        ? Optional.of("a text that begins with \"%s\", not the file; %s".formatted(first, AGAIN))
        : Optional.empty();
  }
}
