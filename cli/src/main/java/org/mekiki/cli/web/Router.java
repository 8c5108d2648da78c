package org.mekiki.cli.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds the route of a request, and what to answer. */
final class Router {
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

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  private final List<Route> routes;
  private final HostCheck check;
  private final int bodyBytes;
  private final Metrics metrics;
  private final Function<Exception, Problem> failures;
  private final Function<Error, Problem> faults;

  /**
   * A router.
   *
   * @param failures turns what a handler throws into a refusal
   * @param faults the same for what the Java machine could not do, or the program is wrong in
   */
  Router(
      List<Route> routes,
      HostCheck check,
      int bodyBytes,
      Metrics metrics,
      Function<Exception, Problem> failures,
      Function<Error, Problem> faults) {
    this.routes = List.copyOf(routes);
    this.check = check;
    this.bodyBytes = bodyBytes;
    this.metrics = metrics;
    this.failures = failures;
    this.faults = faults;
  }

  /** The answer to a request, a refusal too. */
  Response answer(Request request) {
    long start = System.nanoTime();
    String path = request.path();
    String language = ProblemTexts.preferred(request.header("Accept-Language").orElse("en"));
    Response response;
    try {
      response = handled(request, path);
    } catch (Problem problem) {
      response = describe(problem, language);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response =
          describe(
              Problem.later(
                  Situation.STOPPING, "the client has left, or the server is being stopped", 1),
              language);
    } catch (IOException | RuntimeException e) {
      response = describe(failures.apply(e), language);
    } catch (Error e) {
      response = describe(faults.apply(e), language);
    }
    boolean known = routes.stream().anyMatch(route -> route.path().equals(path));
    // Before it is sent: whoever has the answer finds it counted.
    metrics.request(known ? path : "other", response.status(), System.nanoTime() - start);
    return guarded(response);
  }

  /** The answer to what is no request. */
  Response refusal(Problem problem) {
    metrics.request("other", problem.status(), 0);
    return guarded(describe(problem, ProblemTexts.ENGLISH));
  }

  private Response handled(Request request, String path) throws IOException, InterruptedException {
    check.require(request.host(), request.header("Origin"), request.header("Sec-Fetch-Site"));
    List<Route> here = routes.stream().filter(route -> route.path().equals(path)).toList();
    if (here.isEmpty()) {
      throw Problem.of(404, "there is nothing at " + path + "; /openapi.json lists what there is");
    }
    String method = request.method();
    String wanted = method.equals("HEAD") ? "GET" : method;
    Route route =
        here.stream()
            .filter(each -> each.method().equals(wanted))
            .findFirst()
            .orElseThrow(() -> notAllowed(path, method, here));
    return route.handler().answer(method.equals("POST") ? body(request) : new byte[0]);
  }

  private static Problem notAllowed(String path, String method, List<Route> here) {
    String allowed =
        here.getFirst().method().equals("GET") ? "GET, HEAD" : here.getFirst().method();
    return Problem.method("%s takes %s, not %s".formatted(path, allowed, method), allowed);
  }

  private byte[] body(Request request) {
    String type = request.header("Content-Type").orElse("");
    // Browsers send other pages' requests of this type only after asking, which is refused.
    if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
      throw Problem.of(
          415, "the content type is \"%s\"; it must be application/json".formatted(type));
    }
    var charset = CHARSET.matcher(type);
    if (charset.find() && !charset.group(1).equalsIgnoreCase("utf-8")) {
      throw Problem.of(415, "the charset is %s; JSON is sent in UTF-8".formatted(charset.group(1)));
    }
    if (request.body() == null) {
      throw Problem.of(
          Situation.BODY_LENGTH,
          "the request is larger than the limit of %d bytes".formatted(bodyBytes),
          bodyBytes);
    }
    return request.body();
  }

  private static Response describe(Problem problem, String language) {
    ProblemTexts.Sentence sentence = problem.sentence(language);
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"lang\":\"%s\",\"detail\":\"%s\"}"
            .formatted(
                Problem.title(problem.status()),
                problem.status(),
                problem.code(),
                sentence.language(),
                JsonText.escape(sentence.text()));
    var response =
        Response.of("application/problem+json", body)
            .with(problem.status())
            .with("Content-Language", sentence.language());
    for (var header : problem.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static Response guarded(Response response) {
    Map<String, String> headers = new LinkedHashMap<>(SECURITY);
    headers.putAll(response.headers());
    String type = response.type();
    boolean plain = type.startsWith("text/") && !type.contains(";");
    return new Response(
        response.status(), plain ? type + "; charset=utf-8" : type, headers, response.body());
  }
}
