package org.mekiki.weights.converter.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/** The bytes of pickles, one after the other. */
final class PickleInput {
  private static final int WINDOW = 1 << 13;

  private final StoredBytes bytes;
  private final long end;
  private final boolean cut;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);

  /** Place of the byte after the window's last. */
  private long next;

  /**
   * Bytes from one place to another.
   *
   * @param cut whether the file goes on at {@code end}, and only the limit of a pickle is there
   */
  PickleInput(StoredBytes bytes, long from, long end, boolean cut) {
    this.bytes = bytes;
    this.cut = cut;
    this.next = from;
    this.end = end;
    window.limit(0);
  }

  /** Number of the byte that is read next. */
  long position() {
    return next - window.remaining();
  }

  ConversionException damaged(String what) {
    return new ConversionException(
        "%s: the pickle is damaged at byte %d: %s".formatted(bytes.name(), position(), what));
  }

  private ConversionException ended() {
    return damaged(cut ? "it is longer than any pickle that is read" : "it ends in the middle");
  }

  private void require(int count) throws IOException {
    if (window.remaining() >= count) {
      return;
    }
    if (end - position() < count) {
      throw ended();
    }
    window.compact();
    window.limit((int) Math.min(WINDOW, window.position() + (end - next)));
    long from = next;
    next += window.remaining();
    bytes.read(from, window);
    window.flip();
  }

  int u8() throws IOException {
    require(1);
    return window.get() & 0xFF;
  }

  int u16() throws IOException {
    require(Short.BYTES);
    return window.getShort() & 0xFFFF;
  }

  int i32() throws IOException {
    require(Integer.BYTES);
    return window.getInt();
  }

  long u32() throws IOException {
    return i32() & 0xFFFF_FFFFL;
  }

  long i64() throws IOException {
    require(Long.BYTES);
    return window.getLong();
  }

  /** The only number that pickles store with the highest byte first. */
  double f64() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(i64()));
  }

  /** Bytes of an array of their own, which is made only where the file has them. */
  byte[] take(long count, int most) throws IOException {
    if (count < 0 || count > most) {
      throw damaged(
          "it has a value of %s bytes; at most %d are read"
              .formatted(Long.toUnsignedString(count), most));
    }
    if (count > end - position()) {
      throw ended();
    }
    byte[] taken = new byte[(int) count];
    int buffered = Math.min(taken.length, window.remaining());
    window.get(taken, 0, buffered);
    if (buffered < taken.length) {
      bytes.read(next, ByteBuffer.wrap(taken, buffered, taken.length - buffered).slice());
      next += taken.length - buffered;
    }
    return taken;
  }

  String utf8(long count, int most) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(take(count, most)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ConversionException(damaged("a text is not UTF-8").getMessage(), e);
    }
  }

  /** The text up to the next line feed. */
  String line(int most) throws IOException {
    var text = new StringBuilder();
    for (int c = u8(); c != '\n'; c = u8()) {
      if (text.length() >= most) {
        throw damaged("a line has more than %d bytes".formatted(most));
      }
      text.append((char) c);
    }
    return text.toString();
  }
}
