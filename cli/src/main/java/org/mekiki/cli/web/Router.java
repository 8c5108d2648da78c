package org.mekiki.cli.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Finds the route of a request, keeps the limits, and writes the answer. */
final class Router implements HttpHandler {
  /** Nothing from elsewhere, nothing inline, shown in no frame. */
  private static final Map<String, String> SECURITY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final List<Route> routes;
  private final HostCheck check;
  private final int bodyBytes;
  private final Metrics metrics;
  private final Function<Exception, Problem> failures;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * A router.
   *
   * @param failures turns what a handler throws into a refusal
   */
  Router(
      List<Route> routes,
      HostCheck check,
      int bodyBytes,
      Metrics metrics,
      Function<Exception, Problem> failures) {
    this.routes = List.copyOf(routes);
    this.check = check;
    this.bodyBytes = bodyBytes;
    this.metrics = metrics;
    this.failures = failures;
  }

  /** Requests that are not answered to the last byte. */
  int inFlight() {
    return inFlight.get();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try {
      respond(exchange);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    Response response;
    try {
      response = answer(exchange, path);
    } catch (Problem problem) {
      response = describe(problem);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response = describe(Problem.later("the server is being stopped", 1));
    } catch (IOException | RuntimeException e) {
      response = describe(failures.apply(e));
    } catch (OutOfMemoryError e) {
      response =
          describe(Problem.later("the server does not have enough memory for this request", 1));
    } catch (StackOverflowError | InternalError e) {
      response =
          describe(
              Problem.of(500, "internal fault, please report it: " + e.getClass().getSimpleName()));
    }
    boolean known = routes.stream().anyMatch(route -> route.path().equals(path));
    // Before it is sent: whoever has the answer finds it counted.
    metrics.request(known ? path : "other", response.status(), System.nanoTime() - start);
    send(exchange, response);
  }

  private Response answer(HttpExchange exchange, String path)
      throws IOException, InterruptedException {
    Headers headers = exchange.getRequestHeaders();
    check.require(
        header(headers, "Host"), header(headers, "Origin"), header(headers, "Sec-Fetch-Site"));
    List<Route> here = routes.stream().filter(route -> route.path().equals(path)).toList();
    if (here.isEmpty()) {
      throw Problem.of(404, "there is nothing at " + path + "; /openapi.json lists what there is");
    }
    String method = exchange.getRequestMethod();
    String wanted = method.equals("HEAD") ? "GET" : method;
    Route route =
        here.stream()
            .filter(each -> each.method().equals(wanted))
            .findFirst()
            .orElseThrow(() -> notAllowed(path, method, here));
    return route.handler().answer(method.equals("POST") ? body(exchange) : new byte[0]);
  }

  private static Problem notAllowed(String path, String method, List<Route> here) {
    String allowed =
        here.getFirst().method().equals("GET") ? "GET, HEAD" : here.getFirst().method();
    return Problem.method("%s takes %s, not %s".formatted(path, allowed, method), allowed);
  }

  private byte[] body(HttpExchange exchange) throws IOException {
    String type = header(exchange.getRequestHeaders(), "Content-Type").orElse("");
    // Browsers send other pages' requests of this type only after asking, which is refused.
    if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
      throw Problem.of(
          415, "the content type is \"%s\"; it must be application/json".formatted(type));
    }
    byte[] body = exchange.getRequestBody().readNBytes(bodyBytes + 1);
    if (body.length > bodyBytes) {
      throw Problem.of(
          413, "the request is larger than the limit of %d bytes".formatted(bodyBytes));
    }
    return body;
  }

  private static Optional<String> header(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  private static Response describe(Problem problem) {
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(problem.title(), problem.status(), JsonText.escape(problem.getMessage()));
    var response = Response.of("application/problem+json", body).with(problem.status());
    for (var header : problem.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      SECURITY.forEach(headers::set);
      headers.set("Content-Type", response.type() + charset(response.type()));
      response.headers().forEach(headers::set);
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(response.body().length));
        exchange.sendResponseHeaders(response.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(response.status(), response.body().length);
      exchange.getResponseBody().write(response.body());
    }
  }

  private static String charset(String type) {
    return type.startsWith("text/") && !type.contains(";") ? "; charset=utf-8" : "";
  }
}
