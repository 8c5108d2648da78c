package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an audit says about words that turn decisions, held against the search text by text. */
final class AuditTurningTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> TEXTS =
      List.of(
          "It is not good",
          "not bad , not good either",
          "a warm and funny film",
          "dull , and dull again",
          "the film is too long",
          "no fun",
          "He is a good man");

  @TempDir private Path folder;

  private CommandRun audit(String... more) throws IOException {
    Path data = folder.resolve("films.csv");
    Files.writeString(data, "text\n\"" + String.join("\"\n\"", TEXTS) + "\"\n");
    var args =
        new java.util.ArrayList<>(
            List.of("audit", "--data", data.toString(), "--phrases", "1", "--min-count", "1"));
    args.addAll(List.of("--output", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return CommandRun.run(args.toArray(String[]::new));
  }

  private JsonNode rows(String table) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve("out").resolve("audit.json")))
        .path("tables")
        .path(table)
        .path("rows");
  }

  @Test
  void theWordsAreThoseThatTheSearchFindsInEachText() throws IOException {
    CommandRun ran = audit("--counterfactual", "2");
    assertEquals(0, ran.status(), ran.err());
    Map<String, Integer> expected = new TreeMap<>();
    Map<String, Integer> alone = new TreeMap<>();
    Map<String, Integer> needed = new TreeMap<>();
    for (String text : TEXTS) {
      JsonNode found =
          JSON.readTree(
              CommandRun.run(
                      "counterfactual", "--format", "json", "--max-words", "2", "--top", "50", text)
                  .out());
      String label = found.path("decision").path("label").asString();
      JsonNode turning = found.path("turning");
      Set<String> words = new HashSet<>();
      for (JsonNode set : turning.path("sets")) {
        for (JsonNode word : set.path("words")) {
          words.add(label + " " + word.path("text").asString().toLowerCase(java.util.Locale.ROOT));
        }
      }
      boolean turns = !turning.path("sets").isEmpty();
      int size = turns ? turning.path("sets").path(0).path("words").size() : 0;
      words.forEach(word -> expected.merge(word, 1, Integer::sum));
      words.forEach(word -> alone.merge(word, size == 1 ? 1 : 0, Integer::sum));
      needed.merge(
          label + " " + (turns ? size : "more than " + turning.path("excluded").asInt()),
          1,
          Integer::sum);
    }
    assertTrue(alone.containsValue(0) && alone.containsValue(1), "both kinds: " + alone);
    Map<String, Integer> turned = new TreeMap<>();
    Map<String, Integer> turnedAlone = new TreeMap<>();
    for (JsonNode row : rows("turning")) {
      String word = row.path("class").asString() + " " + row.path("term").asString();
      turned.put(word, row.path("turned").asInt());
      turnedAlone.put(word, row.path("alone").asInt());
      JsonNode example = row.path("examples").path(0);
      assertTrue(example.path("value").asDouble() < 0, "the answer becomes less probable");
    }
    assertEquals(expected, turned);
    assertEquals(alone, turnedAlone);
    Map<String, Integer> counted = new TreeMap<>();
    for (JsonNode row : rows("needed")) {
      counted.put(
          row.path("class").asString() + " " + row.path("words").asString(),
          row.path("texts").asInt());
    }
    assertEquals(needed, counted);
    assertTrue(ran.out().contains("turned by masking one word: "), ran.out());
    assertTrue(ran.out().contains("words that turn most decisions: "), ran.out());
  }

  @Test
  void thatIsAskedWithTheOptionOnly() throws IOException {
    assertEquals(0, audit().status());
    assertTrue(rows("turning").isMissingNode() && rows("needed").isMissingNode());
    CommandRun other = audit("--counterfactual", "1");
    assertEquals(2, other.status());
    assertTrue(other.err().contains("--restart"), other.err());
  }

  @Test
  void badNumbersAreRefused() throws IOException {
    assertTrue(audit("--counterfactual", "0").err().contains("must be at least 1"));
    assertTrue(audit("--counterfactual", "11").err().contains("can be 10 at most, got 11"));
  }

  @Test
  void relianceOfEachDecisionFollowsFromTheScores() throws IOException {
    assertEquals(0, audit().status());
    JsonNode row = rows("relying").path(0);
    String strongest = row.path("word").asString();
    String explained =
        CommandRun.run("explain", "--method", "sig-exact", "--format", "json", TEXTS.getLast())
            .out();
    double squares = 0;
    double all = 0;
    double listed = 0;
    String found = "";
    for (JsonNode word : JSON.readTree(explained).path("words")) {
      double score = word.path("raw").asDouble();
      squares += score * score;
      all += Math.abs(score);
      String written = word.path("text").asString();
      if (List.of("He", "man").contains(written) && Math.abs(score) > Math.abs(listed)) {
        listed = score;
        found = written;
      }
    }
    assertEquals(strongest, found);
    assertEquals(Math.abs(listed) / Math.sqrt(squares), row.path("reliance").asDouble(), 1e-6);
    assertEquals(listed / all, row.path("share").asDouble(), 1e-6);
    JsonNode summary = rows("reliance").path(0);
    assertEquals("gender", summary.path("set").asString());
    assertEquals(row.path("reliance").asDouble(), summary.path("mean_reliance").asDouble(), 1e-12);
  }
}
