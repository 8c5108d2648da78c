package org.mekiki.cli.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was read.
 *
 * @param method in capitals, such as GET
 * @param path what is asked for, decoded, without the query
 * @param host the host and port that it is for; empty where an old client did not say
 * @param headers the other header fields, by their names in lower case
 * @param body the content; null where it is longer than the server takes
 * @param lasting whether another request may follow on the same connection
 */
record Request(
    String method,
    String path,
    Optional<String> host,
    Map<String, List<String>> headers,
    byte[] body,
    boolean lasting) {
  /** The first value of a header field. */
  Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }
}
