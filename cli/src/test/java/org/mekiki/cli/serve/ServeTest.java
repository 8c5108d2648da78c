package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.CommandRun;
import org.mekiki.cli.serve.HttpCall.Answer;
import org.mekiki.cli.web.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's answers, refusals and limits. */
final class ServeTest {
  private static final String TEXT = "an unpretentious , warm and very funny film";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new RunningServer("--max-body", "4000", "--max-text", "1000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String body(String... fields) {
    return "{\"text\":\""
        + TEXT
        + "\""
        + (fields.length == 0 ? "" : "," + String.join(",", fields))
        + "}";
  }

  private static void refusedWith(int status, String part, Answer answer) {
    assertEquals(status, answer.status(), answer.body());
    assertEquals("application/problem+json", answer.headers().get("content-type"));
    JsonNode problem = JSON.readTree(answer.body());
    assertEquals(status, problem.path("status").asInt());
    String detail = problem.path("detail").asString();
    assertTrue(detail.contains(part), detail);
    assertEquals(1, detail.lines().count(), detail);
  }

  @Test
  void theAnswerIsThatOfTheCommand() throws IOException {
    Answer answer =
        server.explain(body("\"target\":\"all\"", "\"phrase\":[\"very funny\",\"0:2\"]"));
    assertEquals(200, answer.status(), answer.body());
    JsonNode all = JSON.readTree(answer.body());
    assertEquals(2, all.path("explanations").size());
    List<String> lines =
        run(
                "explain",
                "--format",
                "json",
                "--target",
                "all",
                "--phrase",
                "very funny",
                "--phrase",
                "0:2",
                TEXT)
            .out()
            .lines()
            .toList();
    for (int i = 0; i < 2; i++) {
      assertEquals(
          withoutTime(lines.get(i)), withoutTime(all.path("explanations").path(i).toString()));
    }
    assertTrue(all.path("verdicts").path(0).asString().startsWith("converged"));
  }

  private static String withoutTime(String record) {
    return record.replaceAll("\"millis\":[0-9]+", "");
  }

  @Test
  void predictsAndReports() throws IOException {
    JsonNode found = JSON.readTree(HttpCall.post(server.port(), "/api/predict", body()).body());
    assertTrue(found.path("prediction").path("probabilities").path(1).asDouble() > 0.9);
    Answer report = HttpCall.post(server.port(), "/api/report", body("\"text_pair\":\"<b>\""));
    assertTrue(report.body().startsWith("<!doctype html>"), report.body());
    assertFalse(report.body().contains("<b>"), "what comes from the request is text");
    assertTrue(report.headers().get("content-disposition").contains("attachment"));
  }

  @Test
  void whatWouldChangeADecisionIsTheCommands() throws IOException {
    String path = "/api/counterfactual";
    String text = "it is not good , not bad";
    Answer answer =
        HttpCall.post(server.port(), path, "{\"text\":\"" + text + "\",\"operation\":\"delete\"}");
    assertEquals(200, answer.status(), answer.body());
    JsonNode found = JSON.readTree(answer.body());
    CommandRun ran =
        CommandRun.run("counterfactual", "--format", "json", "--operation", "delete", text);
    JsonNode printed = JSON.readTree(ran.out());
    for (String field : List.of("schema", "decision", "turning", "keeping", "counts")) {
      assertEquals(printed.path(field), found.path(field), field);
    }
    Answer explained = server.explain(body("\"counterfactual\":true"));
    assertTrue(JSON.readTree(explained.body()).path("counterfactual").has("turning"));
    String page =
        HttpCall.post(server.port(), "/api/report", body("\"counterfactual\":true")).body();
    assertTrue(page.contains("What would change it?"), page);
    refusedWith(422, "to: ", HttpCall.post(server.port(), path, body("\"to\":\"neutral\"")));
    refusedWith(422, "max_words is 0", HttpCall.post(server.port(), path, body("\"max_words\":0")));
    refusedWith(400, "no field \"steps\"", HttpCall.post(server.port(), path, body("\"steps\":5")));
  }

  @Test
  void aPredictionSaysWhatWasNotRead() throws IOException {
    String text = "a warm film . ".repeat(60) + "\u0c15";
    Answer answer = HttpCall.post(server.port(), "/api/predict", "{\"text\":\"" + text + "\"}");
    JsonNode cut = JSON.readTree(answer.body()).path("truncated");
    assertTrue(cut.path("tokens").asInt() < cut.path("of").asInt(), answer.body());
    answer = HttpCall.post(server.port(), "/api/predict", "{\"text\":\"a \u0c15 film\"}");
    JsonNode unknown = JSON.readTree(answer.body()).path("unknown");
    assertEquals(1, unknown.path("tokens").asInt(), answer.body());
    assertEquals(3, unknown.path("of").asInt(), answer.body());
    JsonNode read = JSON.readTree(HttpCall.post(server.port(), "/api/predict", body()).body());
    assertFalse(read.has("truncated") || read.has("unknown"), read.toString());
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws IOException {
    refusedWith(400, "line 2, column 3", server.explain("{\"text\":\n  x}"));
    refusedWith(400, "(line 1, column 12)", server.explain("{\"text\":\"a\""));
    refusedWith(
        400, "no field \"colour\" (line 1, column 55)", server.explain(body("\"colour\":1")));
    refusedWith(
        400, "\"text\" must be a string (line 1, column 9)", server.explain("{\"text\":3}"));
    refusedWith(400, "\"steps\" must be a whole number", server.explain(body("\"steps\":2.5")));
    refusedWith(
        400, "\"phrase\" must be a string or an array", server.explain(body("\"phrase\":[1]")));
    refusedWith(400, "Duplicate", server.explain(body("\"text\":\"b\"")));
    refusedWith(400, "follows the JSON object", server.explain(body() + "1"));
    refusedWith(400, "must be a JSON object", server.explain(""));
    refusedWith(422, "\"text\" is missing", server.explain("{}"));
    refusedWith(
        422,
        "no model \"x\"; there is embedded:sst2-small",
        server.explain(body("\"model\":\"x\"")));
    refusedWith(422, "no class \"neutral\"", server.explain(body("\"target\":\"neutral\"")));
    refusedWith(
        422, "method is \"anchors\"; it can be", server.explain(body("\"method\":\"anchors\"")));
    refusedWith(422, "did you mean \"shapley\"?", server.explain(body("\"method\":\"shap\"")));
    refusedWith(
        422,
        "leave out tolerance, max_steps",
        server.explain(body("\"method\":\"sig-exact\",\"max_steps\":9")));
    refusedWith(422, "no word to explain", server.explain("{\"text\":\" \"}"));
    refusedWith(422, "above 0 seconds", server.explain(body("\"deadline\":0")));
    refusedWith(422, "limit is 1000", server.explain("{\"text\":\"" + "a ".repeat(501) + "\"}"));
    refusedWith(
        413, "the limit of 4000 bytes", server.explain("{\"text\":\"" + "a ".repeat(3000) + "\"}"));
    // An option cannot be smuggled in by a value.
    refusedWith(422, "no class \"--steps=5\"", server.explain(body("\"target\":\"--steps=5\"")));
    refusedWith(422, "method is \"a --b\"", server.explain(body("\"method\":\"a --b\"")));
    refusedWith(422, "steps\" is 99999999999;", server.explain(body("\"steps\":99999999999")));
    refusedWith(422, "seed\" is x; it must be", server.explain(body("\"seed\":\"x\"")));
    assertEquals(200, server.explain(body("\"method\":\"lime\",\"seed\":5")).status());
    assertEquals(200, server.explain(body("\"method\":null")).status(), "null is as if left out");
    refusedWith(422, "interactions is \"sii\"", server.explain(body("\"interactions\":\"sii\"")));
    refusedWith(400, "true, false or a string", server.explain(body("\"interactions\":3")));
  }

  @Test
  void interactionsTakeAnIndexOrYesOrNo() throws IOException {
    for (String[] each :
        new String[][] {{"true", "last"}, {"\"last\"", "last"}, {"\"stii\"", "stii"}}) {
      String answer = server.explain(body("\"interactions\":" + each[0])).body();
      assertTrue(answer.contains("\"index\":\"" + each[1] + "\""), answer);
    }
    assertFalse(server.explain(body("\"interactions\":false")).body().contains("matrix"));
  }

  @Test
  void onlyRequestsMeantForItAreAnswered() throws IOException {
    int port = server.port();
    assertEquals(200, HttpCall.get(port, "/health", "Host: localhost:" + port).status());
    refusedWith(421, "evil.example", HttpCall.get(port, "/health", "Host: evil.example:" + port));
    refusedWith(421, "another", HttpCall.get(port, "/health", "Host: another"));
    for (String mapped :
        List.of("localhost:1", "localhost", "127.0.0.1:80", "127.1.2.3:9000", "[::1]:443")) {
      assertEquals(200, HttpCall.get(port, "/health", "Host: " + mapped).status(), mapped);
    }
    Answer rebound = HttpCall.get(port, "/health", "Host: 192.0.2.1:" + port);
    refusedWith(421, "at port " + port, rebound);
    refusedWith(421, "--allow-host 192.0.2.1 to", rebound);
    refusedWith(421, "--allow-host NAME", HttpCall.get(port, "/health", "Host: a b"));
    refusedWith(421, "", HttpCall.get(port, "/health", "Host: 127.0.0.1.evil.example"));
    refusedWith(
        403,
        "another origin",
        HttpCall.get(port, "/health", "Host: localhost:1", "Origin: http://localhost:2"));
    refusedWith(
        403, "another origin", HttpCall.get(port, "/health", "Origin: http://evil.example"));
    refusedWith(403, "another origin", HttpCall.get(port, "/health", "Origin: null"));
    refusedWith(403, "another origin", HttpCall.get(port, "/health", "Sec-Fetch-Site: cross-site"));
    assertEquals(200, HttpCall.get(port, "/health", "Origin: http://127.0.0.1:" + port).status());
    try (var call = new HttpCall(port)) {
      refusedWith(
          415,
          "application/json",
          call.send("POST", "/api/explain", "{}", "Content-Type: text/plain"));
    }
    refusedWith(404, "nothing at /nowhere", HttpCall.get(port, "/nowhere"));
    Answer wrong = HttpCall.get(port, "/api/explain");
    refusedWith(405, "takes POST, not GET", wrong);
    assertEquals("POST", wrong.headers().get("allow"));
  }

  @Test
  void everyAnswerIsGuardedAgainstOtherPages() throws IOException {
    for (String path : List.of("/", "/page.js", "/health", "/nowhere")) {
      Answer answer = HttpCall.get(server.port(), path);
      String policy = answer.headers().get("content-security-policy");
      assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.headers().get("x-content-type-options"));
      assertFalse(answer.headers().containsKey("access-control-allow-origin"));
    }
  }

  @Test
  void theDescriptionIsThatOfTheRoutes() throws IOException {
    JsonNode described = JSON.readTree(HttpCall.get(server.port(), "/openapi.json").body());
    Set<String> paths = new HashSet<>();
    for (var path : described.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        paths.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
      }
    }
    Set<String> routes = new HashSet<>();
    for (Route route : server.served().routes()) {
      routes.add(route.method() + " " + route.path());
      if (route.method().equals("GET")) {
        assertEquals(200, HttpCall.get(server.port(), route.path()).status(), route.path());
      }
    }
    assertEquals(routes, paths);
    JsonNode fields =
        described.path("components").path("schemas").path("ExplainRequest").path("properties");
    JsonNode methods = fields.path("method").path("oneOf").path(1).path("items").path("enum");
    assertTrue(methods.toString().contains("\"sig-exact\""), fields.path("method").toString());
    // A field that the description names is known to the server, whatever its value is worth.
    for (var field : fields.properties()) {
      Answer answer = server.explain("{\"" + field.getKey() + "\":{}}");
      refusedWith(400, "the field \"" + field.getKey() + "\" must be", answer);
    }
    String document = Files.readString(Path.of("..", "docs", "api.md"));
    routes.forEach(route -> assertTrue(document.contains("`" + route + "`"), route));
    for (var field : fields.properties()) {
      assertTrue(document.contains("`" + field.getKey() + "`"), field.getKey());
    }
  }

  @Test
  void metricsCountWhatWasAnswered() throws IOException {
    server.explain(body());
    String metrics = HttpCall.get(server.port(), "/metrics").body();
    for (String line : metrics.lines().toList()) {
      assertTrue(line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[^}]*\\})? [-+0-9.e]+"), line);
    }
    assertTrue(
        metrics.contains("mekiki_http_requests_total{path=\"/api/explain\",status=\"200\"} "));
  }

  @Test
  void aRequestIsCancelledAtItsDeadline() throws Exception {
    try (var small = new RunningServer("--running", "1", "--waiting", "1")) {
      String slow =
          "{\"text\":\"" + "dull but warm ".repeat(40) + "\",\"steps\":2000,\"deadline\":0.3}";
      Answer late = small.explain(slow);
      refusedWith(503, "no answer within 0.3 s", late);
      assertTrue(Integer.parseInt(late.headers().get("retry-after")) >= 1);
      // The only thread that computes is free again, though the work would have taken minutes.
      assertEquals(200, small.explain(body("\"method\":\"sig-exact\"")).status());
      assertTrue(
          HttpCall.get(small.port(), "/metrics").body().contains("mekiki_jobs_expired_total 1"));
    }
  }

  @Test
  void tooManyThatWaitAreRefusedAndHealthIsNot() throws Exception {
    String slow =
        "{\"text\":\"" + "dull but warm ".repeat(40) + "\",\"steps\":2000,\"deadline\":4}";
    try (var small = new RunningServer("--running", "1", "--waiting", "1");
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(clients.submit(() -> small.explain(slow)));
      }
      assertEquals(200, HttpCall.get(small.port(), "/health").status());
      int refused = 0;
      for (Future<Answer> each : asked) {
        Answer answer = each.get();
        assertEquals(503, answer.status());
        assertTrue(answer.headers().containsKey("retry-after"));
        refused += answer.body().contains("try again later") ? 1 : 0;
      }
      assertEquals(2, refused, "one runs, one waits");
    }
  }

  @Test
  void aStopOfAnIdleServerIsAtOnce() throws IOException {
    var idle = new RunningServer("--grace", "3600");
    try (var call = new HttpCall(idle.port())) {
      assertEquals(200, call.send("GET", "/health", null).status());
      // The connection stays open, and is no reason to wait: this test would last an hour.
      idle.close();
    }
  }

  @Test
  void aStopWaitsForWhatIsAsked() throws Exception {
    var stopping = new RunningServer();
    try (var call = new HttpCall(stopping.port())) {
      call.begin("POST", "/api/explain", body("\"steps\":400"), "Content-Type: application/json");
      String running = "";
      while (!running.contains("mekiki_jobs_running 1")) {
        running = HttpCall.get(stopping.port(), "/metrics").body();
      }
      stopping.close();
      assertEquals(200, call.receive(false).status());
    }
    assertThrows(IOException.class, () -> HttpCall.get(stopping.port(), "/health"));
  }

  @Test
  void whatCannotBeServedIsSaid() {
    refused(
        "port " + server.port() + " of 127.0.0.1 is not available",
        "serve",
        "--port",
        Integer.toString(server.port()));
    refused("between 0 and 65535", "serve", "--port", "70000");
    refused("does not exist", "serve", "--port", "0", "--model", "nowhere.mekiki");
    refused("--deadline must be at least 1", "serve", "--deadline", "0");
  }
}
