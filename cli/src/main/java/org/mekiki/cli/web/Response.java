package org.mekiki.cli.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param type the media type
 * @param headers beside those that every answer has
 * @param body the content
 */
public record Response(int status, String type, Map<String, String> headers, byte[] body) {
  /** A page, a script and the like. */
  public static Response of(String type, byte[] body) {
    return new Response(200, type, Map.of(), body);
  }

  /** A text. */
  public static Response of(String type, String body) {
    return of(type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON object. */
  public static Response json(String body) {
    return of("application/json", body);
  }

  /** The same with another header. */
  public Response with(String header, String value) {
    var all = new java.util.LinkedHashMap<>(headers);
    all.put(header, value);
    return new Response(status, type, Map.copyOf(all), body);
  }

  /** The same with another status. */
  public Response with(int other) {
    return new Response(other, type, headers, body);
  }
}
