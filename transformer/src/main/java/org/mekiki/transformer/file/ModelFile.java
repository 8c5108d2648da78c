package org.mekiki.transformer.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/**
 * A converted model, checked as a whole when it is opened: any changed byte is noticed by a
 * CRC-32C, which takes no longer than reading. Whether the content is the one that its SHA-256
 * names is checked on request, {@link #verifyIdentity}, for it takes ten times as long.
 *
 * <p>The file may be changed by others while it is open: a weight that is gone ends in a {@link
 * FileChangedException}, and {@link #requireUnchanged} tells whether all that was read belongs
 * together. Close it when the weights have been read.
 *
 * <p>See {@code docs/decisions/2026-11-23-model-file.md} and {@code
 * docs/decisions/2026-11-29-reading-model-files.md}.
 */
public final class ModelFile implements AutoCloseable {
  private static final long HEADER_START = ModelWriter.MAGIC.length + 8L;
  private static final int LARGEST_LIST = 1 << 20;

  /** More than any tokenizer takes, and few enough to be read before the checksum is known. */
  private static final int LARGEST_HEADER = 1 << 28;

  private final ModelContent content;
  private final String sha256;

  /** Null where the content was converted in memory. */
  private final StoredBytes bytes;

  private ModelFile(ModelContent content, String sha256, StoredBytes bytes) {
    this.content = content;
    this.sha256 = sha256;
    this.bytes = bytes;
  }

  /**
   * Opens and checks a file.
   *
   * @param path the file
   * @return the file, open until it is closed
   * @throws ModelFileException if it is no converted model or a damaged one
   * @throws FileChangedException if it is changed meanwhile
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(Path path) throws IOException {
    FileBytes bytes = FileBytes.open(path);
    try {
      return read(bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Reads a model from memory.
   *
   * @param bytes the file's content, copied
   * @param name for messages
   * @return the model
   * @throws ModelFileException if it is no converted model or a damaged one
   */
  public static ModelFile of(byte[] bytes, String name) throws IOException {
    return read(StoredBytes.of(bytes.clone(), name));
  }

  /**
   * Makes a model of what was converted in memory.
   *
   * @param content all that a file would hold
   * @return the model, which needs not be closed
   * @throws IOException if a weight cannot be read, is not finite, or is too large for its type
   */
  public static ModelFile of(ModelContent content) throws IOException {
    return new ModelFile(content, ModelWriter.sha256(content), null);
  }

  /** The lengths are compared first: a file that is cut off or goes on is not read through. */
  private static ModelFile read(StoredBytes bytes) throws IOException {
    requireBeginning(bytes);
    int version = readInt(bytes, ModelWriter.MAGIC.length);
    requireVersion(version, bytes.name());
    try {
      ModelContent content = parse(bytes, version == ModelWriter.VERSION_WITH_FILES);
      long end = verify(bytes);
      String sha256 = HexFormat.of().formatHex(storedDigest(bytes, end));
      return new ModelFile(content, sha256, bytes);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | java.io.EOFException e) {
      throw new ModelFileException(
          bytes.name() + " is damaged: its header is inconsistent; convert the model again", e);
    }
  }

  private static void requireBeginning(StoredBytes bytes) throws IOException {
    int length = ModelWriter.MAGIC.length;
    if (bytes.size() >= HEADER_START + ModelWriter.TRAILER_LENGTH
        && Arrays.equals(bytes.read(0, length), ModelWriter.MAGIC)) {
      return;
    }
    Optional<String> found = ForeignContent.of(bytes);
    throw new ModelFileException(
        "%s is not a model file made by mekiki convert: it %s"
            .formatted(
                bytes.name(), found.map(words -> "is " + words).orElse("does not begin like one")));
  }

  private static void requireVersion(int version, String name) throws ModelFileException {
    if (version != ModelWriter.VERSION && version != ModelWriter.VERSION_WITH_FILES) {
      throw new ModelFileException(
          "%s has format version %d, this program reads versions %d and %d; convert the model again"
              .formatted(name, version, ModelWriter.VERSION, ModelWriter.VERSION_WITH_FILES));
    }
  }

  /**
   * Compares the checksum at the end with that of all bytes before it.
   *
   * @return where the digest begins
   */
  private static long verify(StoredBytes bytes) throws IOException {
    var checksum = new CRC32C();
    long end = bytes.size() - Integer.BYTES;
    bytes.forEachPart(0, end, checksum::update);
    if ((int) checksum.getValue() != readInt(bytes, end)) {
      throw new ModelFileException(
          bytes.name()
              + " is damaged: its checksum does not match its content; convert the model again");
    }
    return end - ModelWriter.DIGEST_LENGTH;
  }

  private static int readInt(StoredBytes bytes, long at) throws IOException {
    return ByteBuffer.wrap(bytes.read(at, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static byte[] storedDigest(StoredBytes bytes, long start) throws IOException {
    return bytes.read(start, ModelWriter.DIGEST_LENGTH);
  }

  private static ModelContent parse(StoredBytes bytes, boolean withFiles) throws IOException {
    int headerLength = readInt(bytes, ModelWriter.MAGIC.length + 4L);
    long available = bytes.size() - HEADER_START - ModelWriter.TRAILER_LENGTH;
    if (headerLength < 0 || headerLength > Math.min(available, LARGEST_HEADER)) {
      throw new ModelFileException(
          "%s is damaged: its header would have %d bytes, but %d are left; convert the model again"
              .formatted(bytes.name(), Integer.toUnsignedLong(headerLength), available));
    }
    byte[] header = bytes.read(HEADER_START, headerLength);
    var in = new DataInputStream(new java.io.ByteArrayInputStream(header));
    var configuration = new LinkedHashMap<String, String>();
    for (int i = readCount(in); i > 0; i--) {
      String key = readString(in);
      require(configuration.put(key, readString(in)) == null, "an entry twice");
    }
    var labels = new ArrayList<String>();
    for (int i = readCount(in); i > 0; i--) {
      labels.add(readString(in));
    }
    byte[] tokenizer = readBytes(in);
    var names = new HashSet<String>();
    var tensors = new ArrayList<StoredTensor>();
    long position = HEADER_START + headerLength;
    for (int i = readCount(in); i > 0; i--) {
      String tensor = readString(in);
      require(names.add(tensor), "a tensor twice");
      ElementType type = ElementType.ofCode(in.readUnsignedByte());
      int[] dims = new int[in.readUnsignedByte()];
      for (int axis = 0; axis < dims.length; axis++) {
        dims[axis] = in.readInt();
      }
      Shape shape = Shape.of(dims);
      long start = position + ModelWriter.padding(position);
      position = start + (long) shape.size() * type.bytes();
      tensors.add(
          new StoredTensor(
              tensor, type, shape, new StoredNumbers(bytes, start, type, shape.size())));
    }
    var places = new LinkedHashMap<String, long[]>();
    for (int i = withFiles ? readCount(in) : 0; i > 0; i--) {
      String file = readString(in);
      int length = in.readInt();
      require(length >= 0, "a file of negative length");
      long start = position + ModelWriter.padding(position);
      require(places.put(file, new long[] {start, length}) == null, "a file twice");
      position = start + length;
    }
    require(in.available() == 0, "bytes after the last entry");
    long end = bytes.size() - ModelWriter.TRAILER_LENGTH;
    if (position != end) {
      long start = HEADER_START + headerLength;
      throw new ModelFileException(
          "%s is damaged: it has %d bytes of weights where its header announces %d; convert the model again"
              .formatted(bytes.name(), end - start, position - start));
    }
    var dictionary = new LinkedHashMap<String, ByteBuffer>();
    for (Map.Entry<String, long[]> file : places.entrySet()) {
      byte[] read = bytes.read(file.getValue()[0], (int) file.getValue()[1]);
      dictionary.put(file.getKey(), ByteBuffer.wrap(read));
    }
    return new ModelContent(configuration, labels, tokenizer, tensors, dictionary);
  }

  private static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static int readCount(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LARGEST_LIST) {
      throw new IllegalArgumentException("a list of length " + count);
    }
    return count;
  }

  private static String readString(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IllegalArgumentException("bytes of length " + length);
    }
    return in.readNBytes(length);
  }

  /**
   * The same model with another tokenizer; its identity stays that of the file.
   *
   * @param tokenizer the tokenizer's binary form
   * @param dictionary the files of its dictionary; none where it has none
   * @return the model, whose closing closes this one
   */
  public ModelFile withTokenizer(byte[] tokenizer, Map<String, ByteBuffer> dictionary) {
    var changed =
        new ModelContent(
            content.configuration(), content.labels(), tokenizer, content.tensors(), dictionary);
    return new ModelFile(changed, sha256, bytes);
  }

  /** {@return everything in the file; weights are read when asked for} */
  public ModelContent content() {
    return content;
  }

  /** {@return all that changes the computation} */
  public Map<String, String> configuration() {
    return content.configuration();
  }

  /** {@return the names of the classes} */
  public List<String> labels() {
    return content.labels();
  }

  /** {@return the hexadecimal SHA-256 of the model's content, as the file states it} */
  public String sha256() {
    return sha256;
  }

  /**
   * Computes the SHA-256 of the content, at about 2 GB/s.
   *
   * @throws ModelFileException if it is another than {@link #sha256} states
   * @throws IOException if the content cannot be read
   */
  public void verifyIdentity() throws IOException {
    if (bytes == null) {
      return; // converted in memory: the digest was computed from the content
    }
    long end = bytes.size() - ModelWriter.TRAILER_LENGTH;
    MessageDigest digest = ModelWriter.sha256();
    bytes.forEachPart(0, end, digest::update);
    if (!MessageDigest.isEqual(storedDigest(bytes, end), digest.digest())) {
      throw new ModelFileException(
          bytes.name() + " is not the model that its SHA-256 names; convert the model again");
    }
  }

  /**
   * Checks that the weights that were read are those whose checksum was compared.
   *
   * @throws FileChangedException if the file was written to since it was opened
   * @throws IOException if that cannot be found out
   */
  public void requireUnchanged() throws IOException {
    if (bytes != null) {
      bytes.requireUnchanged();
    }
  }

  /** Closes the file. */
  @Override
  public void close() {
    if (bytes != null) {
      bytes.close();
    }
  }
}
