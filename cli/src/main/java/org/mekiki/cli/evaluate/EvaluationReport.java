package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.Measure;
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
    Map<ExaminationKind, Summary> summaries,
    Set<FaithfulnessMetric> metrics,
    List<JudgedMethod> methods) {

  /** Which method answers which question, in words. */
  EvaluationVerdict verdict() {
    return EvaluationVerdict.of(summaries, metrics, methods.stream().map(Contender::of).toList());
  }

  /** All tables, in the order of the examinations. */
  List<ReportTable> tables(Speech speech) {
    var tables = new ArrayList<ReportTable>();
    summaries.forEach(
        (kind, summary) -> {
          tables.add(table(kind, summary, speech));
          if (kind.compares() && methods.size() > 1) {
            tables.add(differences(kind, summary, speech));
          }
        });
    return tables;
  }

  private static ReportTable table(ExaminationKind kind, Summary summary, Speech speech) {
    String note = speech.say(kind.note()) + skipped(summary, speech);
    List<String> rows = List.copyOf(summary.rows());
    List<Measure> measures = List.copyOf(summary.measures());
    if (kind == ExaminationKind.CONVERGENCE) {
      List<ReportTable.Line> lines =
          rows.stream()
              .map(
                  row ->
                      new ReportTable.Line(
                          row, "", measures.stream().map(m -> summary.estimate(row, m)).toList()))
              .toList();
      return new ReportTable(
          speech.say(kind.title()),
          note,
          speech.say("method, baseline, rule"),
          measures.stream().map(Measure::key).toList(),
          lines);
    }
    List<ReportTable.Line> lines =
        measures.stream()
            .map(
                measure ->
                    new ReportTable.Line(
                        measure.key(),
                        hint(measure),
                        rows.stream().map(row -> summary.estimate(row, measure)).toList()))
            .toList();
    return new ReportTable(
        speech.say(kind.title()), note, speech.say("measure"), named(rows, speech), lines);
  }

  private ReportTable differences(ExaminationKind kind, Summary summary, Speech speech) {
    String first = methods.getFirst().name();
    List<String> others =
        methods.stream().map(JudgedMethod::name).filter(name -> !name.equals(first)).toList();
    List<ReportTable.Line> lines =
        summary.measures().stream()
            .map(
                measure ->
                    new ReportTable.Line(
                        measure.key(),
                        hint(measure),
                        others.stream()
                            .map(other -> summary.difference(other, first, measure))
                            .toList()))
            .filter(line -> line.cells().stream().anyMatch(Optional::isPresent))
            .toList();
    return new ReportTable(
        speech.say("%s, difference to %s", speech.say(kind.title()), first),
        speech.say(
            "Each method minus %s, text by text, so that the spread between texts drops out. An"
                + " interval without 0 is a difference that another sample would show too.",
            first),
        speech.say("measure"),
        others,
        lines);
  }

  /** Methods have the names that options give them; what is none of them has a word. */
  private static List<String> named(List<String> rows, Speech speech) {
    Set<String> ours = Set.of(Faithfulness.RANDOM, Faithfulness.BEST);
    return rows.stream().map(row -> ours.contains(row) ? speech.say(row) : row).toList();
  }

  private static String skipped(Summary summary, Speech speech) {
    if (summary.skipped().isEmpty()) {
      return speech.say(" %d texts.", summary.count());
    }
    return speech.say(
        " %d texts, of them left out %s.",
        summary.count(),
        summary.skipped().entrySet().stream()
            .map(entry -> speech.say("%d: %s", entry.getValue(), speech.say(entry.getKey())))
            .collect(Collectors.joining(speech.say("; "))));
  }

  private static String hint(Measure measure) {
    return measure.metric().map(EvaluationReport::hint).orElse("");
  }

  /** Which values are good, and what the metric shares with methods that mask words. */
  private static String hint(FaithfulnessMetric metric) {
    String good =
        switch (metric.direction()) {
          case HIGHER -> "↑";
          case LOWER -> "↓";
        };
    return switch (metric.sharing()) {
      case OPERATION -> good + " ●";
      case RELATED -> good + " ○";
      case NONE -> good;
    };
  }
}
