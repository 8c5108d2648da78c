package org.mekiki.cli.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** What a client sends, with a time until which it has to have come. */
final class Wire {
  private static final int BUFFER = 8192;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long end;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    in = socket.getInputStream();
  }

  /**
   * Sets the time for what is read from now on.
   *
   * @param nanos from now
   */
  void within(long nanos) {
    end = System.nanoTime() + nanos;
  }

  /**
   * Waits for the next byte, which stays to be read.
   *
   * @return whether there is one; false where the client has closed its side
   * @throws SocketTimeoutException if it does not come in time
   */
  boolean await() throws IOException {
    if (from < to) {
      return true;
    }
    long left = (end - System.nanoTime()) / NANOS_A_MILLI;
    if (left <= 0) {
      throw new SocketTimeoutException("too late");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    int count = in.read(buffer, 0, BUFFER);
    // Only now: where nothing came in time, what was read before stays read.
    from = 0;
    to = Math.max(0, count);
    return to > 0;
  }

  private int next() throws IOException {
    if (!await()) {
      throw new EOFException("the client has closed the connection");
    }
    return buffer[from++] & 0xFF;
  }

  /**
   * A line of a head, without its end, which is CR LF.
   *
   * @param most bytes at most, the end included
   * @throws Problem if it is longer, or has a CR or LF by itself
   */
  String line(int most) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = next(); c != '\r'; c = next()) {
      if (c == '\n' || c == 0) {
        throw Problem.of(400, "a line of the request's head must end with CR LF");
      }
      if (line.size() + 2 >= most) {
        throw Problem.of(431, "the request's head is too long");
      }
      line.write(c);
    }
    if (next() != '\n') {
      throw Problem.of(400, "a line of the request's head must end with CR LF");
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** So many bytes. */
  byte[] bytes(int count) throws IOException {
    byte[] all = new byte[Math.min(count, BUFFER)];
    int filled = 0;
    while (filled < count) {
      if (!await()) {
        throw new EOFException("the client has closed the connection");
      }
      // Memory is taken as bytes come, not as they are promised.
      if (filled == all.length) {
        all = java.util.Arrays.copyOf(all, (int) Math.min(count, 2L * all.length));
      }
      int some = Math.min(to - from, all.length - filled);
      System.arraycopy(buffer, from, all, filled, some);
      from += some;
      filled += some;
    }
    return all;
  }

  /**
   * Reads and forgets what comes, so that an answer is not lost with a connection that is reset.
   */
  void drain(long most) throws IOException {
    long seen = 0;
    while (seen < most && await()) {
      seen += to - from;
      forget();
    }
  }

  /** Forgets what was received and not read. */
  void forget() {
    from = to;
  }
}
