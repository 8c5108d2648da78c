package org.mekiki.cli.evaluate;

import java.util.Map;
import java.util.Optional;
import org.mekiki.cli.data.CsvField;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;

/** An evaluation as comma-separated values, a line a number. */
final class CsvEvaluation {
  private CsvEvaluation() {}

  static String of(EvaluationReport report) {
    var out = new StringBuilder("examination,row,measure,better,sharing,mean,low,high,texts\n");
    for (Map.Entry<ExaminationKind, Summary> entry : report.summaries().entrySet()) {
      Summary summary = entry.getValue();
      for (String row : summary.rows()) {
        for (Measure measure : summary.measures()) {
          summary
              .estimate(row, measure)
              .ifPresent(found -> append(out, entry.getKey().label(), row, measure, found));
        }
      }
    }
    return out.toString();
  }

  private static void append(
      StringBuilder out, String examination, String row, Measure measure, Estimate found) {
    Optional<FaithfulnessMetric> metric = measure.metric();
    out.append(CsvField.text(examination)).append(',');
    out.append(CsvField.text(row)).append(',').append(CsvField.text(measure.key())).append(',');
    out.append(metric.map(m -> m.direction().name().toLowerCase(java.util.Locale.ROOT)).orElse(""));
    out.append(',');
    out.append(metric.map(m -> m.sharing().name().toLowerCase(java.util.Locale.ROOT)).orElse(""));
    out.append(',').append(found.mean()).append(',').append(found.low()).append(',');
    out.append(found.high()).append(',').append(found.count()).append('\n');
  }
}
