package org.mekiki.benchmarks.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tokens a second against the length of a single sentence. */
final class SentenceLength {
  private SentenceLength() {}

  /** Measurements of one sentence, {@code input=1xS}. */
  static List<Measurement> points(RunResult run) {
    return run.measurements().stream()
        .filter(m -> m.param("input", "").matches("1x[0-9]{1,6}") && m.itemsPerSecond() > 0)
        .toList();
  }

  static String picture(RunResult run) {
    List<Measurement> points = points(run);
    double longest = points.stream().mapToDouble(SentenceLength::tokens).max().orElse(1);
    double slowest = points.stream().mapToDouble(Measurement::itemsPerSecond).min().orElse(1);
    double fastest = points.stream().mapToDouble(Measurement::itemsPerSecond).max().orElse(1);
    var plot =
        new Plot(
            Axis.fromZero(longest, Plot.LEFT, Plot.RIGHT),
            Axis.logarithmic(slowest, fastest, Plot.BOTTOM, Plot.TOP),
            "tokens of the sentence",
            "tokens a second");
    Map<String, Map<Double, Double>> lines = new TreeMap<>();
    for (Measurement m : points) {
      lines.computeIfAbsent(name(m), added -> new TreeMap<>()).put(tokens(m), m.itemsPerSecond());
    }
    lines.forEach(
        (name, line) -> {
          plot.line(name, line);
          line.forEach(
              (tokens, speed) ->
                  plot.mark(
                      name,
                      tokens,
                      speed,
                      "%s, %s tokens: %s tokens/s"
                          .formatted(name, Columns.tick(tokens), Columns.number(speed))));
        });
    return plot.picture("Speed against sentence length", run.environment().cpu());
  }

  private static double tokens(Measurement m) {
    return Double.parseDouble(m.param("input", "1x0").substring(2));
  }

  private static String name(Measurement m) {
    String[] parts = m.benchmark().split("\\.", -1);
    String subject = parts[0].replace("Benchmark", "");
    String who = subject.equals("Encoder") ? "mekiki" : subject;
    String what = parts[1].equals("forward") ? "forward" : "forward + gradient";
    return "%s %s, %s".formatted(who, m.param("model", ""), what)
        + (m.threads() == 1 ? "" : ", " + m.threads() + " threads");
  }
}
