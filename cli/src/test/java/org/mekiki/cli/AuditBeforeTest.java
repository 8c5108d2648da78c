package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two models beside each other in an audit. */
final class AuditBeforeTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA =
      """
      text,label
      He is a good man,1
      She is dull,0
      a bad film and his worst,0
      the film is fun for her,1
      no good,0
      """;

  @TempDir private Path folder;

  private CommandRun audit(String output, String... more) throws IOException {
    Path data = folder.resolve("films.csv");
    if (!Files.exists(data)) {
      Files.writeString(data, DATA);
    }
    var args =
        new ArrayList<>(List.of("audit", "--data", data.toString(), "--phrases", "1", "--output"));
    args.add(folder.resolve(output).toString());
    args.addAll(List.of(more));
    return CommandRun.run(args.toArray(String[]::new));
  }

  private String folder(String output) {
    return folder.resolve(output).toString();
  }

  private JsonNode tables(String output) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve(output).resolve("audit.json")))
        .path("tables");
  }

  private static JsonNode row(JsonNode tables, String measure, String about) {
    for (JsonNode row : tables.path("before_after").path("rows")) {
      if (row.path("measure").asString().equals(measure)
          && row.path("about").asString().equals(about)) {
        return row;
      }
    }
    throw new AssertionError("no " + measure + " of " + about);
  }

  @Test
  void bothModelsAreCountedOnTheSameTexts() throws IOException {
    String other =
        HeadModels.write(
            HeadModels.classifier("single_label_classification", List.of("negative", "positive")),
            folder);
    assertEquals(0, audit("old").status());
    CommandRun ran = audit("new", "--model", other, "--before", folder("old"));
    assertEquals(0, ran.status(), ran.err());
    JsonNode old = tables("old");
    JsonNode now = tables("new");
    for (String label : List.of("negative", "positive")) {
      JsonNode row = row(now, "answers", label);
      assertEquals(share(old, label), row.path("before").asDouble(), 1e-12);
      assertEquals(share(now, label), row.path("after").asDouble(), 1e-12);
    }
    double before = row(now, "reliance", "gender").path("before").asDouble();
    double after = row(now, "reliance", "gender").path("after").asDouble();
    assertEquals(reliance(old), before, 1e-12);
    assertEquals(reliance(now), after, 1e-12);
    assertEquals(
        after - before, row(now, "reliance", "gender").path("difference").asDouble(), 1e-12);
    assertEquals(4, row(now, "answers turned", "gender").path("texts").asInt());
    assertTrue(ran.out().contains("answered differently than by the earlier model: "), ran.out());
    String page = Files.readString(folder.resolve("new").resolve("audit.html"));
    assertTrue(page.contains("must not be used to choose the fairer of two models"));
  }

  private static double share(JsonNode tables, String label) {
    for (JsonNode row : tables.path("classes").path("rows")) {
      if (row.path("class").asString().equals(label)) {
        return row.path("answer_share").asDouble();
      }
    }
    throw new AssertionError(label);
  }

  /** Mean over all decisions, whatever their class. */
  private static double reliance(JsonNode tables) {
    double sum = 0;
    int count = 0;
    for (JsonNode row : tables.path("relying").path("rows")) {
      sum += row.path("reliance").asDouble();
      count++;
    }
    return sum / count;
  }

  @Test
  void theSameModelShowsNoDifference() throws IOException {
    assertEquals(0, audit("old").status());
    assertEquals(0, audit("new", "--before", folder("old")).status());
    JsonNode rows = tables("new").path("before_after").path("rows");
    assertFalse(rows.isEmpty());
    for (JsonNode row : rows) {
      assertEquals(0, row.path("difference").asDouble(), row.toString());
    }
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    assertEquals(0, audit("old").status());
    refused("there is no findings.jsonl", folder("none"));
    refused("is the folder of this audit", folder("new"));
    byte[] own = Files.readAllBytes(folder.resolve("old").resolve("findings.jsonl"));
    CommandRun ran = audit("old", "--before", folder("old"), "--restart");
    assertTrue(ran.err().contains("is the folder of this audit"), ran.err());
    assertArrayEquals(own, Files.readAllBytes(folder.resolve("old").resolve("findings.jsonl")));
    Path findings = folder.resolve("old").resolve("findings.jsonl");
    String whole = Files.readString(findings);
    Files.writeString(findings, whole.substring(0, whole.lastIndexOf("{\"line\"")));
    refused("that audit ends after 4 of 5 texts; finish it first", folder("old"));
    Files.writeString(findings, "{\"schema\":\"mekiki/other/1\"}\n");
    refused("is not that of an audit", folder("old"));
    Files.writeString(findings, whole);
    Files.writeString(folder.resolve("films.csv"), DATA + "so so,1\n");
    refused("that audit is of other data", folder("old"));
    Files.writeString(folder.resolve("films.csv"), DATA);
    refused("that audit tried other probes", folder("old"), "--probes", "none");
    refused(
        "that audit has method “sig-exact”, this one “ig”; compared audits may differ only in the"
            + " model",
        folder("old"),
        "--method",
        "ig");
  }

  private void refused(String part, String before, String... more) throws IOException {
    Files.createDirectories(folder.resolve("new"));
    var args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--before", before));
    args.add("--restart");
    CommandRun ran = audit("new", args.toArray(String[]::new));
    assertEquals(2, ran.status(), ran.out());
    assertEquals(1, ran.err().lines().filter(line -> !line.contains("labels")).count(), ran.err());
    assertTrue(ran.err().contains(part), ran.err());
    assertFalse(Files.exists(folder.resolve("new").resolve("audit.html")));
  }
}
