package org.mekiki.cli.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads requests of HTTP/1.1 and 1.0 (RFC 9112), strictly: what two readers could read in two ways
 * is refused.
 */
final class RequestReader {
  private static final int HEAD_BYTES = 16_384;
  private static final int FIELDS = 100;
  private static final int CHUNK_LINE = 1024;

  /** A body may take a second more for so many bytes. */
  private static final long BYTES_A_SECOND = 65_536;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern START =
      Pattern.compile("(" + TOKEN + ") ([^ ]+) HTTP/([0-9])\\.([0-9])");
  private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):(.*)");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})(?:[ \\t]*;.*)?");

  private final Wire wire;
  private final OutputStream out;
  private final int bodyBytes;
  private final Duration patience;

  /**
   * A reader of one connection.
   *
   * @param out where a client is told to go on that asks before it sends a body
   * @param bodyBytes of a body at most
   * @param patience how long a head may take from its first byte on, and a small body
   */
  RequestReader(Wire wire, OutputStream out, int bodyBytes, Duration patience) {
    this.wire = wire;
    this.out = out;
    this.bodyBytes = bodyBytes;
    this.patience = patience;
  }

  /** The first line of a head. */
  private record Start(String method, String target, boolean old) {}

  /**
   * A request, of which the first byte has come.
   *
   * @throws Problem if it is none; nothing can be read behind it
   * @throws java.net.SocketTimeoutException if it does not come in time
   */
  Request read() throws IOException {
    wire.within(patience.toNanos());
    int left = HEAD_BYTES;
    String first = wire.line(left);
    // An empty line before a request is left over from the one before (RFC 9112, 2.2).
    first = first.isEmpty() ? wire.line(left) : first;
    Start start = start(first);
    left -= first.length();
    var headers = new TreeMap<String, List<String>>();
    int fields = 0;
    for (String line = wire.line(left); !line.isEmpty(); line = wire.line(left)) {
      left -= line.length() + 2;
      if (++fields > FIELDS) {
        throw Problem.of(431, "the request has more than %d header fields".formatted(FIELDS));
      }
      var field = FIELD.matcher(line);
      if (!field.matches()) {
        throw Problem.of(400, "a header field must be a name, a colon and a value");
      }
      headers
          .computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(field.group(2).strip());
    }
    URI target = target(start.target());
    Optional<String> host = host(headers, target, start.old());
    byte[] body = body(headers, start.old());
    boolean lasting = body != null && lasting(headers, start.old());
    String path = target.getPath() == null ? "" : target.getPath();
    return new Request(start.method(), path, host, headers, body, lasting);
  }

  private static Start start(String line) {
    var start = START.matcher(line);
    if (!start.matches()) {
      throw Problem.of(400, "a request must begin like GET / HTTP/1.1");
    }
    if (!start.group(3).equals("1")) {
      throw Problem.of(505, "this server speaks HTTP/1.1");
    }
    return new Start(start.group(1), start.group(2), start.group(4).equals("0"));
  }

  private static URI target(String target) {
    try {
      // Two slashes at the beginning are a path here, not a host.
      URI uri = new URI(target.startsWith("//") ? "/." + target.substring(1) : target);
      boolean whole = "http".equals(uri.getScheme()) && uri.getRawAuthority() != null;
      if (target.startsWith("/") || whole || target.equals("*")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told as every other target that is none.
    }
    throw Problem.of(400, "the request's target is not a path such as /api/explain");
  }

  private static Optional<String> host(Map<String, List<String>> headers, URI target, boolean old) {
    List<String> hosts = headers.getOrDefault("host", List.of());
    if (hosts.size() > 1 || hosts.isEmpty() && !old) {
      throw Problem.of(
          400, "a request must have one Host header, this one has %d".formatted(hosts.size()));
    }
    // A target with a host counts more than the header (RFC 9112, 3.2.2).
    return target.getRawAuthority() == null
        ? hosts.stream().findFirst()
        : Optional.of(target.getRawAuthority());
  }

  private static boolean lasting(Map<String, List<String>> headers, boolean old) {
    String wanted = String.join(",", headers.getOrDefault("connection", List.of()));
    List<String> options =
        List.of(wanted.toLowerCase(Locale.ROOT).replaceAll("[ \\t]", "").split(",", -1));
    return old ? options.contains("keep-alive") : !options.contains("close");
  }

  /** The content, empty where there is none; null where it is too long, and not read. */
  private byte[] body(Map<String, List<String>> headers, boolean old) throws IOException {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty() || old) {
        throw Problem.of(
            400, "a request cannot have both a Transfer-Encoding and a Content-Length");
      }
      if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw Problem.of(501, "the only Transfer-Encoding that is understood is chunked");
      }
      begin(headers, 0);
      return chunks();
    }
    if (lengths.isEmpty()) {
      return new byte[0];
    }
    String length = lengths.getFirst();
    if (lengths.size() > 1 || !LENGTH.matcher(length).matches()) {
      throw Problem.of(400, "a request must have one Content-Length, a whole number");
    }
    if (Long.parseLong(length) > bodyBytes) {
      return null;
    }
    begin(headers, Long.parseLong(length));
    return wire.bytes(Integer.parseInt(length));
  }

  private void begin(Map<String, List<String>> headers, long length) throws IOException {
    wire.within(patience.plusSeconds(length / BYTES_A_SECOND).toNanos());
    boolean asks =
        headers.getOrDefault("expect", List.of()).stream()
            .anyMatch(each -> each.equalsIgnoreCase("100-continue"));
    if (asks) {
      out.write(CONTINUE);
      out.flush();
    }
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var chunk = CHUNK.matcher(wire.line(CHUNK_LINE));
      if (!chunk.matches()) {
        throw Problem.of(400, "a chunk must begin with its length");
      }
      long length = Long.parseLong(chunk.group(1), 16);
      if (length == 0) {
        trailers();
        return body.toByteArray();
      }
      if (length > bodyBytes - body.size()) {
        return null;
      }
      body.writeBytes(wire.bytes((int) length));
      if (!wire.line(CHUNK_LINE).isEmpty()) {
        throw Problem.of(400, "a chunk is longer than it says");
      }
    }
  }

  /** Fields behind the last chunk, which say nothing here. */
  private void trailers() throws IOException {
    int fields = 0;
    while (!wire.line(HEAD_BYTES).isEmpty()) {
      if (++fields > FIELDS) {
        throw Problem.of(431, "the request has more than %d trailers".formatted(FIELDS));
      }
    }
  }
}
