package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.mekiki.cli.CommandRun;
import org.mekiki.cli.serve.HttpCall.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Audits over HTTP: those of the command, within the server's limits, and nothing left behind. */
@Isolated // looks at what lies in the system's temporary folder
final class AuditApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TABLE =
      """
      text,label,period
      He is a good man,1,old
      She is dull,0,old
      a bad film and his worst,0,new
      the film is fun for her,1,new
      "no, not good",0,new
      """;

  @TempDir private Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new RunningServer("--max-rows", "50", "--max-text", "1000", "--max-passes", "3000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> all = Files.list(temporary)) {
      assertEquals(
          List.of(),
          all.filter(each -> each.getFileName().toString().startsWith("mekiki-audit-")).toList());
    }
  }

  private static ObjectNode request(String name, String table) {
    return JSON.createObjectNode().put("name", name).put("table", table);
  }

  private static Answer audit(ObjectNode request) throws IOException {
    return HttpCall.post(server.port(), AuditApi.AUDIT, request.toString());
  }

  private static JsonNode answered(ObjectNode request) throws IOException {
    Answer answer = audit(request);
    assertEquals(200, answer.status(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static void refused(int status, String part, ObjectNode request) throws IOException {
    Answer answer = audit(request);
    assertEquals(status, answer.status(), answer.body());
    String detail = JSON.readTree(answer.body()).path("detail").asString();
    assertTrue(detail.contains(part), detail);
    assertFalse(detail.contains("mekiki-audit-"), detail);
    assertFalse(detail.contains("--"), detail);
    assertEquals(1, detail.lines().count(), detail);
  }

  @Test
  void findingsAndPageSpeakTheLanguageThatIsAskedFor() throws IOException {
    ObjectNode request = request("films.csv", TABLE).put("lang", "ja").put("page", true);
    JsonNode answer = answered(request);
    assertTrue(answer.path("verdict").asString().contains("と判断しています"), answer.toString());
    assertTrue(
        answer.path("findings").path(0).path("text").asString().contains("正しく判断しています"),
        answer.toString());
    assertTrue(answer.path("page").asString().contains("<html lang=\"ja\">"));
    refused(422, "lang", request("films.csv", TABLE).put("lang", "fr"));
  }

  @Test
  void theAnswerIsThatOfTheCommand() throws IOException {
    Path data = Files.writeString(folder.resolve("films.csv"), TABLE);
    CommandRun ran =
        CommandRun.run(
            "audit",
            "--data",
            data.toString(),
            "--group-column",
            "period",
            "--min-count",
            "2",
            "--rows",
            "500",
            "--output",
            folder.resolve("out").toString());
    assertEquals(0, ran.status(), ran.err());
    ObjectNode request =
        request("films.csv", TABLE).put("group_column", "period").put("page", true);
    var answer = (ObjectNode) answered(request);
    String page = Files.readString(folder.resolve("out").resolve("audit.html"));
    assertEquals(page, answer.remove("page").asString());
    assertTrue(answer.remove("told").isArray());
    assertEquals(
        JSON.readTree(Files.readString(folder.resolve("out").resolve("audit.json"))), answer);
    assertTrue(page.contains(answer.path("verdict").asString()));
    assertEquals(
        "It is right in 100.0 % of the 5 texts whose right answer is known (47.8 to 100.0 %).",
        answer.at("/findings/0/text").asString());
    Answer html =
        audit(request("films.csv", TABLE).put("group_column", "period").put("format", "html"));
    assertEquals(page, html.body());
    assertEquals("attachment; filename=\"audit.html\"", html.headers().get("content-disposition"));
  }

  @Test
  void everyFormatIsRead() throws IOException {
    String tabs = "text\tlabel\na warm film\t1\na dull one\t0\n";
    assertEquals(2, answered(request("films.TSV", tabs)).path("texts").asInt());
    String lines =
        "{\"sentence\":\"a warm film\"}\n{\"sentence\":\"a dull one\",\"label\":\"negative\"}\n";
    JsonNode answer = answered(request("評価 1.jsonl", lines));
    assertEquals(1, answer.at("/accuracy/labelled").asInt());
    assertTrue(
        Set.of("評価 1.jsonl", "table.jsonl")
            .contains(answer.at("/settings/data").asString().replaceAll(", sha256.*", "")),
        answer.at("/settings/data").asString());
  }

  @Test
  void whatIsToBeKnownOfTheTableIsTold() throws IOException {
    JsonNode told = answered(request("films.csv", TABLE)).path("told");
    assertTrue(
        told.valueStream()
            .anyMatch(each -> each.asString().startsWith("films.csv: the labels are")),
        told.toString());
    String odd = "text,Label\na warm film,1\n";
    told = answered(request("films.csv", odd)).path("told");
    assertTrue(told.get(0).asString().endsWith("name it with label_column"), told.toString());
  }

  @Test
  void whatCannotBeUsedIsSaidInTheNamesOfTheRequest() throws IOException {
    refused(422, "the field \"name\" is missing", JSON.createObjectNode().put("table", TABLE));
    refused(422, "the field \"table\" is missing", JSON.createObjectNode().put("name", "a.csv"));
    for (String name :
        List.of("../a.csv", "a.txt", "/etc/a.csv", "..csv", "a\\b.csv", "a\nb.csv")) {
      refused(422, "must be a file's name that ends with .csv", request(name, TABLE));
    }
    refused(422, "films.csv has no column text", request("films.csv", "a,b\n1,2\n"));
    refused(422, "name one with text_column", request("films.csv", "a,b\n1,2\n"));
    refused(
        422,
        "text_column names \"txt\" (did you mean \"text\"?)",
        request("films.csv", TABLE).put("text_column", "txt"));
    refused(
        422,
        "films.csv, line 2: the label \"old\" is none of",
        request("films.csv", TABLE).put("label_column", "period"));
    refused(422, "films.csv, line 2", request("films.csv", "text,label\na,1,2\n"));
    refused(422, "films.csv has no text", request("films.csv", "text\n"));
    refused(422, "films.csv is empty", request("films.csv", ""));
    refused(422, "format is \"xml\"", request("films.csv", TABLE).put("format", "xml"));
    refused(422, "method is \"sick\"", request("films.csv", TABLE).put("method", "sick"));
    refused(422, "phrases", request("films.csv", TABLE).put("phrases", 0));
    refused(422, "min_count", request("films.csv", TABLE).put("min_count", 0));
    refused(422, "no model \"other\"", request("films.csv", TABLE).put("model", "other"));
    refused(400, "no field \"text\"", request("films.csv", TABLE).put("text", "a"));
    refused(422, "deadline", request("films.csv", TABLE).put("deadline", 0));
  }

  @Test
  void tooMuchIsRefused() throws IOException {
    String rows = "text\n" + "a warm film\n".repeat(51);
    refused(422, "more than 50 rows", request("films.csv", rows));
    String code = JSON.readTree(audit(request("films.csv", rows)).body()).path("code").asString();
    assertEquals("too-many-rows", code);
    assertTrue(
        audit(request("films.csv", rows).put("lang", "ja")).body().contains("上限 50 行"), "Japanese");
    assertEquals(
        50,
        answered(request("films.csv", rows.substring(0, rows.length() - 12)).put("phrases", 1))
            .path("texts")
            .asInt());
    String longText = "text\nshort\n" + "a ".repeat(600) + "\n";
    refused(
        422, "the text in line 3 of the table has 1200 characters", request("films.csv", longText));
    refused(413, "larger than the limit", request("films.csv", "text\n" + "a\n".repeat(200_000)));
    String many = "text\n" + "a warm and funny film that goes on and on for all of us\n".repeat(50);
    refused(422, "passes through the model", request("films.csv", many).put("phrases", 9));
  }

  @Test
  void aDeadlineAndALeavingClientEndIt() throws Exception {
    String many = "text\n" + "a warm and funny film that goes on and on\n".repeat(50);
    ObjectNode request = request("films.csv", many).put("phrases", 1);
    try (var slow =
        new RunningServer("--running", "1", "--max-rows", "50", "--max-passes", "1000000")) {
      slow.served().models().forEach(model -> model.speed().forget());
      ObjectNode steps = request.deepCopy().put("method", "lime").put("deadline", 0.3);
      Answer late = HttpCall.post(slow.port(), AuditApi.AUDIT, steps.toString());
      assertEquals(503, late.status(), late.body());
      assertTrue(late.body().contains("no answer within 0.3 s"), late.body());
      try (var call = new HttpCall(slow.port())) {
        call.begin(
            "POST",
            AuditApi.AUDIT,
            request.deepCopy().put("method", "lime").toString(),
            "Content-Type: application/json");
        Thread.sleep(500);
      }
      // The only thread is free again, long before the audit would be done.
      Answer next = slow.explain("{\"text\":\"a warm film\",\"method\":\"sig-exact\"}");
      assertEquals(200, next.status(), next.body());
      nothingIsLeftSoon();
    }
  }

  private static void nothingIsLeftSoon() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    for (int i = 0; i < 100; i++) {
      try (Stream<Path> all = Files.list(temporary)) {
        if (all.noneMatch(each -> each.getFileName().toString().startsWith("mekiki-audit-"))) {
          return;
        }
      }
      Thread.sleep(100);
    }
    fail("what audits wrote is left in " + temporary);
  }

  @Test
  void severalAtATimeGetTheirOwn() throws Exception {
    try (var clients = Executors.newFixedThreadPool(4)) {
      var asked = new ArrayList<Callable<JsonNode>>();
      for (int i = 0; i < 8; i++) {
        String word = List.of("warm", "dull").get(i % 2);
        asked.add(
            () ->
                answered(
                    request("t" + word + ".csv", "text\n" + ("a " + word + " film\n").repeat(6))));
      }
      Map<String, Set<String>> all = new HashMap<>();
      for (var future : clients.invokeAll(asked)) {
        JsonNode answer = future.get();
        all.computeIfAbsent(answer.at("/settings/data").asString(), _ -> new java.util.HashSet<>())
            .add(answer.toString());
      }
      assertEquals(2, all.size(), all.keySet().toString());
      assertEquals(
          Set.of(1),
          all.values().stream().map(Set::size).collect(Collectors.toSet()),
          "same bytes");
    }
  }

  @Test
  void itsPassesAreCounted() throws IOException {
    long before = passes();
    answered(request("films.csv", TABLE).put("phrases", 1));
    assertTrue(passes() > before + 20, before + " to " + passes());
  }

  private static long passes() throws IOException {
    return HttpCall.get(server.port(), "/metrics")
        .body()
        .lines()
        .filter(line -> line.matches("mekiki_(forward|backward)_passes_total .*"))
        .mapToLong(line -> (long) Double.parseDouble(line.replaceAll(".* ", "")))
        .sum();
  }
}
