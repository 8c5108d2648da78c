package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.mekiki.benchmarks.results.ResultFiles;
import org.mekiki.benchmarks.results.Runs;

@Isolated
class BenchmarksTest {
  /** Runs the program and returns what it wrote to standard error. */
  private static String mistake(String... args) throws IOException {
    var bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertEquals(2, Benchmarks.run(args));
    } finally {
      System.setErr(before);
    }
    String message = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(1, message.strip().lines().count(), message);
    return message;
  }

  @Test
  void mistakesAreOneSentence(@TempDir Path folder) throws IOException {
    assertTrue(mistake("compare", "one.json").contains("two result files"));
    assertTrue(mistake("table").contains("one result file"));
    assertTrue(mistake("table", folder + "/absent.json").contains("does not exist"));
    assertTrue(mistake("run", "--json").contains("--json"));
    assertTrue(mistake("run", "--json", folder + "/no/x.json").contains("folder"));
    String result = folder + "/x.json";
    assertTrue(mistake("run", "--json", result, "-p", "threads=two").contains("\"two\""));
    assertTrue(mistake("run", "--json", result, "-f", "many").contains("many"));
    assertTrue(mistake("run", "--json", result, "Nothing").contains("\"Nothing\""));
    assertTrue(mistake("run", "--json", result, "(").contains("regular expression"));
    assertTrue(mistake("smoke", "more").contains("no options"));
  }

  @Test
  void aFileOfResultsCanBeShownAndDrawn(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.json");
    ResultFiles.write(Runs.run(40), file);
    assertEquals(0, Benchmarks.run("table", file.toString()));
    assertEquals(0, Benchmarks.run("compare", file.toString(), file.toString()));
    assertTrue(mistake("draw", file.toString(), folder.toString()).contains("nothing to draw"));
    assertTrue(mistake("draw", file.toString(), folder + "/none").contains("does not exist"));
    assertTrue(Files.exists(file));
  }
}
