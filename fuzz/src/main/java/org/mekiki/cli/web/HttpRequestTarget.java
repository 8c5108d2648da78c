package org.mekiki.cli.web;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;

/** What comes over a connection: requests one after the other, each checked for its host. */
public final class HttpRequestTarget implements FuzzTarget {
  private static final int BODY = 262_144;
  private static final HostCheck HOST = new HostCheck(true, 8451, List.of());

  /** A client that sends all at once and closes. */
  private static final class Sent extends Socket {
    private final InputStream in;

    Sent(byte[] bytes) {
      in = new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public synchronized void setSoTimeout(int timeout) {
      // What was sent is there.
    }
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(Problem.class, EOFException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "GET / HTTP/1.1\r\n",
        "Host: localhost\r\n",
        "Content-Length: 5\r\n",
        "\r\n\r\n",
        "Transfer-Encoding: chunked\r\n",
        "5\r\nhello\r\n",
        "0\r\n\r\n",
        "Expect: 100-continue\r\n",
        "http://[::1",
        "//",
        "%2e%2e",
        " ",
        ":",
        "ffffffff\r\n");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    try (var socket = new Sent(input)) {
      var wire = new Wire(socket);
      var reader =
          new RequestReader(wire, OutputStream.nullOutputStream(), BODY, Duration.ofSeconds(60));
      wire.within(Duration.ofSeconds(60).toNanos());
      boolean lasting = wire.await();
      while (lasting) {
        Request request = reader.read();
        HOST.require(request.host(), request.header("Origin"), Optional.empty());
        wire.within(Duration.ofSeconds(60).toNanos());
        lasting = request.lasting() && wire.await();
      }
    }
  }
}
