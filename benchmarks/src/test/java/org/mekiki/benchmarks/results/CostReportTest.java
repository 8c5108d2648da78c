package org.mekiki.benchmarks.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CostReportTest {
  private static Measurement explanation(String model, int words, double... seconds) {
    return Runs.measurement(
        "IntegrationBenchmark.explain",
        Map.of("model", model, "method", "sig", "words", "" + words, "steps", "3"),
        2,
        List.of(java.util.Arrays.stream(seconds).boxed().toList()));
  }

  @Test
  void timesOfTheSameWorkAreComparedWithTheirMiddle() {
    String text =
        new CostReport(
                Runs.run(
                    100,
                    explanation("embedded", 16, 1.0, 1.0, 9.0),
                    explanation("embedded", 64, 1.21),
                    explanation("base", 16, 4.0),
                    Runs.measurement("Other.one", Map.of(), 1, List.of(List.of(7.0)))))
            .markdown();
    List<String> lines = text.lines().map(String::strip).toList();
    assertTrue(lines.contains("embedded, sig, 2 thread(s)"), text);
    assertEquals(1, lines.stream().filter(l -> l.contains("1000.0") && l.contains("-9 %")).count());
    assertEquals(1, lines.stream().filter(l -> l.contains("+10 %")).count(), text);
    assertEquals(1, lines.stream().filter(l -> l.contains("+0 %")).count(), text);
    assertTrue(text.indexOf("base, sig") > text.indexOf("+10 %"), text);
  }

  @Test
  void aFileWithoutExplanationsIsRefused() {
    RunResult run = Runs.run(1, Runs.measurement("Other.one", Map.of(), 1, List.of(List.of(1.0))));
    var e = assertThrows(UsageException.class, () -> new CostReport(run).markdown());
    assertTrue(e.getMessage().contains("IntegrationBenchmark"), e.getMessage());
  }
}
