package org.mekiki.transformer.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file's bytes.
 *
 * <p>To interrupt a thread while it reads closes a channel for all threads, so the channel is
 * opened again then, and the thread stays interrupted: what it loads is whole, and its caller sees
 * the interrupt. The file must be the same, for which there is no more than its stamp.
 */
public final class FileBytes extends StoredBytes {
  private final Path path;
  private final FileStamp stamp;
  private volatile FileChannel channel;
  private boolean closed;

  private FileBytes(Path path, FileStamp stamp, FileChannel channel) {
    super(path.toString(), stamp.size());
    this.path = path;
    this.stamp = stamp;
    this.channel = channel;
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @return its bytes, to be closed
   * @throws NoSuchFileException if there is none
   * @throws IOException if it is no regular file, or cannot be read
   */
  public static FileBytes open(Path path) throws IOException {
    InputFile.require(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileBytes(path, FileStamp.of(path), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  void fill(long from, ByteBuffer target) throws IOException {
    long start = from - target.position();
    boolean interrupted = Thread.interrupted();
    try {
      while (target.hasRemaining()) {
        FileChannel present = channel;
        try {
          if (present.read(target, start + target.position()) < 0) {
            throw new FileChangedException(
                "%s became shorter while it was read: it had %d bytes; try again when it is complete"
                    .formatted(path, size()));
          }
        } catch (ClosedChannelException e) {
          interrupted |= Thread.interrupted();
          reopen(present);
        }
      }
    } catch (FileChangedException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void reopen(FileChannel stale) throws IOException {
    if (closed) {
      throw new IllegalStateException(path + " is closed");
    }
    if (channel != stale) {
      return; // another thread was faster
    }
    try {
      FileChannel again = FileChannel.open(path, StandardOpenOption.READ);
      if (isSame(again)) {
        channel = again;
        return;
      }
    } catch (NoSuchFileException e) {
      throw new FileChangedException(path + " was removed while it was read");
    }
    throw changed();
  }

  /** Whether the file that was opened again is the one that was opened first; else closes it. */
  private boolean isSame(FileChannel again) throws IOException {
    boolean same = false;
    try {
      same = FileStamp.of(path).equals(stamp);
    } finally {
      if (!same) {
        again.close();
      }
    }
    return same;
  }

  /**
   * Checks that nobody wrote to the file since it was opened: by its size and the time of its last
   * change. A file that another one replaced is still the one that was opened.
   *
   * @throws FileChangedException if somebody did
   */
  @Override
  public void requireUnchanged() throws IOException {
    FileStamp now;
    try {
      now = FileStamp.of(path);
    } catch (NoSuchFileException e) {
      return;
    }
    if (now.isSameFile(stamp) && !now.equals(stamp)) {
      throw changed();
    }
  }

  private FileChangedException changed() {
    return new FileChangedException(
        path + " was changed while it was read; try again when it is complete");
  }

  @Override
  ByteBuffer newBuffer(int length) {
    return ByteBuffer.allocateDirect(length);
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be closed", e);
    }
  }
}
