package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the JSON records: every field is in it, and every example is what comes. */
final class JsonDocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "json.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- example: ([a-z -]+) -->\\s*```json\\n(.*?)```", Pattern.DOTALL);
  private static final String TEXT = "a warm film";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  @TempDir private Path folder;

  /** One record of each kind, by its name on the page. */
  private Map<String, JsonNode> records() throws IOException {
    String tagger = HeadModels.write(HeadModels.tagger(), folder);
    String masked = HeadModels.write(HeadModels.masked(), folder);
    String answerer = HeadModels.write(HeadModels.answerer(), folder);
    String encoder = HeadModels.write(HeadModels.encoder("mean", "", true), folder);
    String value =
        HeadModels.write(HeadModels.classifier("regression", List.of("LABEL_0")), folder);
    var records = new LinkedHashMap<String, JsonNode>();
    put(records, "tokenize", "tokenize", TEXT);
    put(records, "predict class", "predict", TEXT);
    put(records, "predict value", "predict", "--model", value, TEXT);
    put(
        records,
        "predict windows",
        with("predict", null, "--window=1", "--max-length", "4", "a warm and funny film"));
    put(records, "predict tags", "predict", "--model", tagger, TEXT);
    put(records, "predict blanks", "predict", "--model", masked, "--top", "2", "a [MASK] film");
    String[] asked = {"--top", "1", "--pair", TEXT, "what is it"};
    put(records, "predict answers", with("predict", answerer, asked));
    put(records, "predict vector", "predict", "--model", encoder, TEXT);
    put(records, "predict similarity", with("predict", encoder, "--pair", "a dull play", TEXT));
    String gliner = HeadModels.gliner("span-deberta").toString();
    String[] wanted = {"--labels", "person,city", "Ada met Charles Babbage in London"};
    put(records, "predict entities", with("predict", gliner, wanted));
    put(records, "explain entity", with("explain", gliner, wanted));
    put(records, "explain class", "explain", "--features", TEXT);
    put(records, "explain value", "explain", "--model", value, TEXT);
    put(records, "explain tag", with("explain", tagger, "--at", "warm", TEXT));
    put(records, "explain blank", with("explain", masked, "--top", "2", "a [MASK] film"));
    put(records, "explain answer", with("explain", answerer, asked));
    put(records, "explain similarity", with("explain", encoder, "--pair", "a dull play", TEXT));
    put(records, "explain phrases", "explain", "--phrase", "warm film", "--interactions", TEXT);
    put(records, "explain budget", "explain", "--budget", "60", TEXT);
    put(
        records,
        "explain windows",
        with("explain", null, "--window=1", "--max-length", "4", "a warm and funny film"));
    put(records, "explain note", "explain", "--note", "seen", TEXT);
    put(records, "explain ig", "explain", "--method", "ig", TEXT);
    return records;
  }

  private static String[] with(String command, String model, String... more) {
    var args = new ArrayList<>(List.of(command));
    if (model != null) {
      args.addAll(List.of("--model", model));
    }
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static void put(Map<String, JsonNode> records, String name, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(1, List.of("--format", "json"));
    CommandRun ran = CommandRun.run(all.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    records.put(name, JSON.readTree(ran.out().lines().findFirst().orElseThrow()));
  }

  /** Paths of all fields: those of an array's entries stand under its name. */
  private static void fields(JsonNode node, String path, Set<String> found) {
    node.properties()
        .forEach(
            entry -> {
              found.add(path + entry.getKey());
              fields(entry.getValue(), path + entry.getKey() + ".", found);
            });
    if (node.isArray()) {
      node.forEach(entry -> fields(entry, path, found));
    }
  }

  private static Set<String> fields(JsonNode node) {
    var found = new TreeSet<String>();
    fields(node, "", found);
    return found;
  }

  @Test
  void everyFieldIsDescribed() throws IOException {
    String page = Files.readString(PAGE);
    for (Map.Entry<String, JsonNode> each : records().entrySet()) {
      for (String field : fields(each.getValue())) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        assertTrue(page.contains("`" + name + "`"), each.getKey() + " has an unknown " + field);
      }
    }
  }

  @Test
  void everyExampleHasTheFieldsThatCome() throws IOException {
    Map<String, JsonNode> records = records();
    Matcher examples = EXAMPLE.matcher(Files.readString(PAGE));
    var seen = new TreeSet<String>();
    while (examples.find()) {
      JsonNode record = records.get(examples.group(1));
      assertTrue(record != null, "no record " + examples.group(1));
      assertEquals(fields(record), fields(JSON.readTree(examples.group(2))), examples.group(1));
      seen.add(examples.group(1));
    }
    for (String task :
        List.of(
            "class", "value", "tags", "blanks", "answers", "vector", "similarity", "entities")) {
      assertTrue(seen.contains("predict " + task), "no example of " + task);
    }
    assertTrue(seen.contains("tokenize") && seen.contains("explain tag"), seen.toString());
  }
}
