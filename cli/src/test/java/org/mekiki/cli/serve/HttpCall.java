package org.mekiki.cli.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection that says exactly what a test wants it to say, one request after the other. */
public final class HttpCall implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final int port;

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  HttpCall(int port) throws IOException {
    this.port = port;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static Answer get(int port, String path, String... headers) throws IOException {
    try (var call = new HttpCall(port)) {
      return call.send("GET", path, null, headers);
    }
  }

  static Answer post(int port, String path, String body) throws IOException {
    try (var call = new HttpCall(port)) {
      return call.send("POST", path, body, "Content-Type: application/json");
    }
  }

  /** Sends a request; a header that is given takes the place of the usual one. */
  Answer send(String method, String path, String body, String... headers) throws IOException {
    begin(method, path, body, headers);
    return receive(method.equals("HEAD"));
  }

  void begin(String method, String path, String body, String... headers) throws IOException {
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", "127.0.0.1:" + port);
    if (body != null) {
      all.put("Content-Length", Integer.toString(content.length));
    }
    for (String header : headers) {
      int colon = header.indexOf(':');
      all.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    var message = new ByteArrayOutputStream();
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    message.writeBytes((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    message.writeBytes(content);
    socket.getOutputStream().write(message.toByteArray());
    socket.getOutputStream().flush();
  }

  /** Sends just this. */
  void raw(byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    socket.getOutputStream().flush();
  }

  Answer receive(boolean headOnly) throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    var headers = new TreeMap<String, String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer was cut off");
    }
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
