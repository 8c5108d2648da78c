package org.mekiki.benchmarks.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultTest {
  private static final Measurement TENTH_OF_A_SECOND =
      Runs.measurement(
          "ProductBenchmark.product", Map.of("shape", "1x2x3"), 1, List.of(List.of(0.1)));

  @Test
  void theShareIsThatOfThePeakOfAsManyThreads() {
    RunResult run = Runs.run(40, TENTH_OF_A_SECOND);
    assertEquals(20, TENTH_OF_A_SECOND.gflops(), 1e-9);
    assertEquals(0.5, run.shareOfPeak(TENTH_OF_A_SECOND).orElseThrow(), 1e-12);
    Measurement onTwo = Runs.measurement("A.a", Map.of(), 2, List.of(List.of(0.1)));
    assertEquals(OptionalDouble.empty(), run.shareOfPeak(onTwo));
  }

  @Test
  void aPeakThatMovesIsTold() {
    assertEquals(0, Runs.run(40).peakDrift().orElseThrow(), 1e-12);
    RunResult restless = Runs.run(40, 30);
    assertEquals(40.0 / 30 - 1, restless.peakDrift().orElseThrow(), 1e-12);
    assertTrue(ResultTable.text(restless).contains("not quiet"));
    assertTrue(!ResultTable.text(Runs.run(40)).contains("not quiet"));
  }

  @Test
  void aFileGivesBackWhatWasWritten(@TempDir Path folder) throws IOException {
    RunResult run = Runs.run(40, TENTH_OF_A_SECOND);
    Path file = folder.resolve("run.json");
    ResultFiles.write(run, file);
    assertEquals(run, ResultFiles.read(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void otherFilesAreRefusedInASentence(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("other.json");
    for (String text : List.of("", "[]", "{\"format\": 1}", "not json", "{\"format\": 9}")) {
      Files.writeString(file, text);
      String message =
          assertThrows(UsageException.class, () -> ResultFiles.read(file)).getMessage();
      assertTrue(message.contains("other.json") && message.lines().count() == 1, message);
    }
    Path absent = folder.resolve("absent.json");
    assertThrows(UsageException.class, () -> ResultFiles.read(absent));
  }

  @Test
  void aComparisonWarnsWhereThePeaksDiffer() {
    String same =
        new ComparisonReport(Runs.run(40, TENTH_OF_A_SECOND), Runs.run(40, TENTH_OF_A_SECOND))
            .text();
    assertTrue(same.contains("1.000") && !same.contains("!  "), same);
    String other = new ComparisonReport(Runs.run(40, TENTH_OF_A_SECOND), Runs.run(50)).text();
    assertTrue(other.contains("FMA peak of 1 thread(s) differs"), other);
    assertTrue(other.contains("only in A: ProductBenchmark.product shape=1x2x3"), other);
  }
}
