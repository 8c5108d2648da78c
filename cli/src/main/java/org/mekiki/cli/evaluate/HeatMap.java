package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.Markup;
import org.mekiki.report.page.SignedNumber;
import org.mekiki.report.page.Strength;
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

  /** The table, each cell as dark as its method is near to the best. */
  String table(Speech speech) {
    var out =
        new StringBuilder(
            "<div class=\"wide\" tabindex=\"0\"><table class=\"heat\"><thead><tr><th"
                + " scope=\"col\">"
                + speech.say("method")
                + "</th>");
    metrics.forEach(
        metric -> out.append("<th scope=\"col\">%s</th>".formatted(Markup.escape(metric.label()))));
    out.append("</tr></thead><tbody>\n");
    for (String method : methods) {
      out.append("<tr><th scope=\"row\">%s</th>".formatted(Markup.escape(method)));
      for (FaithfulnessMetric metric : metrics) {
        Optional<Double> quality = quality(method, metric);
        double strength = Math.clamp(quality.orElse(0.0), 0, 1);
        out.append(
            "<td class=\"cell %s\" data-of=\"%s\">%s</td>"
                .formatted(
                    Strength.name(strength),
                    Markup.escape(metric.label()),
                    quality.map(q -> SignedNumber.of("%+.2f", q).replace("+", "")).orElse("–")));
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }
}
