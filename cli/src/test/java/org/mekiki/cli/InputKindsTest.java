package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;

/** What is no file says so wherever a file is read, and an output that takes no more says so. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class InputKindsTest {
  @TempDir private Path folder;

  /** Where a file is read: the arguments, with ? for it. */
  private static final List<String> READERS =
      List.of(
          "explain --input ?.txt",
          "predict --model ?.mekiki x",
          "tokenize --model ?.mekiki x",
          "inspect ?.safetensors",
          "export ?.mekiki out",
          "audit --data ?.csv",
          "audit --data good.csv --rules ?.rules",
          "audit --data good.csv --probes ?.probes",
          "evaluate --data ?.tsv",
          "evaluate --rationales ?.jsonl",
          "evaluate --rationales good.jsonl --docs ?.jsonl",
          "study make --data ?.jsonl --output page.html",
          "study score --key ?.json answers.json",
          "train --task mlm --config ?.json --data good.csv --out out.mekiki",
          "train --task classification --init ?.mekiki --data good.csv --out out.mekiki",
          "vocabulary --data ?.txt --out out");

  @BeforeEach
  void writeGoodFiles() throws IOException {
    Files.writeString(folder.resolve("good.csv"), "text,label\ngood,positive\n");
    Files.writeString(folder.resolve("good.jsonl"), "{\"annotation_id\":\"a\",\"evidences\":[]}\n");
  }

  private void refused(String reader, String word) {
    String[] parts = reader.split(" ", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean path = parts[i].contains(".") || parts[i].equals("out");
      parts[i] = path ? folder.resolve(parts[i].replace("?", "odd")).toString() : parts[i];
    }
    CommandRun ran = CommandRun.run(parts);
    assertEquals(2, ran.status(), reader);
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains("odd.") && ran.err().contains(word), reader + ": " + ran.err());
  }

  private Path odd(String reader) {
    String name = reader.replaceFirst(".*\\?(\\.[a-z]+).*", "odd$1");
    return folder.resolve(name);
  }

  @Test
  void pipesSaySo() throws Exception {
    for (String reader : READERS) {
      Path pipe = odd(reader);
      if (Files.notExists(pipe)) {
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assumeTrue(made == 0, "no pipes here");
      }
      refused(reader, "is a pipe, not a file");
    }
  }

  @Test
  void devicesSaySo() throws IOException {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no such device here");
    for (String reader : READERS) {
      if (Files.notExists(odd(reader))) {
        Files.createSymbolicLink(odd(reader), device);
      }
      refused(reader, "is a device, not a file");
    }
  }

  @Test
  void foldersSaySo() throws IOException {
    for (String reader : READERS) {
      // A folder of documents and one of a model are what these may name.
      if (!reader.contains("--docs") && !reader.contains("--model") && !reader.contains("train")) {
        Files.createDirectories(odd(reader));
        refused(reader, "is a ");
      }
    }
  }

  @Test
  void aFullDiskNamesItsFile() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no such device here");
    Files.createSymbolicLink(folder.resolve("full"), full);
    String name = folder.resolve("full").toString();
    CommandRun.refused("the output " + name, "explain", "--output", name, "good");
  }

  @Test
  void aStandardOutputThatTakesNoMoreIsTold() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no such device here");
    for (List<String> call :
        List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("explain", "good"),
            List.of("tokenize", "good"),
            List.of("completion", "bash"),
            List.of("doctor", "--seconds", "0.1"))) {
      var err = new ByteArrayOutputStream();
      try (var out =
              new PrintStream(new FileOutputStream(full.toFile()), false, StandardCharsets.UTF_8);
          var told = new PrintStream(err, true, StandardCharsets.UTF_8)) {
        var console = new Console(out, told, ColourDepth.NONE, false);
        assertEquals(2, Mekiki.run(console, call.toArray(String[]::new)), call.toString());
      }
      String sentence = err.toString(StandardCharsets.UTF_8);
      assertEquals(1, sentence.lines().count(), call + sentence);
      assertTrue(sentence.contains("standard output cannot be written"), call + sentence);
    }
  }
}
