package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.mekiki.cli.serve.HttpCall.Answer;

/**
 * Many clients at once lose nothing and get what a single one gets, and nothing stays behind.
 *
 * <p>The properties {@code mekiki.load.requests} and {@code mekiki.load.clients} make it longer.
 */
@Isolated
final class LoadTest {
  private static final int CLIENTS = Integer.getInteger("mekiki.load.clients", 32);
  private static final int REQUESTS = Integer.getInteger("mekiki.load.requests", 320);
  private static final List<String> BODIES =
      List.of(
          "{\"text\":\"a warm film\"}",
          "{\"text\":\"dull , and far too long\",\"method\":\"sig-exact\",\"target\":\"all\"}",
          "{\"text\":\"déjà 😀 vu\",\"method\":\"ig\",\"steps\":4}",
          "{\"text\":\"not without charm\",\"phrase\":\"not without\",\"target\":\"negative\"}",
          "{\"text\":\"good\",\"target\":\"nowhere\"}");

  @Test
  void thirtyTwoClientsGetTheAnswersOfOne() throws Exception {
    try (var server = new RunningServer();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, String> alone = new HashMap<>();
      for (String body : BODIES) {
        alone.put(body, withoutTime(server.explain(body)));
      }
      var next = new AtomicInteger();
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> client(server.port(), next, alone)));
      }
      while (next.get() < REQUESTS / 2) {
        Thread.sleep(20);
      }
      long before = used();
      int answered = 0;
      for (Future<Integer> client : clients) {
        answered += client.get();
      }
      assertEquals(REQUESTS, answered);
      long grown = used() - before;
      assertTrue(grown < 16 << 20, "the heap has grown by " + grown + " bytes");
      System.out.printf(
          "%d requests of %d clients, heap %+d KiB over the second half%n",
          answered, CLIENTS, grown >> 10);
    }
  }

  private static int client(int port, AtomicInteger next, Map<String, String> alone)
      throws IOException {
    int answered = 0;
    try (var call = new HttpCall(port)) {
      for (int i = next.getAndIncrement(); i < REQUESTS; i = next.getAndIncrement()) {
        String body = BODIES.get(i % BODIES.size());
        Answer answer = call.send("POST", "/api/explain", body, "Content-Type: application/json");
        assertEquals(alone.get(body), withoutTime(answer));
        answered++;
      }
    }
    return answered;
  }

  private static String withoutTime(Answer answer) {
    return answer.status() + answer.body().replaceAll("\"millis\":[0-9]+", "");
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
