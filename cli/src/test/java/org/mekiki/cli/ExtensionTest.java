package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A jar with a method, a family, a normalizer and a metric: with it they are there. */
final class ExtensionTest {
  private static final Path SOURCES = Path.of("src", "test", "extension", "com.example.halfway");
  private static final String MODULES = System.getProperty("jdk.module.path");
  private static final String SENTENCE = "a very good film";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  @TempDir private static Path folder;
  private static Path jar;

  /** A directory whose model needs the jar's family and normalizer. */
  private static Path checkpoint;

  @BeforeAll
  static void makeJarAndCheckpoint() throws IOException {
    Path classes = folder.resolve("classes");
    var arguments =
        new ArrayList<>(
            List.of("-Xlint:all,-incubating", "-Werror", "-p", MODULES, "-d", classes.toString()));
    for (Path source : files(SOURCES)) {
      arguments.add(source.toString());
    }
    assertEquals(
        0,
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new)));
    jar = folder.resolve("halfway.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files(classes)) {
        out.putNextEntry(
            new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    checkpoint = folder.resolve("checkpoint");
    Path model = folder.resolve("embedded.mekiki");
    try (var in = ExtensionTest.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki");
        OutputStream out = Files.newOutputStream(model)) {
      in.transferTo(out);
    }
    assertEquals(0, CommandRun.run("export", model.toString(), checkpoint.toString()).status());
    edit("tokenizer.json", ExtensionTest::addComponents);
    edit("config.json", config -> config.put("model_type", "tiny-bert"));
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void edit(String name, Consumer<ObjectNode> change) throws IOException {
    Path file = checkpoint.resolve(name);
    ObjectNode node = (ObjectNode) MAPPER.readTree(Files.readString(file));
    change.accept(node);
    Files.writeString(file, node.toString());
  }

  private static void addComponents(ObjectNode tokenizer) {
    addStep(tokenizer, "normalizer").put("type", "Shorten").put("most", 2).put("note", "of a chat");
    addStep(tokenizer, "pre_tokenizer").put("type", "Interpuncts").put("note", "of a stone");
  }

  /** A further step after the one that there is. */
  private static ObjectNode addStep(ObjectNode tokenizer, String kind) {
    JsonNode old = tokenizer.path(kind);
    ObjectNode sequence = tokenizer.putObject(kind).put("type", "Sequence");
    var steps = sequence.putArray(kind.replace("_", "") + "s");
    steps.add(old);
    return steps.addObject();
  }

  /** The command in a Java machine of its own, with the jar. */
  private record Extended(Process process, Path out) {
    static Extended start(String name, String... arguments) throws IOException {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(List.of("-p", MODULES + File.pathSeparator + jar));
      command.addAll(List.of("-m", "org.mekiki.cli/org.mekiki.cli.Mekiki"));
      command.addAll(List.of(arguments));
      Path out = folder.resolve(name + ".out");
      return new Extended(
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(folder.resolve(name + ".err").toFile())
              .start(),
          out);
    }

    /** What it printed, after it ended well. */
    String said() throws Exception {
      int status = process.waitFor();
      Path err = out.resolveSibling(out.getFileName().toString().replace(".out", ".err"));
      assertEquals(0, status, Files.readString(err));
      return Files.readString(out);
    }
  }

  @Test
  void aMethodIsAskedForByItsName() throws Exception {
    Extended explained =
        Extended.start("explain", "explain", "--method", "half-way", "--format", "json", SENTENCE);
    Extended help = Extended.start("help", "explain", "--help");
    JsonNode found = MAPPER.readTree(explained.said());
    assertEquals("half-way", found.path("method").path("name").asString(), found.toString());
    assertTrue(found.toString().contains("\"good\""), found.toString());
    assertTrue(help.said().contains("half-way"));
    CommandRun.refused("half-way", "explain", "--method", "half-way", SENTENCE);
  }

  @Test
  void aMetricIsAskedForByItsNameAndDoctorListsAll() throws Exception {
    Path data = folder.resolve("data.tsv");
    Files.writeString(data, "sentence\tlabel\n%s\t1\na dull film\t0\n".formatted(SENTENCE));
    String[] evaluation = {
      "evaluate",
      "--data",
      data.toString(),
      "--methods",
      "sig-exact,half-way",
      "--metrics",
      "top-loss,deletion",
      "--beam",
      "0",
      "--format",
      "json"
    };
    Extended evaluated = Extended.start("evaluate", evaluation);
    Extended doctor = Extended.start("doctor", "doctor", "--seconds", "0.1");
    JsonNode found = MAPPER.readTree(evaluated.said());
    assertEquals("higher", found.path("metrics").path("top-loss").path("better").asString());
    JsonNode rows = found.path("examinations").path("faithfulness").path("rows");
    for (String row : List.of("sig-exact", "half-way", "random order")) {
      assertTrue(rows.path(row).path("top-loss").path("mean").isNumber(), rows.toString());
    }
    // The token that is best by its exact score loses at least as much as any other.
    assertTrue(
        rows.path("sig-exact").path("top-loss").path("mean").asDouble()
            >= rows.path("random order").path("top-loss").path("mean").asDouble());
    assertTrue(
        doctor
            .said()
            .contains(
                "methods half-way; families tiny-bert; normalizers Shorten; pre-tokenizers"
                    + " Interpuncts; metrics top-loss"),
        doctor.said());
    evaluation[4] = "sig-exact";
    CommandRun.refused("\"top-loss\"", evaluation);
  }

  @Test
  void aFamilyAndTokenizerComponentsAreConvertedReadAndExported() throws Exception {
    Path model = folder.resolve("model.mekiki");
    Extended.start("convert", "convert", checkpoint.toString(), model.toString()).said();
    Path exported = folder.resolve("exported");
    Extended predicted =
        Extended.start(
            "predict",
            "predict",
            "--format",
            "json",
            "--model",
            model.toString(),
            "a veryyyyyy good film",
            "a veryy good film",
            "a veryy good·film");
    Extended.start("export", "export", model.toString(), exported.toString()).said();
    List<JsonNode> predictions =
        predicted.said().lines().map(line -> MAPPER.readTree(line)).toList();
    assertEquals(3, predictions.size());
    assertEquals(without(predictions.get(1)), without(predictions.getFirst()));
    assertEquals(without(predictions.get(1)), without(predictions.getLast()));
    for (String name : List.of("tokenizer.json", "config.json")) {
      JsonNode read = MAPPER.readTree(Files.readString(checkpoint.resolve(name)));
      JsonNode written = MAPPER.readTree(Files.readString(exported.resolve(name)));
      for (String key : List.of("model_type", "normalizer", "pre_tokenizer")) {
        assertEquals(read.path(key), written.path(key));
      }
    }
    String text = SENTENCE;
    CommandRun.refused("\"tiny-bert\"", "predict", "--model", model.toString(), text);
    Path none = folder.resolve("none.mekiki");
    CommandRun.refused("\"tiny-bert\"", "convert", checkpoint.toString(), none.toString());
    edit("config.json", config -> config.put("model_type", "bert"));
    CommandRun.refused("\"Shorten\"", "convert", checkpoint.toString(), none.toString());
    Path ofBert = folder.resolve("bert.mekiki");
    Extended.start("convert-bert", "convert", checkpoint.toString(), ofBert.toString()).said();
    CommandRun.refused("\"Shorten\"", "predict", "--model", ofBert.toString(), text);
    assertFalse(Files.exists(none));
  }

  /** A prediction but for the text and where words stand in it. */
  private static JsonNode without(JsonNode prediction) {
    ObjectNode rest = (ObjectNode) prediction.deepCopy();
    rest.remove(List.of("text", "tokens"));
    return rest;
  }
}
