package org.mekiki.cli.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request that is refused, as RFC 9457 describes it: a status, a code that stays, and one
 * sentence, which is English unless its situation has one in the client's language.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;
  private final transient Spoken spoken;
  private final transient Map<String, String> headers;

  /** What its sentence says, for other languages: null where there is no situation or wish. */
  private record Spoken(Situation situation, List<Object> values, String language) {}

  private Problem(
      int status, String code, String sentence, Spoken spoken, Map<String, String> headers) {
    super(sentence, null, false, false);
    this.status = status;
    this.code = code;
    this.spoken = spoken;
    this.headers = Map.copyOf(headers);
  }

  /** A refusal whose code is that of its status. */
  public static Problem of(int status, String sentence) {
    return new Problem(status, code(status), sentence, new Spoken(null, List.of(), null), Map.of());
  }

  /**
   * A refusal that is told in the client's language.
   *
   * @param sentence in English
   * @param values that the sentence names, for the others
   */
  public static Problem of(Situation situation, String sentence, Object... values) {
    return new Problem(
        situation.status(),
        situation.code(),
        sentence,
        new Spoken(situation, List.of(values), null),
        Map.of());
  }

  /** The server has too much to do; another attempt may succeed after some seconds. */
  public static Problem later(
      Situation situation, String sentence, long seconds, Object... values) {
    return new Problem(
        503,
        situation.code(),
        sentence,
        new Spoken(situation, List.of(values), null),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  static Problem method(String sentence, String allowed) {
    return new Problem(
        405, code(405), sentence, new Spoken(null, List.of(), null), Map.of("Allow", allowed));
  }

  /** The same in this language, whatever the request's head prefers. */
  public Problem in(String language) {
    return new Problem(
        status,
        code,
        getMessage(),
        new Spoken(spoken.situation(), spoken.values(), language),
        headers);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What it is called by programs, the same in every language and version. */
  public String code() {
    return code;
  }

  /**
   * The sentence in the first of these languages that it has.
   *
   * @param preferred of the request's head
   */
  ProblemTexts.Sentence sentence(String preferred) {
    String language = spoken.language() == null ? preferred : spoken.language();
    return spoken.situation() == null
        ? ProblemTexts.of(getMessage(), language)
        : ProblemTexts.of(spoken.situation(), spoken.values(), language, getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }

  private static String code(int status) {
    return title(status).toLowerCase(Locale.ROOT).replace(' ', '-');
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
