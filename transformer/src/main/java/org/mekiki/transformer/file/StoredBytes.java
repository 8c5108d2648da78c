package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Bytes that are read by their place, a bounded part at a time, by several threads at once.
 *
 * <p>Files are never mapped: where another process shortens a mapped file, reading it ends in a
 * signal, which the Java machine survives in some of its code only. Here it ends in an exception.
 */
public abstract sealed class StoredBytes implements AutoCloseable permits FileBytes, ArrayBytes {
  /** Bytes of a part: a system call for each costs little, and a part stays in the cache. */
  private static final int PART = 1 << 18;

  private final String name;
  private final long size;

  /** Buffers of parts that no thread uses now; as many as threads ever read at once. */
  private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  /** Bytes with a name for messages. */
  StoredBytes(String name, long size) {
    this.name = name;
    this.size = size;
  }

  /** Takes a part. */
  @FunctionalInterface
  public interface PartReader {
    /**
     * Takes the next part.
     *
     * @param part all of it is to be read, little-endian; valid until the method returns
     * @throws IOException if what was read cannot be used
     */
    void accept(ByteBuffer part) throws IOException;
  }

  /** {@return what they are called in messages} */
  public final String name() {
    return name;
  }

  /** {@return how many there are} */
  public final long size() {
    return size;
  }

  /**
   * Bytes in memory.
   *
   * @param bytes the bytes, which nobody may change
   * @param name for messages
   * @return all of them
   */
  public static StoredBytes of(byte[] bytes, String name) {
    return new ArrayBytes(bytes, name);
  }

  /**
   * Fills what remains of a buffer.
   *
   * @param from number of the first byte
   * @param target the buffer, which is full afterwards
   * @throws FileChangedException if bytes that were there are no longer there
   * @throws IOException if they cannot be read
   */
  public final void read(long from, ByteBuffer target) throws IOException {
    Objects.checkFromIndexSize(from, target.remaining(), size);
    fill(from, target);
  }

  /**
   * Reads bytes into an array of their own.
   *
   * @param from number of the first byte
   * @param length how many
   * @return the bytes
   * @throws IOException as {@link #read(long, ByteBuffer)}
   */
  public final byte[] read(long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(from, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /**
   * Reads bytes part by part, in order. All parts but the last have lengths that a multiple of 64
   * divides, so no number is cut in two.
   *
   * @param from number of the first byte
   * @param to number of the byte after the last
   * @param reader takes the parts
   * @throws IOException as {@link #read(long, ByteBuffer)}, or of the reader
   */
  public final void forEachPart(long from, long to, PartReader reader) throws IOException {
    ByteBuffer part = idle.poll();
    if (part == null) {
      part = newBuffer((int) Math.min(PART, size));
    }
    try {
      for (long at = from; at < to; at += part.limit()) {
        part.clear().limit((int) Math.min(part.capacity(), to - at));
        read(at, part);
        reader.accept(part.flip().order(ByteOrder.LITTLE_ENDIAN));
      }
    } finally {
      idle.add(part);
    }
  }

  abstract void fill(long from, ByteBuffer target) throws IOException;

  abstract ByteBuffer newBuffer(int length);

  /**
   * Checks that what was read at different times belongs together.
   *
   * @throws FileChangedException if the file was written to since it was opened
   * @throws IOException if that cannot be found out
   */
  public abstract void requireUnchanged() throws IOException;

  /** Closes; nothing can be read afterwards. */
  @Override
  public abstract void close();
}
