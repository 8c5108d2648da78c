package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.serve.HttpCall.Answer;

/** What clients do with their connections: leave, say nothing, say too much. */
final class ConnectionsTest {
  private static final String SLOW =
      "{\"text\":\"" + "dull but warm ".repeat(40) + "\",\"steps\":2000}";
  private static final int LOOKS = 200;
  private static final int MILLIS = 50;

  private static boolean shows(RunningServer server, String line) throws Exception {
    for (int i = 0; i < LOOKS; i++) {
      if (HttpCall.get(server.port(), "/metrics").body().contains(line + "\n")) {
        return true;
      }
      Thread.sleep(MILLIS);
    }
    return false;
  }

  private static Answer raw(int port, String message) throws IOException {
    try (var call = new HttpCall(port)) {
      call.raw(message.getBytes(StandardCharsets.ISO_8859_1));
      return call.receive(false);
    }
  }

  @Test
  void aClientThatLeavesEndsItsComputation() throws Exception {
    // Without its end the work would take minutes.
    try (var server = new RunningServer("--running", "1", "--deadline", "3600")) {
      var running = new HttpCall(server.port());
      running.begin("POST", "/api/explain", SLOW, "Content-Type: application/json");
      assertTrue(shows(server, "mekiki_jobs_running 1"));
      var waiting = new HttpCall(server.port());
      waiting.begin("POST", "/api/explain", SLOW, "Content-Type: application/json");
      assertTrue(shows(server, "mekiki_jobs_waiting 1"));
      waiting.close();
      assertTrue(shows(server, "mekiki_jobs_waiting 0"));
      running.close();
      assertTrue(shows(server, "mekiki_jobs_running 0"));
      assertTrue(shows(server, "mekiki_jobs_abandoned_total 2"));
      assertEquals(200, server.explain("{\"text\":\"a fine film\"}").status());
    }
  }

  @Test
  void connectionsThatSayNothingKeepNobodyOut() throws Exception {
    try (var server = new RunningServer("--connections", "8", "--patience", "3600")) {
      var silent = new ArrayList<HttpCall>();
      for (int i = 0; i < 100; i++) {
        var call = new HttpCall(server.port());
        silent.add(call);
        // Nothing, half a head, or half a body.
        String[] begun = {
          "",
          "GET /health HT",
          "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
        };
        call.raw(begun[i % begun.length].getBytes(StandardCharsets.US_ASCII));
        if (i % 10 == 9) {
          assertEquals(200, HttpCall.get(server.port(), "/health").status());
        }
      }
      assertEquals(200, server.explain("{\"text\":\"a fine film\"}").status());
      for (HttpCall call : silent) {
        call.close();
      }
    }
  }

  /** Longer than the server waits between two looks at a connection. */
  @Test
  void aConnectionThatRestsIsAnsweredOnce() throws Exception {
    try (var server = new RunningServer();
        var call = new HttpCall(server.port())) {
      String rest = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      for (String path : List.of("/health", "/metrics", "/health")) {
        call.raw(("GET " + path + rest).getBytes(StandardCharsets.US_ASCII));
        Answer answer = call.receive(false);
        assertEquals(200, answer.status());
        assertEquals(path.equals("/metrics"), answer.body().contains("# TYPE"), answer.body());
        Thread.sleep(2500);
      }
      String counts = HttpCall.get(server.port(), "/metrics").body();
      assertTrue(
          counts.contains("mekiki_http_requests_total{path=\"/health\",status=\"200\"} 2\n"),
          counts);
    }
  }

  @Test
  void whatIsNotFinishedInTimeIsEnded() throws Exception {
    try (var server = new RunningServer("--patience", "1")) {
      Answer head = raw(server.port(), "GET /health HTTP/1.1\r\nHost: local");
      assertEquals(408, head.status(), head.body());
      assertTrue(head.body().contains("within 1 s"), head.body());
      Answer body =
          raw(
              server.port(),
              "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\n{");
      assertEquals(408, body.status(), body.body());
      assertThrows(IOException.class, () -> raw(server.port(), ""));
    }
  }

  @Test
  void aRequestThatCanBeReadInTwoWaysIsRefused() throws Exception {
    try (var server = new RunningServer("--max-body", "100")) {
      int port = server.port();
      String get = "GET /health HTTP/1.1\r\n";
      String host = "Host: localhost\r\n";
      Answer two = raw(port, get + host + host + "\r\n");
      assertEquals(400, two.status());
      assertTrue(two.body().contains("one Host header, this one has 2"), two.body());
      assertEquals(400, raw(port, get + "\r\n").status());
      assertEquals(400, raw(port, get + "host: a\r\nHOST: localhost\r\n\r\n").status());
      assertEquals(
          421, raw(port, "GET http://evil.example/health HTTP/1.1\r\n" + host + "\r\n").status());
      assertEquals(
          200, raw(port, "GET http://localhost/health HTTP/1.1\r\n" + host + "\r\n").status());
      assertEquals(200, raw(port, get + host + "\r\n").status());
      assertEquals(200, raw(port, "GET /health HTTP/1.0\r\n" + host + "\r\n").status());
      assertEquals(421, raw(port, "GET /health HTTP/1.0\r\n\r\n").status());
      assertEquals(505, raw(port, "GET /health HTTP/2.0\r\n" + host + "\r\n").status());
      for (String wrong :
          List.of(
              "GET  /health HTTP/1.1\r\n" + host,
              "GET /health\r\n" + host,
              "GET health HTTP/1.1\r\n" + host,
              "GET /%zz HTTP/1.1\r\n" + host,
              "GET /health HTTP/1.1\n" + host,
              get + host + " folded: x\r\n",
              get + host + "Name : x\r\n",
              get + host + "no colon\r\n",
              get + host + "Content-Length: 1\r\nContent-Length: 2\r\n",
              get + host + "Content-Length: -1\r\n",
              get + host + "Content-Length: 1, 1\r\n",
              get + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")) {
        assertEquals(400, raw(port, wrong + "\r\n").status(), wrong);
      }
      assertEquals(
          501, raw(port, get + host + "Transfer-Encoding: gzip, chunked\r\n\r\n").status());
      assertEquals(431, raw(port, get + host + "A: " + "x".repeat(20_000) + "\r\n\r\n").status());
      assertEquals(431, raw(port, get + host + "A: x\r\n".repeat(200) + "\r\n").status());
    }
  }

  @Test
  void bodiesComeInPieces() throws Exception {
    try (var server = new RunningServer("--max-body", "100")) {
      String head =
          "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
      String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
      Answer good =
          raw(
              server.port(),
              chunked + "8\r\n{\"text\":\r\n4;x=y\r\n\"a\"}\r\n0\r\nTrailer: x\r\n\r\n");
      assertEquals(200, good.status(), good.body());
      assertEquals(413, raw(server.port(), chunked + "5f5e0ff\r\n{").status());
      assertEquals(400, raw(server.port(), chunked + "x\r\n").status());
      assertEquals(400, raw(server.port(), chunked + "1\r\n{}\r\n").status());
      assertEquals(413, raw(server.port(), head + "Content-Length: 99999999999\r\n\r\n").status());
      try (var call = new HttpCall(server.port())) {
        call.raw(
            (head + "Expect: 100-continue\r\nContent-Length: 12\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        assertEquals(100, call.receive(false).status());
        call.raw("{\"text\":\"a\"}".getBytes(StandardCharsets.US_ASCII));
        assertEquals(200, call.receive(false).status());
        // Two requests at once, answered one after the other.
        String get = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        call.raw((get + get).getBytes(StandardCharsets.US_ASCII));
        assertEquals(200, call.receive(false).status());
        assertEquals(200, call.receive(false).status());
      }
    }
  }

  @Test
  void atAStopEverybodyWhoWaitsIsAnswered() throws Exception {
    for (String grace : List.of("0", "1")) {
      var server = new RunningServer("--running", "1", "--grace", grace, "--deadline", "3600");
      try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Answer>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          asked.add(clients.submit(() -> server.explain(SLOW)));
        }
        assertTrue(shows(server, "mekiki_jobs_waiting 4"));
        server.close();
        for (Future<Answer> each : asked) {
          assertEquals(503, each.get().status());
          assertTrue(each.get().body().contains("stopped"), each.get().body());
        }
      }
    }
  }
}
