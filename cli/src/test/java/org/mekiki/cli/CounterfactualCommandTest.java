package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What would change a decision, by the command; each set is asked about once more. */
final class CounterfactualCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = "it is not good , not bad";

  private static CommandRun run(String... arguments) {
    var all = new ArrayList<>(List.of("counterfactual"));
    all.addAll(List.of(arguments));
    return CommandRun.run(all.toArray(String[]::new));
  }

  private static void refused(String part, String... arguments) {
    var all = new ArrayList<>(List.of("counterfactual"));
    all.addAll(List.of(arguments));
    CommandRun.refused(part, all.toArray(String[]::new));
  }

  private static String predicted(String text) {
    JsonNode prediction =
        JSON.readTree(CommandRun.run("predict", "--format", "json", text).out()).path("prediction");
    boolean positive =
        prediction.path("logits").path(1).asDouble() > prediction.path("logits").path(0).asDouble();
    return positive ? "positive" : "negative";
  }

  @Test
  void withoutTheseWordsTheModelSaysSo() {
    JsonNode found = JSON.readTree(run("--format", "json", "--operation", "delete", TEXT).out());
    assertEquals(predicted(TEXT), found.path("decision").path("label").asString());
    JsonNode sets = found.path("turning").path("sets");
    assertFalse(sets.isEmpty());
    for (JsonNode set : sets) {
      String left = TEXT;
      for (JsonNode word : set.path("words")) {
        assertEquals(1, set.path("words").size(), "one word turns it");
        int start = word.path("start").asInt();
        int end = word.path("end").asInt();
        assertEquals(word.path("text").asString(), TEXT.substring(start, end));
        left = TEXT.substring(0, start) + TEXT.substring(end);
      }
      assertEquals(set.path("answer").asString(), predicted(left));
    }
    for (JsonNode set : found.path("keeping").path("sets")) {
      assertEquals(
          predicted(set.path("words").path(0).path("text").asString()),
          set.path("answer").asString());
    }
  }

  @Test
  void replacementsTurnIt() {
    String text = "a warm and funny film";
    JsonNode found =
        JSON.readTree(run("--format", "json", "--replace", "funny=dull,warm=cold", text).out());
    assertEquals("replace", found.path("operation").asString());
    assertTrue(found.path("keeping").isNull());
    JsonNode set = found.path("turning").path("sets").path(0);
    String changed = text;
    for (JsonNode word : set.path("words")) {
      changed = changed.replace(word.path("text").asString(), word.path("replacement").asString());
    }
    assertEquals("negative", set.path("answer").asString());
    assertEquals("negative", predicted(changed));
  }

  @Test
  void aPersonReadsSentences() {
    CommandRun ran = run(TEXT);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("what would change it"), ran.out());
    assertTrue(ran.out().contains("masked it would be “positive” ("), ran.out());
    assertTrue(ran.out().contains("one word is enough"), ran.out());
    assertTrue(ran.out().contains("“not” (1 of 2)"), ran.out());
    String needless = run("an unpretentious , warm and very funny film").out();
    assertTrue(needless.contains("turns it: all sets were tried"), needless);
    assertTrue(needless.contains("no word is needed: with all words masked"), needless);
    String few = run("--max-passes", "4", "--operation", "delete", TEXT).out();
    assertTrue(few.contains("all sets of up to 0 words were tried"), few);
  }

  @Test
  void anExplanationSaysItToo() {
    JsonNode alone = JSON.readTree(run("--format", "json", TEXT).out());
    String[] json = {"explain", "--method", "sig-exact,ig", "--counterfactual", "--format", "json"};
    String out = CommandRun.run(with(json, TEXT)).out();
    assertEquals(2, out.lines().count());
    for (String line : out.lines().toList()) {
      JsonNode found = JSON.readTree(line).path("counterfactual");
      for (String field : List.of("decision", "operation", "turning", "keeping", "counts")) {
        assertEquals(alone.path(field), found.path(field), field);
      }
    }
    String sentence = "masked it would be “positive” (";
    String[] terminal = {"explain", "--method", "sig-exact", "--counterfactual"};
    String printed = CommandRun.run(with(terminal, TEXT)).out();
    assertTrue(printed.contains("what would change it") && printed.contains(sentence), printed);
    String page = CommandRun.run(with(terminal, "--format", "html", TEXT)).out();
    assertTrue(page.contains("<h3>What would change it?</h3>"), page);
    assertTrue(page.contains(sentence), page);
    CommandRun.refused(
        "is not searched for in windows", with(terminal, "--window", "default", TEXT));
    String plain = CommandRun.run("explain", "--format", "json", TEXT).out();
    assertFalse(JSON.readTree(plain).has("counterfactual"));
  }

  private static String[] with(String[] options, String... more) {
    var all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void theDocumentShowsWhatIsPrinted() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "counterfactual.md"));
    var shown =
        Pattern.compile(
                "```\n\\./mekiki counterfactual \"([^\"]+)\"\n```\n\n```\n(.*?)```", Pattern.DOTALL)
            .matcher(document);
    assertTrue(shown.find());
    assertEquals(shown.group(2), run(shown.group(1)).out());
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    refused("the model has no class \"neutral\"", "--to", "neutral", TEXT);
    refused("the decision is \"negative\" already", "--to", "negative", TEXT);
    refused("--operation replace needs words", "--operation", "replace", TEXT);
    refused(
        "--replace belongs to --operation replace",
        "--operation",
        "mask",
        "--replace",
        "a=b",
        TEXT);
    refused(
        "--baseline belongs to --operation mask",
        "--operation",
        "delete",
        "--baseline",
        "pad",
        TEXT);
    refused("is neither", "--replace", "=b", TEXT);
    refused("none of the words that can be replaced: warm", "--replace", "warm=cold", TEXT);
    refused(
        "--target is for models whose classes do not exclude each other",
        "--target",
        "positive",
        TEXT);
    refused("--max-words is 0", "--max-words", "0", TEXT);
    refused("did you mean \"delete\"", "--operation", "delet", TEXT);
  }
}
