package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.cli.page.Strength;
import org.mekiki.cli.page.SvgPicture;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;

/**
 * Methods by metrics: how far each is on the way from a random order (0) to the best order that was
 * found (1); for metrics without a best order, to the best method.
 */
final class HeatMap {
  private static final int LEFT = 150;
  private static final int TOP = 150;
  private static final int CELL_WIDTH = 52;
  private static final int CELL_HEIGHT = 30;

  private final Summary summary;
  private final List<String> methods;
  private final List<FaithfulnessMetric> metrics = new ArrayList<>();

  HeatMap(EvaluationReport report, Summary summary) {
    this.summary = summary;
    methods = report.methods().stream().map(JudgedMethod::name).toList();
    for (FaithfulnessMetric metric : report.metrics()) {
      if (mean(Faithfulness.RANDOM, metric).isPresent()) {
        metrics.add(metric);
      }
    }
  }

  private Optional<Double> mean(String row, FaithfulnessMetric metric) {
    return summary.estimate(row, Measure.of(metric)).map(Estimate::mean);
  }

  private Optional<Double> quality(String method, FaithfulnessMetric metric) {
    double random = mean(Faithfulness.RANDOM, metric).orElseThrow();
    Optional<Double> bound = mean(Faithfulness.BEST, metric);
    if (bound.isEmpty()) {
      boolean higher = metric.direction() == Metric.Direction.HIGHER;
      bound =
          methods.stream()
              .flatMap(name -> mean(name, metric).stream())
              .reduce((a, b) -> (a > b) == higher ? a : b);
    }
    if (bound.isEmpty() || bound.get() == random) {
      return Optional.empty();
    }
    double best = bound.get();
    return mean(method, metric).map(value -> (value - random) / (best - random));
  }

  String picture() {
    int width = LEFT + CELL_WIDTH * metrics.size() + 130;
    var svg = new SvgPicture(width, TOP + CELL_HEIGHT * methods.size() + 10);
    for (int column = 0; column < metrics.size(); column++) {
      double x = LEFT + (column + 0.6) * CELL_WIDTH;
      svg.slanted(x, TOP - 10, metrics.get(column).label());
    }
    for (int line = 0; line < methods.size(); line++) {
      double y = TOP + line * CELL_HEIGHT;
      svg.text("", "end", LEFT - 10, y + 20, methods.get(line));
      for (int column = 0; column < metrics.size(); column++) {
        Optional<Double> quality = quality(methods.get(line), metrics.get(column));
        double x = LEFT + (double) column * CELL_WIDTH;
        double strength = Math.clamp(quality.orElse(0.0), 0, 1);
        svg.rectangle(
            "class=\"cell %s\"".formatted(Strength.name(strength)),
            x,
            y,
            CELL_WIDTH - 2,
            CELL_HEIGHT - 2);
        svg.text(
            strength > 0.6 ? "on" : "",
            "middle",
            x + CELL_WIDTH / 2.0 - 1,
            y + 19,
            quality.map(q -> String.format(Locale.ROOT, "%.2f", q)).orElse("–"));
      }
    }
    return svg.of(
        "How far each method is from a random order (0) to the best order found (1)",
        "A table of methods by metrics; the values themselves stand in the table above");
  }
}
