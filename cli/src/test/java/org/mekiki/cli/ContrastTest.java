package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why one class rather than another: what the one has less what the other has. */
final class ContrastTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = "it is not good , not bad";

  private static List<JsonNode> explained(String... options) {
    var all = new ArrayList<>(List.of("explain", "--format", "json"));
    all.addAll(List.of(options));
    CommandRun ran = CommandRun.run(all.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran.out().lines().map(line -> JSON.readTree(line)).toList();
  }

  private static JsonNode target(List<JsonNode> found, String label) {
    return found.stream()
        .filter(each -> each.path("target").path("label").asString().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--method sig-exact",
        "--method sig-both-exact",
        "--method ig --steps 10",
        "--method deletion",
        "--method sig-exact --window 5"
      })
  void itIsTheDifferenceOfBothClasses(String how) {
    var options = new ArrayList<>(List.of(how.split(" ")));
    options.addAll(List.of("--target", "positive-negative"));
    options.addAll(List.of("--target", "positive", "--target", "negative", TEXT));
    List<JsonNode> found = explained(options.toArray(String[]::new));
    assertEquals(3, found.size());
    JsonNode contrast = target(found, "positive-negative");
    JsonNode one = target(found, "positive");
    JsonNode other = target(found, "negative");
    for (int i = 0; i < one.path("words").size(); i++) {
      assertEquals(
          one.path("words").path(i).path("raw").asDouble()
              - other.path("words").path(i).path("raw").asDouble(),
          contrast.path("words").path(i).path("raw").asDouble(),
          2e-5,
          how);
    }
    assertEquals(one.path("prediction"), contrast.path("prediction"));
    assertEquals(1, contrast.path("target").path("index").asInt());
    assertEquals("negative", contrast.path("target").path("against").path("label").asString());
  }

  @Test
  void aPersonReadsWhatIsHeldAgainstWhat() {
    CommandRun ran =
        CommandRun.run("explain", "--method", "sig-exact", "--target", "0-positive", TEXT);
    assertTrue(
        ran.out().contains("the log-odds of \"negative\" rather than \"positive\", by "),
        ran.out());
    assertTrue(ran.out().contains("prediction: negative 92.9 %"), ran.out());
  }

  @Test
  void onlyTwoClassesCanBeHeldAgainstEachOther() {
    CommandRun.refused("compares a class with itself", "explain", "--target", "0-negative", TEXT);
    CommandRun.refused(
        "the model has no class \"positive-neutral\"",
        "explain",
        "--target",
        "positive-neutral",
        TEXT);
    CommandRun.refused(
        "what is explained is a number without probabilities",
        "explain",
        "--target",
        "0-1",
        "--output-kind",
        "probability",
        TEXT);
  }
}
