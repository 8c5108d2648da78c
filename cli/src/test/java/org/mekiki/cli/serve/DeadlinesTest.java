package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.choice.Setting;
import org.mekiki.cli.serve.HttpCall.Answer;
import org.mekiki.sig.Methods;

/**
 * A request's deadline ends whatever its options ask for, and what no deadline allows does not
 * begin.
 */
final class DeadlinesTest {
  /** Words of a text that the model cuts off, and that make several windows. */
  private static final String LONG = "dull but warm , and not without its charm . ".repeat(60);

  private static final String DEADLINE = ",\"deadline\":0.05}";

  /** Threads are looked at as often as that, a second long, and some more on a loaded machine. */
  private static final int LOOKS = 40;

  private static final int MILLIS = 50;

  private static final int ATTEMPTS = 3;

  private static String request(String text, String... fields) {
    return "{\"text\":\"" + text + "\"," + String.join(",", fields) + DEADLINE;
  }

  /**
   * Each method with the largest numbers that are allowed, which keep the server busy for hours.
   */
  private static List<String> requests() {
    var all = new ArrayList<String>();
    for (String method : Methods.names()) {
      String name = "\"method\":\"" + method + "\"";
      for (String setting :
          List.of(
              "\"note\":\"as it is\"",
              "\"steps\":10000",
              "\"steps\":9999,\"quadrature\":\"gauss-kronrod\"",
              "\"tolerance\":1e-300,\"max_steps\":10000",
              "\"samples\":1000000",
              "\"samples\":1000000,\"noise\":0.5",
              "\"neighbours\":10000",
              "\"target\":\"all\",\"output_kind\":\"probability\"",
              "\"baseline\":[\"mask\",\"pad\",\"zero\"]",
              "\"budget\":\"1000000\"",
              "\"budget\":\"3600s\"",
              "\"window\":\"default\"",
              "\"window\":\"100\",\"pieces\":true",
              "\"phrases\":100",
              "\"phrases\":15,\"window\":\"60\"",
              "\"phrase\":[\"a\",\"d\",\" \",\"wa\"]",
              "\"sentences\":true",
              "\"counterfactual\":true",
              "\"effects\":10000",
              "\"interactions\":true",
              "\"interactions_top\":60")) {
        all.add(request(LONG, name, setting));
      }
    }
    for (String index :
        List.of(
            "\"k-sii\"",
            "\"stii\"",
            "\"fsii\",\"interactions_top\":30",
            "\"fsii\",\"interactions_top\":12,\"interactions_order\":3")) {
      all.add(request(LONG, "\"method\":\"sig-exact\"", "\"interactions\":" + index));
    }
    all.add(request(LONG, "\"method\":[\"sig\",\"lime\",\"deletion\"]"));
    all.add(request("a fine film", "\"steps\":10000"));
    return all;
  }

  @Test
  void everySettingIsAmongThem() {
    String all = String.join("\n", requests());
    // A seed and a place cost nothing, and units are fewer than words.
    List<String> free = List.of("seed", "at", "units");
    for (Setting<?> setting : org.mekiki.cli.choice.TextChoices.SETTINGS) {
      String field = "\"" + setting.name().replace('-', '_') + "\":";
      assertTrue(free.contains(setting.name()) || all.contains(field), field);
    }
  }

  @Test
  void everyThreadIsFreeASecondAfterTheDeadline() throws Exception {
    try (var server =
        new RunningServer("--running", "2", "--max-passes", Long.toString(Long.MAX_VALUE))) {
      server.served().models().forEach(model -> model.speed().forget());
      // What runs for the first time takes its time whoever waits for it.
      assertEquals(200, server.explain("{\"text\":\"a fine film\"}").status());
      List<String> kept = new ArrayList<>();
      for (String request : requests()) {
        // A machine that is busy with something else can be late, but not with the same each time.
        boolean idle = false;
        for (int attempt = 0; attempt < ATTEMPTS && !idle; attempt++) {
          Answer answer = server.explain(request);
          assertTrue(List.of(200, 422, 503).contains(answer.status()), answer.body());
          if (answer.status() == 422) {
            // What is refused for its meaning has cost nothing; hopelessness is not asked about.
            assertTrue(!answer.body().contains("the deadline is"), answer.body());
          }
          idle = becomesIdle(server);
        }
        if (!idle) {
          kept.add(request.substring(Math.min(request.length(), LONG.length())));
        }
      }
      assertEquals(List.of(), kept, "these keep a thread");
    }
  }

  private static boolean becomesIdle(RunningServer server) throws Exception {
    for (int i = 0; i < LOOKS; i++) {
      if (HttpCall.get(server.port(), "/metrics").body().contains("mekiki_jobs_running 0")) {
        return true;
      }
      Thread.sleep(MILLIS);
    }
    return false;
  }

  @Test
  void whatTheLimitsCannotAllowDoesNotBegin() throws Exception {
    try (var server = new RunningServer("--running", "1")) {
      for (String request :
          List.of(
              "{\"text\":\"a fine film\",\"steps\":1000000,\"deadline\":2}",
              "{\"text\":\"a fine film\",\"samples\":1000001,\"method\":\"lime\"}",
              "{\"text\":\"a fine film\",\"method\":\"dig\",\"neighbours\":10001}",
              "{\"text\":\"a fine film\",\"phrases\":1001}",
              "{\"text\":\"a fine film\",\"max_steps\":2147483647}",
              "{\"text\":\"a fine film\",\"phrase\":["
                  + String.join(",", Collections.nCopies(1001, "\"film\""))
                  + "]}")) {
        Answer answer = server.explain(request);
        assertEquals(422, answer.status(), answer.body());
        assertTrue(answer.body().contains("at most"), answer.body());
      }
      for (String fields :
          List.of(
              "\"steps\":10000",
              "\"method\":\"smoothgrad\",\"samples\":500001",
              "\"method\":\"gradient-shap\",\"samples\":1000000",
              "\"method\":\"lime\",\"samples\":1000000,\"sentences\":true",
              "\"steps\":9999,\"phrases\":100",
              "\"steps\":4000,\"window\":\"default\"",
              "\"steps\":4000,\"baseline\":[\"mask\",\"pad\"],\"target\":\"all\"")) {
        Answer answer = server.explain("{\"text\":\"" + LONG + "\"," + fields + "}");
        assertEquals(422, answer.status(), fields + answer.body());
        assertTrue(
            answer.body().contains("this server allows 1000000 per request"),
            fields + answer.body());
      }
      assertEquals(200, server.explain("{\"text\":\"a fine film\"}").status());
      assertTrue(
          HttpCall.get(server.port(), "/metrics").body().contains("mekiki_jobs_expired_total 0"));
    }
  }

  @Test
  void theDeadlineIsHeldAgainstTheSpeedOfTheModel() throws Exception {
    try (var server = new RunningServer()) {
      Speed speed = server.served().models().getFirst().speed();
      for (int i = 0; i < 200 && speed.leastSeconds(1) == 0; i++) {
        Thread.sleep(MILLIS);
      }
      assertTrue(speed.leastSeconds(1) > 0, "the model was measured");
      Answer answer = server.explain("{\"text\":\"" + LONG + "\",\"steps\":3000,\"deadline\":0.5}");
      assertEquals(422, answer.status(), answer.body());
      assertTrue(answer.body().contains("the deadline is 0.500 s"), answer.body());
    }
  }
}
