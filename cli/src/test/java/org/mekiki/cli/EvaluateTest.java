package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.report.page.Markup;
import org.mekiki.sig.Methods;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command that judges methods, from its arguments to its files. */
final class EvaluateTest {
  private static final List<String> REPORTS =
      List.of(
          RecordFile.NAME, "evaluation.md", "evaluation.csv", "evaluation.json", "evaluation.html");

  @TempDir private Path folder;

  private Path data(int copies) throws IOException {
    var lines = new StringBuilder("label\tsentence\n");
    for (int i = 0; i < copies; i++) {
      lines.append("1\tan unpretentious , warm and very funny film ").append(i).append('\n');
      lines.append("negative\ta <b>dull</b> and far too long plot | ").append(i).append('\n');
    }
    return Files.writeString(folder.resolve("data.tsv"), lines);
  }

  private static String[] arguments(Path data, Path output, String... more) {
    var all = new ArrayList<>(List.of("evaluate", "--data", data.toString()));
    all.addAll(List.of("--methods", "sig-exact,ig", "--metrics", "log-odds,deletion,infidelity"));
    all.addAll(List.of("--output", output.toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void allFormsOfOutput() throws IOException {
    Path out = folder.resolve("out");
    CommandRun ran =
        CommandRun.run(
            arguments(
                data(3),
                out,
                "--examine",
                "faithfulness,shortcut,randomisation,stability",
                "--probe-sample",
                "4"));
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("accuracy: "), ran.out());
    assertTrue(ran.out().contains("best order"), ran.out());
    JsonNode json =
        JsonMapper.builder().build().readTree(Files.readString(out.resolve("evaluation.json")));
    JsonNode rows = json.path("examinations").path("faithfulness").path("rows");
    for (String row : List.of("sig-exact", "ig", "random order", "best order found")) {
      JsonNode cell = rows.path(row).path("log-odds@20");
      assertEquals(6, cell.path("texts").asInt(), row);
      assertTrue(cell.path("low").asDouble() <= cell.path("mean").asDouble(), row);
    }
    assertEquals("lower", json.path("metrics").path("deletion").path("better").asString());
    assertEquals("operation", json.path("metrics").path("deletion").path("sharing").asString());
    JsonNode randomised = json.path("examinations").path("randomisation").path("rows").path("ig");
    assertTrue(Math.abs(randomised.path("embeddings too").path("mean").asDouble()) < 0.9);
    String html = Files.readString(out.resolve("evaluation.html"));
    assertTrue(html.contains("default-src 'none'") && html.contains("<svg"), html);
    assertFalse(html.contains("<script"), html);
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    assertTrue(html.contains("style-src " + Markup.hash(style) + ";"), "style's hash");
    assertFalse(html.contains("style=") || html.contains("unsafe-inline"), "no other style");
    assertTrue(html.contains("class=\"cell a"), "cells by their strength");
    int verdict = html.indexOf("<h1>Too few texts for a verdict");
    assertTrue(verdict > 0 && verdict < html.indexOf("<svg"), "the verdict comes first");
    assertTrue(html.contains("<details><summary><h2>Faithfulness"), "tables are folded");
    assertTrue(html.contains("points") && html.contains("mark s1"), "lines have marks");
    JsonNode answers = json.path("verdict").path("answers");
    assertEquals("found, once", answers.path(0).path("measure").asString());
    assertTrue(answers.path(0).path("value").has("low"), answers.toString());
    assertTrue(ran.out().contains("Too few texts for a verdict"), ran.out());
    assertTrue(Files.readString(out.resolve("evaluation.md")).contains("| log-odds@20 ↓ ● |"));
    assertTrue(Files.readString(out.resolve("evaluation.csv")).lines().count() > 20);
    assertTrue(Files.exists(out.resolve("seconds.csv")));
  }

  @Test
  void anInterruptedRunGoesOnAndGivesTheSameBytes() throws Exception {
    Path data = data(40);
    Path whole = folder.resolve("whole");
    assertEquals(0, CommandRun.run(arguments(data, whole, "--beam", "0")).status());
    Path killed = folder.resolve("killed");
    kill(arguments(data, killed, "--beam", "0"), killed.resolve(RecordFile.NAME), 20);
    long kept = Files.readString(killed.resolve(RecordFile.NAME)).lines().count();
    assertTrue(kept >= 20 && kept < 81, kept + " lines were kept");
    // What a crash in the middle of writing leaves.
    Files.writeString(
        killed.resolve(RecordFile.NAME), "{\"examination\":\"fai", StandardOpenOption.APPEND);
    CommandRun again = CommandRun.run(arguments(data, killed, "--beam", "0", "--threads", "1"));
    assertEquals(0, again.status(), again.err());
    assertTrue(again.err().contains("continuing after"), again.err());
    for (String name : REPORTS) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(killed.resolve(name)), name);
    }
  }

  /** Starts the command in a process of its own, and kills it when a file has so many lines. */
  private static void kill(String[] arguments, Path file, int lines) throws Exception {
    String path =
        List.of("jdk.module.path", "java.class.path").stream()
            .map(name -> System.getProperty(name, ""))
            .filter(value -> !value.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", path));
    command.add("org.mekiki.cli.Mekiki");
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && lines(file) < lines) {
      Thread.sleep(5);
    }
    process.destroyForcibly();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().count()
        : 0;
  }

  @Test
  void everyMethodThatThereIsIsEvaluated() throws IOException {
    CommandRun ran =
        CommandRun.run(
            "evaluate",
            "--data",
            data(1).toString(),
            "--methods",
            "all",
            "--metrics",
            "log-odds",
            "--beam",
            "0",
            "--examine",
            "faithfulness,shortcut",
            "--format",
            "csv");
    assertEquals(0, ran.status(), ran.err());
    for (String method : Methods.names()) {
      assertTrue(ran.out().contains("faithfulness," + method + ",log-odds@20"), method);
      assertTrue(ran.out().contains("shortcut," + method + ",\"found, once\""), method);
    }
  }

  /** A copy of the model learns that the word decides; every method is asked about that copy. */
  @Test
  void aWordCanBePlantedByFineTuning() throws IOException {
    String file = data(12).toString();
    String[] arguments = {
      "evaluate",
      "--data",
      file,
      "--methods",
      "sig-exact,random",
      "--examine",
      "shortcut",
      "--shortcut",
      "fine-tuned",
      "--format",
      "csv",
      "--threads"
    };
    String[] one = Arrays.copyOf(arguments, arguments.length + 1);
    one[arguments.length] = "1";
    CommandRun ran = CommandRun.run(one);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(mean(ran.out(), "shortcut,planted word,\"decides, once\"") > 0.7, ran.out());
    double found = mean(ran.out(), "shortcut,sig-exact,\"found, once\"");
    assertTrue(found > 0.7, ran.out());
    assertTrue(found > mean(ran.out(), "shortcut,random,\"found, once\"") + 0.3, ran.out());
    one[arguments.length] = "2";
    assertEquals(ran.out(), CommandRun.run(one).out(), "chance does not depend on threads");
    one[2] = data(1).toString();
    refused("too few texts to plant a word by fine-tuning", one);
  }

  /** A copy learns from masked texts, and judges; it is the same whatever the threads. */
  @Test
  void aMaskTrainedCopyJudges() throws IOException {
    Path out = folder.resolve("out");
    String[] arguments = {
      "evaluate",
      "--data",
      data(8).toString(),
      "--methods",
      "sig-exact,random",
      "--examine",
      "f-fidelity",
      "--probe-sample",
      "6",
      "--format",
      "csv",
      "--output",
      out.toString(),
      "--threads",
      "1"
    };
    CommandRun ran = CommandRun.run(arguments);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(
        mean(ran.out(), "f-fidelity,mask-trained copy,same answer") > 0.9,
        "it answers as the model does: " + ran.out());
    assertTrue(
        mean(ran.out(), "f-fidelity,sig-exact,difference")
            > mean(ran.out(), "f-fidelity,random,difference"),
        ran.out());
    assertTrue(
        Files.readString(out.resolve("evaluation.html")).contains("<h2>F-fidelity</h2>"), "page");
    String markdown = Files.readString(out.resolve("evaluation.md"));
    assertTrue(markdown.contains("| fidelity+@20 |"), markdown);
    int compared = markdown.indexOf("## F-fidelity, difference to sig-exact");
    assertTrue(compared > 0, markdown);
    String below = markdown.substring(compared);
    assertTrue(below.contains("| difference |") && !below.contains("same answer |"), below);
    // What was not written yet is judged by another copy, which has to be the same.
    List<String> findings = Files.readAllLines(out.resolve(RecordFile.NAME));
    Files.write(out.resolve(RecordFile.NAME), findings.subList(0, 4));
    arguments[arguments.length - 1] = "2";
    CommandRun again = CommandRun.run(arguments);
    assertTrue(again.err().contains("continuing after 3 of 6 texts"), again.err());
    assertEquals(ran.out(), again.out());
    assertEquals(findings, Files.readAllLines(out.resolve(RecordFile.NAME)));
  }

  @Test
  void aMaskHasToBeLearnt() throws IOException {
    Path data = data(1);
    refused(
        "--baseline zero is not one",
        "evaluate",
        "--data",
        data.toString(),
        "--methods",
        "ig",
        "--examine",
        "f-fidelity",
        "--baseline",
        "zero");
    CommandRun.refused(
        "at least 2 texts",
        "evaluate",
        "--data",
        data.toString(),
        "--sample",
        "1",
        "--methods",
        "ig",
        "--examine",
        "f-fidelity");
  }

  /** One sentence refuses, after what is told of these texts. */
  private static void refused(String part, String... arguments) {
    CommandRun ran = CommandRun.run(arguments);
    assertEquals(2, ran.status(), ran.err());
    List<String> told = ran.err().lines().toList();
    assertTrue(
        told.getFirst().endsWith(" texts contain words that the model cannot read"), ran.err());
    assertEquals(2, told.size(), ran.err());
    assertTrue(told.getLast().contains(part), ran.err());
  }

  private static double mean(String csv, String begin) {
    String line =
        csv.lines()
            .filter(each -> each.startsWith(begin))
            .findFirst()
            .orElseThrow(AssertionError::new);
    // Direction and sharing stand between the measure and the mean.
    return Double.parseDouble(line.substring(begin.length()).split(",", -1)[3]);
  }

  @Test
  void otherSettingsAreAnotherEvaluation() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, CommandRun.run(arguments(data(2), out)).status());
    refused("other settings", arguments(data(2), out, "--seed", "1"));
    assertEquals(0, CommandRun.run(arguments(data(2), out, "--seed", "1", "--restart")).status());
  }

  @Test
  void thePublishedProtocolIsAnotherOne() throws IOException {
    String correct = log(data(2), "correct");
    String published = log(data(2), "published");
    assertFalse(correct.equals(published), "embedded twice, and added tokens may be chosen");
  }

  private static String log(Path data, String protocol) {
    CommandRun ran =
        CommandRun.run(
            "evaluate",
            "--data",
            data.toString(),
            "--methods",
            "sig-exact",
            "--metrics",
            "log-odds",
            "--protocol",
            protocol,
            "--format",
            "csv");
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  @Test
  void rationalesInEraserFormat() throws IOException {
    Files.createDirectory(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/a.txt"), "a warm and\nvery funny film");
    Files.writeString(folder.resolve("docs/b.txt"), "a dull and long plot");
    Path annotations = folder.resolve("test.jsonl");
    Files.writeString(
        annotations,
        """
        {"annotation_id":"a.txt","classification":"POS","evidences":[[{"docid":"a.txt","start_token":3,"end_token":5}]]}
        {"annotation_id":"b.txt","classification":"NEG","evidences":[[{"docid":"b.txt","start_token":1,"end_token":2}]]}
        """);
    CommandRun ran =
        CommandRun.run(
            "evaluate",
            "--rationales",
            annotations.toString(),
            "--methods",
            "sig-exact",
            "--format",
            "csv");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("plausibility,sig-exact,AUPRC"), ran.out());
    Files.writeString(
        annotations,
        """
        {"annotation_id":"a.txt","evidences":[[{"docid":"a.txt","start_token":3,"end_token":7}]]}
        """);
    CommandRun.refused("line 1", "evaluate", "--rationales", annotations.toString());
    Files.writeString(annotations, "{\"annotation_id\":\"../x\",\"evidences\":[]}\n");
    CommandRun.refused("no document", "evaluate", "--rationales", annotations.toString());
  }

  @Test
  void badInputIsOneSentence() throws IOException {
    Path data = data(1);
    CommandRun.refused("no data", "evaluate");
    CommandRun.refused("magic", "evaluate", "--data", data.toString(), "--methods", "magic");
    CommandRun.refused("twice", "evaluate", "--data", data.toString(), "--methods", "ig,ig");
    CommandRun.refused("log-odds", "evaluate", "--data", data.toString(), "--metrics", "luck");
    CommandRun.refused("--examine", "evaluate", "--data", data.toString(), "--examine", "all,me");
    CommandRun.refused("sentence", "evaluate", "--data", data.toString(), "--text-column", "t");
    CommandRun.refused("at least 0", "evaluate", "--data", data.toString(), "--beam", "-1");
    CommandRun.refused("at least 1", "evaluate", "--data", data.toString(), "--sample", "0");
    CommandRun.refused("does not exist", "evaluate", "--data", folder.resolve("n.tsv").toString());
    CommandRun.refused(
        "people", "evaluate", "--data", data.toString(), "--examine", "plausibility");
    Files.writeString(data, "label\ttext\n1\tgood\n2\tbad\n");
    CommandRun.refused("line 3", "evaluate", "--data", data.toString());
    Files.writeString(data, "label\ttext\n1\tgood\n0\n");
    CommandRun.refused("line 3", "evaluate", "--data", data.toString());
    Files.writeString(data, "label\ttext\n");
    CommandRun.refused("no data", "evaluate", "--data", data.toString());
    Path json = Files.writeString(folder.resolve("d.jsonl"), "{\"text\":\"good\"}\n{\"text\"\n");
    CommandRun.refused("line 2", "evaluate", "--data", json.toString());
    CommandRun.refused(".tsv", "evaluate", "--data", folder.toString());
  }
}
