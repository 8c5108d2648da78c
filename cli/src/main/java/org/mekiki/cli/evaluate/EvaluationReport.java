package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.Metrics;
import org.mekiki.sig.judge.Summary;

/**
 * What an evaluation found, as tables.
 *
 * @param description what it was made of
 * @param summaries by examination
 * @param metrics of faithfulness
 * @param methods what was judged, the first one being what others are compared with
 */
record EvaluationReport(
    EvaluationDescription description,
    Map<String, Summary> summaries,
    Set<FaithfulnessMetric> metrics,
    List<JudgedMethod> methods) {

  /** All tables, in the order of the examinations. */
  List<ReportTable> tables() {
    var tables = new ArrayList<ReportTable>();
    summaries.forEach(
        (examination, summary) -> {
          tables.add(table(examination, summary));
          if (examination.equals("faithfulness") && methods.size() > 1) {
            tables.add(differences(summary));
          }
        });
    return tables;
  }

  private static ReportTable table(String examination, Summary summary) {
    String title = Character.toUpperCase(examination.charAt(0)) + examination.substring(1);
    String note = ExaminationNotes.of(examination) + skipped(summary);
    List<String> rows = List.copyOf(summary.rows());
    List<String> measures = List.copyOf(summary.measures());
    if (examination.equals("convergence")) {
      List<ReportTable.Line> lines =
          rows.stream()
              .map(
                  row ->
                      new ReportTable.Line(
                          row, "", measures.stream().map(m -> summary.estimate(row, m)).toList()))
              .toList();
      return new ReportTable(title, note, "method, baseline, rule", measures, lines);
    }
    List<ReportTable.Line> lines =
        measures.stream()
            .map(
                measure ->
                    new ReportTable.Line(
                        measure,
                        hint(measure),
                        rows.stream().map(row -> summary.estimate(row, measure)).toList()))
            .toList();
    return new ReportTable(title, note, "measure", rows, lines);
  }

  private ReportTable differences(Summary summary) {
    String first = methods.getFirst().name();
    List<String> others =
        methods.stream().map(JudgedMethod::name).filter(name -> !name.equals(first)).toList();
    List<ReportTable.Line> lines =
        summary.measures().stream()
            .map(
                measure ->
                    new ReportTable.Line(
                        measure,
                        hint(measure),
                        others.stream()
                            .map(other -> summary.difference(other, first, measure))
                            .toList()))
            .toList();
    return new ReportTable(
        "Difference to " + first,
        "Each method less "
            + first
            + ", text by text, so that the spread between texts drops out."
            + " An interval without 0 is a difference that another sample would show too.",
        "measure",
        others,
        lines);
  }

  private static String skipped(Summary summary) {
    if (summary.skipped().isEmpty()) {
      return " %d texts.".formatted(summary.count());
    }
    return summary.skipped().entrySet().stream()
        .map(entry -> entry.getValue() + ": " + entry.getKey())
        .collect(
            Collectors.joining("; ", " " + summary.count() + " texts, of them left out ", "."));
  }

  /** The metric that a measure is of, where it is one. */
  static Optional<FaithfulnessMetric> metric(String measure) {
    return Metrics.find(measure.substring(0, (measure + "@").indexOf('@')));
  }

  private static String hint(String measure) {
    return metric(measure).map(metric -> ExaminationNotes.direction(metric)).orElse("");
  }
}
