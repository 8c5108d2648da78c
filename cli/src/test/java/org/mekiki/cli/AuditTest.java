package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.report.page.Markup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code audit} from its arguments to its files. */
final class AuditTest {
  @TempDir private Path folder;

  /** Some hundred short texts of two groups; one without a word. */
  private Path data() throws IOException {
    String[] films = {
      "He is a good man", "She is dull", "a bad film", "the film is fun", "no good"
    };
    String[] ends = {"", " , really", " .", " <b>&\"\"x\"\"</b>", " and he knows"};
    var content = new StringBuilder("label,text,period\r\n");
    for (int i = 0; i < 100; i++) {
      String text = films[i % 5] + ends[i / 5 % 5];
      int label = i % 5 == 0 || i % 5 == 3 ? 1 : 0;
      content.append("%d,\"%s\",%s%n".formatted(label, text, i % 2 == 0 ? "old" : "new"));
    }
    content.append("1,\" \",new\n");
    return Files.writeString(folder.resolve("films.csv"), content);
  }

  private CommandRun audit(Path data, String output, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "audit",
                "--data",
                data.toString(),
                "--group-column",
                "period",
                "--output",
                folder.resolve(output).toString()));
    if (!List.of(more).contains("--min-count")) {
      args.addAll(List.of("--min-count", "3"));
    }
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private Map<String, byte[]> files(String output) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var list = Files.list(folder.resolve(output))) {
      for (Path file : list.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private void assertSame(String expected, String found) throws IOException {
    Map<String, byte[]> before = files(expected);
    Map<String, byte[]> after = files(found);
    assertEquals(before.keySet(), after.keySet());
    before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
  }

  private JsonNode json(String output) throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(folder.resolve(output).resolve("audit.json")));
  }

  private static JsonNode row(
      JsonNode json, String table, String key, String value, String class_) {
    for (JsonNode row : json.path("tables").path(table).path("rows")) {
      if (row.path(key).asString().equals(value) && row.path("class").asString().equals(class_)) {
        return row;
      }
    }
    throw new AssertionError("no " + value + " in " + table);
  }

  @Test
  void theTablesHoldWhatTheTextsHold() throws IOException {
    CommandRun ran = audit(data(), "out");
    assertEquals(0, ran.status(), ran.err());
    JsonNode json = json("out");
    assertEquals("mekiki/audit/1", json.path("schema").asString());
    assertEquals(101, json.path("texts").asInt());
    assertEquals(1, json.path("skipped").asInt());
    assertEquals(100, json.path("accuracy").path("labelled").asInt());
    int confusion = 0;
    for (JsonNode row : json.path("tables").path("confusion").path("rows")) {
      confusion += row.path("texts").asInt();
    }
    assertEquals(100, confusion);
    // "he" begins 20 texts and ends 20 others, 4 of which are the same; case is folded.
    int he = 0;
    int she = 0;
    for (JsonNode row : json.path("tables").path("watched").path("rows")) {
      he += row.path("word").asString().equals("he") ? row.path("texts").asInt() : 0;
      she += row.path("word").asString().equals("she") ? row.path("texts").asInt() : 0;
    }
    assertEquals(36, he);
    assertEquals(20, she);
    JsonNode good = row(json, "words", "term", "good", "positive");
    assertTrue(good.path("mean_share").asDouble() > 0.1, good.toString());
    assertTrue(good.path("mean_share_low").asDouble() < good.path("mean_share").asDouble());
    assertTrue(good.path("examples").path(0).path("marked").asString().equals("good"));
    JsonNode swapped = row(json, "probes", "swap", "she → he", "positive");
    assertEquals(20, swapped.path("texts").asInt());
    for (JsonNode each : json.path("tables").path("probes").path("rows")) {
      assertEquals("positive", each.path("class").asString(), "the other class is its mirror");
    }
    assertTrue(json.path("settings").path("model").asString().contains("sha256"));
    assertFalse(json.path("notes").isEmpty());
    assertTrue(json.path("tables").path("differences").path("rows").size() > 10);
  }

  @Test
  void threadsAndMethodsOfCountingChangeNoBit() throws IOException {
    Path data = data();
    assertEquals(0, audit(data, "one", "--threads", "1").status());
    assertEquals(0, audit(data, "three", "--threads", "3").status());
    assertSame("one", "three");
  }

  @Test
  void anInterruptedAuditGoesOnToTheSameBytes() throws IOException {
    Path data = data();
    assertEquals(0, audit(data, "whole").status());
    assertEquals(0, audit(data, "cut").status());
    Path findings = folder.resolve("cut").resolve("findings.jsonl");
    // As if killed while it wrote: whole lines, and a piece of one.
    try (var file = new RandomAccessFile(findings.toFile(), "rw")) {
      file.setLength(file.length() * 2 / 5);
    }
    for (String name : files("cut").keySet()) {
      if (!name.equals("findings.jsonl")) {
        Files.delete(folder.resolve("cut").resolve(name));
      }
    }
    CommandRun ran = audit(data, "cut");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.err().contains("continuing after"), ran.err());
    assertSame("whole", "cut");
  }

  /** Another Java machine does the first part, until it is killed in the middle. */
  @Test
  void aKilledAuditGoesOnToTheSameBytes() throws IOException, InterruptedException {
    var content = new StringBuilder("text,period\n");
    for (int i = 0; i < 640; i++) {
      content.append("film number %d is not a good one,%d%n".formatted(i, i % 2));
    }
    Path data = Files.writeString(folder.resolve("many.csv"), content);
    String[] options = {"--phrases", "1", "--probes", "none"};
    assertEquals(0, audit(data, "whole", options).status());
    Path findings = folder.resolve("killed").resolve("findings.jsonl");
    Process other = start(data, folder.resolve("killed"), options);
    try {
      while (other.isAlive() && (!Files.exists(findings) || lines(findings) < 65)) {
        Thread.sleep(5);
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertTrue(lines(findings) > 64, "it had begun");
    assertFalse(Files.exists(folder.resolve("killed").resolve("audit.html")), "it had not ended");
    CommandRun ran = audit(data, "killed", options);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.err().contains("continuing after"), ran.err());
    assertSame("whole", "killed");
  }

  private static long lines(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.count();
    }
  }

  private static Process start(Path data, Path output, String... more) throws IOException {
    String path =
        Stream.of("jdk.module.path", "java.class.path")
            .map(System::getProperty)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(File.pathSeparator));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                path,
                "org.mekiki.cli.Mekiki",
                "audit",
                "--data",
                data.toString(),
                "--group-column",
                "period",
                "--min-count",
                "3",
                "--output",
                output.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void countingAnewAsksNoModel() throws IOException {
    Path data = data();
    assertEquals(0, audit(data, "out").status());
    byte[] before = Files.readAllBytes(folder.resolve("out").resolve("findings.jsonl"));
    JsonNode folded = json("out");
    assertEquals(0, audit(data, "out", "--case", "keep", "--min-count", "12").status());
    JsonNode kept = json("out");
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("out").resolve("findings.jsonl")));
    assertTrue(
        kept.path("tables").path("words").path("found").asInt()
            < folded.path("tables").path("words").path("found").asInt());
    assertTrue(kept.toString().contains("\"term\":\"He\""), "case is kept");
    assertFalse(folded.toString().contains("\"term\":\"He\""), "case was folded");
  }

  @Test
  void otherSettingsAreAnotherAudit() throws IOException {
    Path data = data();
    assertEquals(0, audit(data, "out", "--phrases", "1", "--probes", "none").status());
    CommandRun other = audit(data, "out", "--phrases", "2", "--probes", "none");
    assertEquals(2, other.status());
    assertTrue(other.err().contains("start over with --restart"), other.err());
    assertEquals(0, audit(data, "out", "--phrases", "2", "--probes", "none", "--restart").status());
  }

  @Test
  void aBrokenRuleGatesARelease() throws IOException {
    Path rules =
        Files.writeString(
            folder.resolve("rules.txt"),
            """
            [gender]
            words: he, she
            max-share: 0
            [room]
            pattern: bad|dull
            max-share: 100 %
            """);
    CommandRun ran = audit(data(), "out", "--rules", rules.toString());
    assertEquals(3, ran.status(), ran.err());
    assertTrue(ran.out().contains("rule gender: BROKEN"), ran.out());
    assertTrue(ran.out().contains("rule room: kept"), ran.out());
    JsonNode json = json("out");
    assertFalse(json.path("kept").asBoolean());
    JsonNode violations = json.path("tables").path("violations").path("rows");
    assertTrue(violations.size() > 0);
    for (JsonNode row : violations) {
      assertTrue(row.path("share").asDouble() > 0, row.toString());
      String marked = row.path("word").asString();
      assertTrue(marked.equalsIgnoreCase("he") || marked.equalsIgnoreCase("she"), marked);
    }
    Files.writeString(rules, "[gender]\nwords: he, she\nmax-share: 0\nallow: 100 %\n");
    assertEquals(0, audit(data(), "out", "--rules", rules.toString()).status());
  }

  @Test
  void thePageAllowsItsOwnScriptAndStyleOnly() throws IOException {
    assertEquals(0, audit(data(), "out").status());
    String page = Files.readString(folder.resolve("out").resolve("audit.html"));
    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertTrue(script.find());
    assertTrue(page.contains("script-src " + Markup.hash(script.group(1)) + ";"), "script's hash");
    assertFalse(script.find(), "one script only");
    Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
    assertTrue(style.find());
    assertTrue(page.contains("style-src " + Markup.hash(style.group(1)) + ";"), "style's hash");
    assertTrue(page.contains("default-src 'none'"));
    String body = page.substring(page.indexOf("<body>"), page.lastIndexOf("<script>"));
    assertFalse(Pattern.compile("<[^>]* (on[a-z]+|style)=").matcher(body).find());
    assertFalse(body.contains("<b>"), "markup of the texts stays text");
    assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(page).find(), "no request");
  }

  private void refused(String words, String name, String content, String... more)
      throws IOException {
    Path data = Files.writeString(folder.resolve(name), content);
    CommandRun ran = audit(data, "refused", more);
    assertEquals(2, ran.status(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains(words), ran.err());
    assertFalse(Files.exists(folder.resolve("refused").resolve("audit.html")));
  }

  @Test
  void badInputIsToldInOneSentence() throws IOException {
    refused("has no column text, sentence, content; it has a", "a.csv", "a,period\n1,2\n");
    refused("--group-column names \"period\"", "a.csv", "text\nx\n");
    refused(
        "line 3: the label \"great\" is none of the model's: negative, positive",
        "a.csv",
        "text,label,period\nx,1,a\ny,great,b\n");
    refused("line 2: the row has 3 fields", "a.tsv", "text\tperiod\nx\ty\tz\n");
    refused("has no text", "a.csv", "text,period\n");
    refused(
        "line 2: there is no text in \"text\"",
        "a.jsonl",
        "{\"text\":\"x\",\"period\":\"a\"}\n{\"period\":\"b\"}\n");
    var groups = new StringBuilder("text,period\n");
    for (int i = 0; i < 40; i++) {
      groups.append("x,g").append(i).append('\n');
    }
    refused("line 34: the column \"period\" has more than 32", "a.csv", groups.toString());
    refused("--min-count must be at least 1", "a.csv", "text,period\nx,y\n", "--min-count", "0");
    refused("no.txt does not exist", "a.csv", "text,period\nx,y\n", "--rules", "no.txt");
    refused("--phrases must be at least 1", "a.csv", "text,period\nx,y\n", "--phrases", "0");
  }
}
