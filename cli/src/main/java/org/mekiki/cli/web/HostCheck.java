package org.mekiki.cli.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a request was meant for this server.
 *
 * <p>A browser sends requests for any page that asks it to. One of a page from elsewhere carries
 * that page's origin, and one that reached this address by a name of somebody else's choice (DNS
 * rebinding) carries that name as its host. Both are refused. Names of the loopback address and
 * addresses in digits cannot be rebound. The former are answered at any port, since a tunnel or a
 * container's mapped port carries the number that it has on the client's side.
 *
 * @param loopback whether only this machine is served
 * @param port where the server listens
 * @param names by which it is known beside {@code localhost}, through a proxy at any port
 */
public record HostCheck(boolean loopback, int port, List<String> names) {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-f:.%]+\\]|[^:\\[\\]/@\\s]+)(?::([0-9]{1,5}))?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  /** Lower case. */
  public HostCheck {
    names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Refuses a request that is not meant for this server, or not for a page of it. */
  void require(Optional<String> host, Optional<String> origin, Optional<String> site) {
    String named = host.orElse("").toLowerCase(Locale.ROOT);
    if (!isMine(named)) {
      throw Problem.of(421, refusal(named));
    }
    boolean foreign =
        origin
            .map(o -> o.toLowerCase(Locale.ROOT))
            .filter(o -> !o.equals("http://" + named) && !o.equals("https://" + named))
            .isPresent();
    if (foreign || site.filter(s -> s.equals("cross-site")).isPresent()) {
      throw Problem.of(403, "the request comes from a page of another origin");
    }
  }

  private String refusal(String named) {
    var matcher = HOST.matcher(named);
    String remedy =
        matcher.matches()
            ? "start it with --allow-host %s to be called so".formatted(matcher.group(1))
            : "start it with --allow-host NAME to be called by another name";
    return "the request is for the host \"%s\"; this server listens at port %d and answers for"
            .formatted(named, port)
        + " localhost at any port%s; %s"
            .formatted(loopback ? "" : ", and for addresses in digits at its own port", remedy);
  }

  private boolean isMine(String named) {
    var matcher = HOST.matcher(named);
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group(1);
    if (names.contains(host) || isLoopback(host)) {
      return true;
    }
    int given = matcher.group(2) == null ? 80 : Integer.parseInt(matcher.group(2));
    boolean digits = host.startsWith("[") || DIGITS.matcher(host).matches();
    return given == port && !loopback && digits;
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost") || host.equals("localhost.")) {
      return true;
    }
    boolean six = host.startsWith("[");
    if (!six && !DIGITS.matcher(host).matches()) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(six ? host.substring(1, host.length() - 1) : host)
          .isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // such as 300.0.0.1
    }
  }
}
