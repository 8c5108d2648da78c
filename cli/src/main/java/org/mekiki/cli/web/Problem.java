package org.mekiki.cli.web;

import java.util.Map;

/** A request that is refused, as RFC 9457 describes it: a status and one sentence. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient Map<String, String> headers;

  private Problem(int status, String sentence, Map<String, String> headers) {
    super(sentence, null, false, false);
    title(status);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  /** A refusal. */
  public static Problem of(int status, String sentence) {
    return new Problem(status, sentence, Map.of());
  }

  /** The server has too much to do; another attempt may succeed after some seconds. */
  public static Problem later(String sentence, long seconds) {
    return new Problem(503, sentence, Map.of("Retry-After", Long.toString(seconds)));
  }

  static Problem method(String sentence, String allowed) {
    return new Problem(405, sentence, Map.of("Allow", allowed));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /**
   * What a status is called.
   *
   * @throws IllegalArgumentException if no answer of this server has it
   */
  static String title(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 431 -> "Request Header Fields Too Large";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      case 500 -> "Internal Server Error";
      default -> throw new IllegalArgumentException("no answer has the status " + status);
    };
  }
}
