package org.mekiki.transformer.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/**
 * A converted model, checked as a whole when it is opened: any changed byte is noticed by a
 * CRC-32C, which takes no longer than reading. Whether the content is the one that its SHA-256
 * names is checked on request, {@link #verifyIdentity}, for it takes ten times as long.
 *
 * <p>A file is mapped while it is open; close it when the weights have been read.
 *
 * <p>See {@code docs/decisions/2026-11-23-model-file.md}.
 */
public final class ModelFile implements AutoCloseable {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long HEADER_START = ModelWriter.MAGIC.length + 8L;
  private static final int LARGEST_LIST = 1 << 20;

  private final ModelContent content;
  private final String sha256;
  private final String name;
  private final MemorySegment segment;
  private final Arena arena;

  private ModelFile(
      ModelContent content, String sha256, String name, MemorySegment segment, Arena arena) {
    this.content = content;
    this.sha256 = sha256;
    this.name = name;
    this.segment = segment;
    this.arena = arena;
  }

  /**
   * Opens and checks a file.
   *
   * @param path the file
   * @return the file, mapped until it is closed
   * @throws ModelFileException if it is no converted model or a damaged one
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(segment, path.toString(), arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
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
    return read(MemorySegment.ofArray(bytes.clone()), name, null);
  }

  /**
   * Makes a model of what was converted in memory.
   *
   * @param content all that a file would hold
   * @return the model, which needs not be closed
   * @throws IOException if a weight cannot be read, is not finite, or is too large for its type
   */
  public static ModelFile of(ModelContent content) throws IOException {
    return new ModelFile(content, ModelWriter.sha256(content), "the model", null, null);
  }

  private static ModelFile read(MemorySegment segment, String name, Arena arena)
      throws IOException {
    long size = segment.byteSize();
    if (size < HEADER_START + ModelWriter.TRAILER_LENGTH
        || segment
                .asSlice(0, ModelWriter.MAGIC.length)
                .mismatch(MemorySegment.ofArray(ModelWriter.MAGIC))
            != -1) {
      throw new ModelFileException(
          name + " is no converted model: it does not begin as one (make it with mekiki convert)");
    }
    int version = segment.get(INT, ModelWriter.MAGIC.length);
    requireVersion(version, name);
    long end = verify(segment, name);
    try {
      String sha256 = HexFormat.of().formatHex(storedDigest(segment, end));
      return new ModelFile(parse(segment, name), sha256, name, segment, arena);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | java.io.EOFException e) {
      throw new ModelFileException(
          name + " has an inconsistent header; convert the model again", e);
    }
  }

  private static void requireVersion(int version, String name) throws ModelFileException {
    if (version != ModelWriter.VERSION) {
      throw new ModelFileException(
          "%s has format version %d, this program reads version %d; convert the model again"
              .formatted(name, version, ModelWriter.VERSION));
    }
  }

  /**
   * Compares the checksum at the end with that of all bytes before it.
   *
   * @return where the digest begins
   */
  private static long verify(MemorySegment segment, String name) throws ModelFileException {
    var checksum = new CRC32C();
    long end = segment.byteSize() - Integer.BYTES;
    forEachPart(segment, end, checksum::update);
    if ((int) checksum.getValue() != segment.get(INT, end)) {
      throw new ModelFileException(
          name + " is damaged: its checksum does not match its content; convert the model again");
    }
    return end - ModelWriter.DIGEST_LENGTH;
  }

  private static void forEachPart(MemorySegment segment, long end, Consumer<ByteBuffer> consumer) {
    for (long at = 0; at < end; ) {
      long length = Math.min(1L << 28, end - at);
      consumer.accept(segment.asSlice(at, length).asByteBuffer());
      at += length;
    }
  }

  private static byte[] storedDigest(MemorySegment segment, long start) {
    return segment.asSlice(start, ModelWriter.DIGEST_LENGTH).toArray(ValueLayout.JAVA_BYTE);
  }

  private static ModelContent parse(MemorySegment segment, String name) throws IOException {
    int headerLength = segment.get(INT, ModelWriter.MAGIC.length + 4L);
    byte[] header = segment.asSlice(HEADER_START, headerLength).toArray(ValueLayout.JAVA_BYTE);
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
              tensor, type, shape, new StoredNumbers(segment, start, type, shape.size())));
    }
    require(in.available() == 0, "bytes after the last entry");
    long end = segment.byteSize() - ModelWriter.TRAILER_LENGTH;
    if (position != end) {
      long start = HEADER_START + headerLength;
      throw new ModelFileException(
          "%s has %d bytes of weights where its header announces %d; convert the model again"
              .formatted(name, end - start, position - start));
    }
    return new ModelContent(configuration, labels, tokenizer, tensors);
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
   */
  public void verifyIdentity() throws ModelFileException {
    if (segment == null) {
      return; // converted in memory: the digest was computed from the content
    }
    long end = segment.byteSize() - ModelWriter.TRAILER_LENGTH;
    MessageDigest digest = ModelWriter.sha256();
    forEachPart(segment, end, digest::update);
    if (!MessageDigest.isEqual(storedDigest(segment, end), digest.digest())) {
      throw new ModelFileException(
          name + " is not the model that its SHA-256 names; convert the model again");
    }
  }

  /** Unmaps the file. */
  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
