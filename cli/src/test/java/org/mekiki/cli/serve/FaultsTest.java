package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.mekiki.cli.serve.HttpCall.Answer;
import org.mekiki.cli.web.HostCheck;
import org.mekiki.cli.web.JobQueue;
import org.mekiki.cli.web.Limits;
import org.mekiki.cli.web.Metrics;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;
import org.mekiki.cli.web.WebServer;

/** Faults of the program and the Java machine end one request, and none of the others. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class FaultsTest {
  private static final Limits LIMITS =
      new Limits(
          1000,
          1,
          4,
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          8,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  private static int deeper(int depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1) * 2;
  }

  private static Response overflow() {
    return Response.json(Integer.toString(deeper(0)));
  }

  private static Route route(String path, Route.Handler handler) {
    return new Route("GET", path, "", handler);
  }

  private static WebServer server() throws IOException {
    var jobs = new JobQueue(LIMITS);
    WebServer server = WebServer.bind(InetAddress.getLoopbackAddress(), 0, LIMITS, jobs);
    server.start(
        List.of(
            route("/overflow", _ -> overflow()),
            route("/job", _ -> jobs.run(_ -> overflow())),
            route(
                "/unsafe",
                _ -> {
                  throw new InternalError("secret");
                }),
            route(
                "/heap",
                _ -> {
                  throw new OutOfMemoryError("secret");
                }),
            route(
                "/assertion",
                _ -> {
                  throw new AssertionError("secret");
                }),
            route(
                "/null",
                _ -> {
                  throw new NullPointerException("secret");
                }),
            route("/fine", _ -> Response.json("{}"))),
        new HostCheck(true, server.address().getPort(), List.of()),
        new Metrics("0", jobs),
        ExplainApi::refusal,
        ExplainApi::fault);
    return server;
  }

  @Test
  void eachIsOneAnswer() throws IOException {
    try (WebServer server = server()) {
      for (String path : List.of("/overflow", "/job", "/unsafe", "/assertion", "/null")) {
        Answer answer = HttpCall.get(server.address().getPort(), path);
        assertEquals(500, answer.status(), path);
        assertTrue(answer.body().contains("internal fault, please report it"), answer.body());
        assertFalse(answer.body().contains("secret"), answer.body());
        assertEquals(200, HttpCall.get(server.address().getPort(), "/fine").status());
      }
      assertEquals(503, HttpCall.get(server.address().getPort(), "/heap").status());
    }
  }

  @Test
  void aReportIsWrittenOnRequest(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fault.txt");
    try (WebServer server = server()) {
      String before = System.setProperty("mekiki.fault.report", file.toString());
      try {
        HttpCall.get(server.address().getPort(), "/fine");
        assertFalse(Files.exists(file), "there was no fault");
        Answer answer = HttpCall.get(server.address().getPort(), "/unsafe");
        assertTrue(answer.body().contains("with the server's report"), answer.body());
        String report = Files.readString(file);
        assertTrue(report.contains("java.lang.InternalError\n    at org.mekiki.cli"), report);
        assertTrue(report.contains("java.vm.version: "), report);
        assertFalse(report.contains("secret"), report);
        HttpCall.get(server.address().getPort(), "/job");
        assertTrue(Files.readString(file).contains("StackOverflowError"));
        try (var files = Files.list(folder)) {
          assertEquals(1, files.count(), "nothing lies beside it");
        }
      } finally {
        if (before == null) {
          System.clearProperty("mekiki.fault.report");
        } else {
          System.setProperty("mekiki.fault.report", before);
        }
      }
    }
  }
}
