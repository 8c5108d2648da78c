package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Budgets and windows, with the embedded model. */
final class LongTextTest {
  private static final String TEXT =
      "The cast walks through a station. It rains, and 😀 trains depart unspectacularly. "
          + "An utterly dull and lifeless film ! A man reads the paper on platform two.";

  @TempDir private Path folder;

  private static CommandRun explain(String... options) {
    var args = new ArrayList<>(List.of("explain"));
    args.addAll(List.of(options));
    args.add(TEXT);
    return CommandRun.run(args.toArray(String[]::new));
  }

  private static JsonNode json(String... options) {
    var args = new ArrayList<>(List.of("--format", "json"));
    args.addAll(List.of(options));
    CommandRun ran = explain(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return JsonMapper.builder().build().readTree(ran.out());
  }

  private static void refused(String word, String... options) {
    CommandRun ran = explain(options);
    assertEquals(2, ran.status(), ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains(word), ran.err());
    assertEquals("", ran.out());
  }

  private static long passes(JsonNode node) {
    return node.path("counts").path("forward").asLong()
        + node.path("counts").path("backward").asLong();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sig", "sig-exact", "ig"})
  void countsNeverExceedTheBudget(String method) {
    int explained = -1;
    for (int budget : new int[] {20, 33, 50, 80, 140, 230, 2000}) {
      JsonNode node = json("--method", method, "--budget", Integer.toString(budget));
      assertTrue(passes(node) <= budget, method + " " + budget + ": " + node.path("counts"));
      int words = node.path("budget").path("words_integrated").asInt();
      assertTrue(words >= explained, "more passes explain no fewer words");
      assertTrue(words >= 1);
      explained = words;
    }
    String both =
        explain("--format", "json", "--method", method, "--target", "all", "--budget", "40").out();
    assertEquals(2, both.lines().count());
    both.lines()
        .forEach(line -> assertTrue(passes(JsonMapper.builder().build().readTree(line)) <= 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-5", "1e-3"})
  void refinementEndsWithTheBudget(String tolerance) {
    for (int budget : new int[] {100, 300, 700, 1000}) {
      JsonNode node = json("--tolerance", tolerance, "--budget", Integer.toString(budget));
      assertTrue(passes(node) <= budget, budget + ": " + node.path("counts"));
    }
    JsonNode free = json("--tolerance", tolerance);
    JsonNode cut = json("--tolerance", tolerance, "--budget", Long.toString(passes(free) - 1));
    assertTrue(passes(cut) < passes(free));
  }

  @Test
  void theWordsThatMatterAreChosenAndTheOthersAreNeverZero() {
    JsonNode all = json("--method", "sig-exact");
    JsonNode some = json("--method", "sig-exact", "--budget", "20");
    assertEquals(all.path("words").size(), some.path("words").size());
    assertTrue(some.path("budget").path("screening").path("forward").asInt() > 1, "sentences too");
    double largest = 0;
    String strongest = "";
    int left = 0;
    for (int i = 0; i < all.path("words").size(); i++) {
      JsonNode word = all.path("words").path(i);
      JsonNode other = some.path("words").path(i);
      assertEquals(word.path("text"), other.path("text"));
      assertEquals(word.path("start"), other.path("start"));
      if (Math.abs(word.path("raw").asDouble()) > largest) {
        largest = Math.abs(word.path("raw").asDouble());
        strongest = other.path("text").asString() + other.path("integrated");
      }
      assertTrue(word.path("integrated").isMissingNode(), "nothing new without a budget");
      boolean integrated = other.path("integrated").asBoolean();
      left += integrated ? 0 : 1;
      assertEquals(integrated, !other.path("score").isNull());
      JsonNode token = some.path("tokens").path(other.path("first_token").asInt());
      assertEquals(integrated, token.path("integrated").asBoolean());
      assertEquals(integrated, !token.path("raw").isNull());
      if (integrated) {
        assertEquals(word.path("raw"), other.path("raw"), "the same bits");
      }
    }
    assertTrue(left > 5, left + " words are left out");
    assertTrue(strongest.endsWith("true"), strongest + " has the largest score");
    int words = some.path("budget").path("words").asInt();
    assertEquals(words - left, some.path("budget").path("words_integrated").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sig", "sig-exact", "ig"})
  void aLargeBudgetAndAWindowThatIsNotNeededChangeNoBit(String method) {
    String plain = scores(json("--method", method));
    assertEquals(plain, scores(json("--method", method, "--budget", "1000000")));
    assertEquals(plain, scores(json("--method", method, "--window")));
  }

  private static String scores(JsonNode node) {
    var all = new StringBuilder(node.path("counts").toString());
    for (String list : List.of("tokens", "words")) {
      for (JsonNode entry : node.path(list)) {
        all.append(entry.path("raw")).append(entry.path("score")).append(entry.path("delta"));
      }
    }
    return all.toString();
  }

  @Test
  void readersSeeWhatWasLeftOut() {
    CommandRun ran = explain("--budget", "60");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("not explained: the budget of 60 passes ran out:"), ran.out());
    assertTrue(ran.out().contains("words explained, scores are normalised over these"), ran.out());
    assertTrue(ran.out().lines().findFirst().orElseThrow().contains("?"), ran.out());
    String page = explain("--budget", "60", "--format", "html").out();
    assertTrue(page.contains("class=\"w left\""), page);
    assertTrue(page.contains("the budget of 60 passes ran out"), page);
    String time = explain("--budget", "60s").out();
    assertFalse(time.contains("not explained"), time);
    assertTrue(time.matches("(?s).*budget: 60.0 s, \\d+ passes.*"), time);
  }

  @Test
  void phrasesAreKeptAndTheirWordsNeedNotBe() {
    JsonNode node = json("--budget", "70", "--sentences");
    assertEquals(4, node.path("phrases").size());
    assertTrue(node.path("phrases").path(0).path("score").isNumber());
    assertTrue(passes(node) <= 70);
    assertTrue(node.path("budget").path("words_integrated").asInt() < 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sig", "sig-exact", "ig"})
  void pairsArePaidFromTheBudgetToo(String method) {
    JsonNode free = json("--method", method, "--interactions");
    for (String[] pairs : new String[][] {{"--interactions"}, {"--interactions-top", "4"}}) {
      for (int budget : new int[] {30, 90, 250, 1200}) {
        String[] options = {"--method", method, "--budget", Integer.toString(budget)};
        JsonNode node = json(with(options, pairs));
        JsonNode found = node.path("interactions");
        assertTrue(passes(node) + found.path("forward").asLong() <= budget, method + budget);
        assertEquals(0, node.path("budget").path("pairs_left").asInt());
        int most = pairs.length == 1 ? Integer.MAX_VALUE : 4;
        int words = node.path("budget").path("words_integrated").asInt();
        assertEquals(Math.min(most, words), found.path("words").size());
        samePairs(free.path("interactions"), found);
      }
    }
  }

  private static void samePairs(JsonNode all, JsonNode some) {
    var places = new ArrayList<Integer>();
    for (JsonNode word : some.path("words")) {
      for (int i = 0; i < all.path("words").size(); i++) {
        if (all.path("words").path(i).equals(word)) {
          places.add(i);
        }
      }
    }
    assertEquals(some.path("words").size(), places.size());
    for (int i = 0; i < places.size(); i++) {
      for (int j = 0; j < places.size(); j++) {
        JsonNode expected = all.path("matrix").path(places.get(i)).path(places.get(j));
        assertEquals(expected, some.path("matrix").path(i).path(j), "the same bits");
      }
    }
  }

  @Test
  void whatTookTimeIsTold() {
    String shown = explain("--interactions-top", "4", "--budget", "400").out();
    assertTrue(shown.matches("(?s).*budget: 400 passes, \\d+ of them used.*"), shown);
    assertTrue(shown.contains("pairs that act differently together"), shown);
    JsonNode node = json("--interactions-top", "4", "--budget", "400");
    long used = passes(node) + node.path("interactions").path("forward").asLong();
    assertTrue(shown.contains("400 passes, " + used + " of them used"), shown);
    assertTrue(node.path("counts").path("multiply_adds").asLong() > 1_000_000);
  }

  @Test
  void badBudgetsAndWindowsAreOneSentence() {
    for (String budget : List.of("0", "0s", "-3", "10x", "1e3", "", "s", "many", "0.0ms")) {
      refused("--budget", "--budget=" + budget);
    }
    refused("at least", "--budget", "3");
    refused("at least", "--budget", "5", "--steps", "50");
    refused("at least", "--budget", "5", "--method", "ig");
    refused(
        "windows of this text; at least", "--budget", "3", "--window", "2", "--max-length", "10");
    refused("ran out after", "--budget", "0.001ms", "--window", "2", "--max-length", "10");
    refused("room for about", "--budget", "1ms", "--steps", "5000", "--method", "ig");
    refused("from 0 to", "--window=600");
    refused("from 0 to", "--window", "18", "--max-length", "20");
    refused("--window", "--window=-1");
    refused("--window", "--window=few");
    refused("pairs", "--window", "--max-length", "20", "--interactions-top", "4");
    refused("no single window", "--window", "--max-length", "12", "--sentences");
    refused("pair of texts", "--window", "--max-length", "12", "--pair", "another");
  }

  @Test
  void theLeastBudgetThatIsNamedIsEnough() {
    for (String method : List.of("sig", "sig-exact", "ig")) {
      for (String more : List.of("--pieces", "--window")) {
        String[] options = {"--method", method, more, "--max-length", "30", "--budget"};
        String err = explain(with(options, "2")).err();
        String least = err.replaceAll("(?s).*at least (\\d+) are.*", "$1");
        assertEquals(0, explain(with(options, least)).status(), err);
        long below = Long.parseLong(least) - 1;
        assertEquals(2, explain(with(options, Long.toString(below))).status(), err);
      }
    }
  }

  private static String[] with(String[] options, String... last) {
    var all = new ArrayList<>(List.of(options));
    all.addAll(List.of(last));
    return all.toArray(String[]::new);
  }

  /** Each window is a text of its own where its words are cut out at spaces. */
  @ParameterizedTest
  @ValueSource(strings = {"sig", "sig-exact", "ig"})
  void wordsHaveTheScoresOfTheirWindowReadAlone(String method) {
    JsonNode node = json("--method", method, "--window", "--max-length", "20", "--target", "0");
    assertTrue(node.path("windows").size() > 2, node.path("windows").toString());
    double largest = 0;
    double error = 0;
    int compared = 0;
    int number = 0;
    for (JsonNode window : node.path("windows")) {
      int start = window.path("start").asInt();
      int end = TEXT.offsetByCodePoints(0, window.path("end").asInt());
      String part = TEXT.substring(TEXT.offsetByCodePoints(0, start), end);
      String[] args = {"explain", "--format", "json", "--method", method, "--target", "0", part};
      JsonNode alone = JsonMapper.builder().build().readTree(CommandRun.run(args).out());
      assertEquals(alone.path("prediction").path("logits"), window.path("logits"));
      for (JsonNode word : node.path("words")) {
        for (JsonNode same : alone.path("words")) {
          if (word.path("window").asInt() == number
              && word.path("start").asInt() == same.path("start").asInt() + start) {
            largest = Math.max(largest, Math.abs(same.path("raw").asDouble()));
            error =
                Math.max(
                    error, Math.abs(same.path("raw").asDouble() - word.path("raw").asDouble()));
            compared++;
          }
        }
      }
      number++;
    }
    assertEquals(node.path("words").size(), compared);
    // Of adaptive paths both have an error of up to 1 % of the largest score, and the other words
    // of the text say what that is; exact scores and one path know nothing of others.
    assertEquals(0, error, method.equals("sig") ? 0.02 * largest : 0);
  }

  @Test
  void windowsKeepOffsetsAndTheMeanDecides() {
    JsonNode node = json("--window", "6", "--max-length", "20", "--phrases", "3");
    int classes = node.path("prediction").path("labels").size();
    for (int c = 0; c < classes; c++) {
      double sum = 0;
      for (JsonNode window : node.path("windows")) {
        sum += window.path("probabilities").path(c).asDouble();
      }
      double mean = sum / node.path("windows").size();
      assertEquals(mean, node.path("prediction").path("probabilities").path(c).asDouble(), 1e-12);
    }
    int[] points = TEXT.codePoints().toArray();
    var parts = new ArrayList<JsonNode>();
    node.path("words").forEach(parts::add);
    node.path("phrases").forEach(parts::add);
    for (JsonNode word : parts) {
      int start = word.path("start").asInt();
      String text = new String(points, start, word.path("end").asInt() - start);
      assertEquals(text, word.path("text").asString());
      int home = word.path("window").asInt(-1);
      JsonNode window = node.path("windows").path(home);
      assertTrue(window.path("start").asInt() <= start, word.toString());
      assertTrue(window.path("end").asInt() >= word.path("end").asInt(), word.toString());
      assertEquals(
          window.path("f_input").asDouble()
              - word.path("f_masked").asDouble()
              + word.path("delta").asDouble(),
          word.path("raw").asDouble(),
          1e-9);
    }
    assertTrue(explain("--window", "--max-length", "20").out().contains("overlapping windows"));
    assertTrue(explain("--max-length", "20").err().contains("truncated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sig", "sig-exact", "ig"})
  void budgetsHoldForAllWindowsTogether(String method) throws IOException {
    Path file = folder.resolve("in.txt");
    Files.writeString(file, TEXT + "\nshort one\n" + TEXT + "\n");
    CommandRun ran =
        CommandRun.run(
            "explain",
            "--input",
            file.toString(),
            "--format",
            "json",
            "--method",
            method,
            "--window",
            "--max-length",
            "20",
            "--budget",
            "90");
    assertEquals(0, ran.status(), ran.err());
    List<String> lines = ran.out().lines().toList();
    assertEquals(3, lines.size());
    for (String line : lines) {
      JsonNode node = JsonMapper.builder().build().readTree(line);
      assertTrue(passes(node) <= 90, node.path("counts").toString());
    }
    assertFalse(lines.get(1).contains("windows"));
  }
}
