package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Indices of interactions on the user's path, with the embedded model. */
final class InteractionsCommandTest {
  private static final String TEXT = "It is not without charm , but unwatchable .";
  private static final String LONG =
      "It is not without charm or a certain wit , but the film is far too long .";

  private static final String MEDIUM = "It is not without charm or wit , but far too long .";

  private static CommandRun explained(String format, String... options) {
    var args = new ArrayList<>(List.of("explain", "--format", format));
    args.addAll(List.of(options));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran;
  }

  private static JsonNode json(String... options) {
    return JsonMapper.builder().build().readTree(explained("json", options).out());
  }

  /** Singles, pairs and triples. */
  private static double sum(JsonNode interactions) {
    double sum = 0;
    for (JsonNode single : interactions.path("singles")) {
      sum += single.path("value").asDouble();
    }
    for (int i = 0; i < interactions.path("matrix").size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += interactions.path("matrix").path(i).path(j).asDouble();
      }
    }
    for (JsonNode triple : interactions.path("triples")) {
      sum += triple.path("value").asDouble();
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-sii", "stii", "fsii"})
  void anIndexOfAShortTextIsExact(String index) {
    for (String order : List.of("2", "3")) {
      JsonNode node =
          json("--method", "shapley", "--interactions", index, "--interactions-order", order, TEXT);
      JsonNode found = node.path("interactions");
      assertEquals(index, found.path("index").asString());
      assertEquals(order, found.path("order").asString());
      assertEquals(511, found.path("forward").asInt());
      assertEquals(9, found.path("singles").size());
      assertEquals(0, found.path("margins").path(0).path(1).asDouble(1));
      assertEquals(order.equals("3") ? 84 : 0, found.path("triples").size());
      double difference = node.path("f_input").asDouble() - node.path("f_baseline").asDouble();
      assertEquals(difference, sum(found), 1e-5);
    }
  }

  /** The Shapley value of a word is what it has alone and half of each of its pairs. */
  @Test
  void pairsOfKSiiAreHalvedAmongTheirWords() {
    JsonNode node = json("--method", "shapley", "--interactions", "k-sii", TEXT);
    JsonNode found = node.path("interactions");
    for (int i = 0; i < 9; i++) {
      double value = found.path("singles").path(i).path("value").asDouble();
      for (int j = 0; j < 9; j++) {
        value += found.path("matrix").path(i).path(j).asDouble(0) / 2;
      }
      assertEquals(node.path("words").path(i).path("raw").asDouble(), value, 1e-9);
    }
  }

  @Test
  void whatFollowsIsTheIndexOnlyIfItIsOne() {
    JsonNode bare = json("--interactions", TEXT).path("interactions");
    assertEquals("last", bare.path("index").asString());
    assertFalse(bare.has("margins"));
    assertEquals(bare, json("--interactions", "last", TEXT).path("interactions"));
    assertEquals(bare, json("--interactions=last", TEXT).path("interactions"));
    JsonNode three = json("--interactions=stii", "--interactions-top", "3", TEXT);
    assertEquals(3, three.path("interactions").path("words").size());
    assertEquals(7, three.path("interactions").path("forward").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-sii", "stii", "fsii"})
  void anIndexOfALongTextSaysHowWellItIsKnown(String index) {
    String[] options = {"--method", "sig-exact", "--interactions", index, LONG};
    CommandRun ran = explained("terminal", options);
    assertTrue(
        Pattern.compile("interactions of 18 words by " + index + ": \\d+.* more forward passes")
            .matcher(ran.err())
            .find(),
        ran.err());
    String how = "from a sample with 95 % intervals";
    assertTrue(ran.out().contains("of order 2: ") && ran.out().contains(how), ran.out());
    JsonNode found = json(options).path("interactions");
    assertTrue(found.path("margins").path(0).path(1).asDouble() > 0);
    assertTrue(found.path("singles").path(0).path("margin").isNumber());
    String page = explained("html", options).out();
    assertTrue(page.contains(how));
    assertTrue(page.contains("<small>± "));
  }

  @Test
  void setsOfThreeOfALongTextHaveIntervals() {
    String[] options = {
      "--method", "sig-exact", "--interactions", "stii", "--interactions-order", "3", MEDIUM
    };
    JsonNode node = json(options);
    JsonNode found = node.path("interactions");
    assertEquals(286, found.path("triples").size());
    assertTrue(found.path("explained").isNull());
    assertTrue(found.path("triples").path(0).path("margin").asDouble() > 0);
    JsonNode whole = json("--method", "shapley", MEDIUM);
    double difference = whole.path("f_input").asDouble() - whole.path("f_baseline").asDouble();
    assertEquals(difference, sum(found), 1e-5);
    String out = explained("terminal", options).out();
    assertTrue(
        Pattern.compile("[+-]0\\.\\d{3} ± 0\\.\\d{3} {2}\\S+ \\+ \\S+ \\+ \\S+")
            .matcher(out)
            .find(),
        out);
  }

  @Test
  void aVeryLongTextHasASparseFunction() {
    String[] options = {
      "--method", "sig-exact", "--interactions", "k-sii", "--interactions-order", "3", LONG + LONG
    };
    CommandRun ran = explained("terminal", options);
    assertTrue(ran.err().contains("interactions of 36 words by k-sii: 2001 more"), ran.err());
    assertTrue(
        Pattern.compile("of a sparse function of .* explains \\d+ % of").matcher(ran.out()).find(),
        ran.out());
    JsonNode found = json(options).path("interactions");
    double explained = found.path("explained").asDouble();
    assertTrue(explained > 0.5 && explained < 1, "explained " + explained);
    assertTrue(found.path("margins").isNull());
    JsonNode whole = json("--method", "shapley", "--samples", "10", LONG + LONG);
    double difference = whole.path("f_input").asDouble() - whole.path("f_baseline").asDouble();
    assertEquals(difference, sum(found), 1e-5);
    assertTrue(found.path("triples").size() < 1000);
  }

  @Test
  void setsOfThreeAreShownInWords() {
    String[] options = {
      "--method", "shapley", "--interactions", "k-sii", "--interactions-order", "3", TEXT
    };
    assertTrue(
        Pattern.compile("[+-]0\\.\\d{3} {2}\\S+ \\+ \\S+ \\+ \\S+")
            .matcher(explained("terminal", options).out())
            .find());
    assertTrue(
        explained("html", options)
            .out()
            .contains("Three words, beyond what each word and each pair does"));
  }

  @Test
  void whatCannotBeIsRefused() {
    refused("--interactions is \"sii\"", "explain", "--interactions=sii", TEXT);
    refused("--interactions-order is for an index", "explain", "--interactions-order", "3", TEXT);
    refused(
        "--interactions-order is 1; it can be 2, for pairs, or 3",
        "explain",
        "--interactions",
        "stii",
        "--interactions-order",
        "1",
        TEXT);
    refused(
        "--interactions-order is 4; it can be 3 at most",
        "explain",
        "--interactions",
        "stii",
        "--interactions-order",
        "4",
        TEXT);
    refused(
        "leave out --budget, or take --interactions last",
        "explain",
        "--interactions",
        "stii",
        "--budget",
        "100",
        TEXT);
    refused("not both", "explain", "--interactions", "stii", "--interactions-top", "0", TEXT);
    refused("does not score in units", "explain", "--method", "lime", "--interactions=stii", TEXT);
    refused("one baseline", "explain", "--baseline", "pad,unk", "--interactions=stii", TEXT);
  }
}
