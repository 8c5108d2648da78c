package org.mekiki.cli.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An evaluation as one JSON object. */
final class JsonEvaluation {
  private JsonEvaluation() {}

  static ObjectNode of(EvaluationReport report) {
    ObjectNode node = Records.object().put("schema", "mekiki/evaluation/1");
    ObjectNode made = node.putObject("description");
    report.description().values().forEach(made::put);
    addVerdict(node.putObject("verdict"), report.verdict());
    ObjectNode metrics = node.putObject("metrics");
    for (FaithfulnessMetric metric : report.metrics()) {
      metrics
          .putObject(metric.label())
          .put("better", metric.direction().name().toLowerCase(Locale.ROOT))
          .put("sharing", metric.sharing().name().toLowerCase(Locale.ROOT));
    }
    ObjectNode examinations = node.putObject("examinations");
    for (Map.Entry<ExaminationKind, Summary> entry : report.summaries().entrySet()) {
      ObjectNode of = examinations.putObject(entry.getKey().label());
      add(of, entry.getValue());
      if (entry.getKey().compares()) {
        addDifferences(of, entry.getValue(), report.methods());
      }
    }
    return node;
  }

  private static void addVerdict(ObjectNode of, EvaluationVerdict verdict) {
    of.put("headline", verdict.headline(Speech.ENGLISH));
    ArrayNode answers = of.putArray("answers");
    for (Contest contest : verdict.contests()) {
      ObjectNode answer = answers.addObject();
      answer.put("question", contest.question()).put("measure", contest.measure().key());
      answer.put("better", contest.direction().name().toLowerCase(Locale.ROOT));
      answer.put("sharing", contest.sharing().name().toLowerCase(Locale.ROOT));
      answer.put("by_construction", contest.isFavoured());
      answer.put("best", contest.best()).set("value", node(contest.value()));
      contest.level().forEach(answer.putArray("level")::add);
      contest.behind().forEach(answer.putArray("behind")::add);
      contest.lead().ifPresent(lead -> answer.set("lead", node(lead)));
      contest.aboveChance().ifPresent(above -> answer.put("above_chance", above));
      answer.put("words", contest.answer(Speech.ENGLISH));
    }
    verdict.notes(Speech.ENGLISH).forEach(of.putArray("notes")::add);
  }

  private static void add(ObjectNode of, Summary summary) {
    of.put("texts", summary.count());
    ObjectNode skipped = of.putObject("skipped");
    summary.skipped().forEach(skipped::put);
    ObjectNode rows = of.putObject("rows");
    ObjectNode curves = of.putObject("curves");
    for (String row : summary.rows()) {
      ObjectNode ofRow = rows.putObject(row);
      for (Measure measure : summary.measures()) {
        summary
            .estimate(row, measure)
            .ifPresent(estimate -> ofRow.set(measure.key(), node(estimate)));
        List<Estimate> curve = summary.curve(row, measure);
        if (!curve.isEmpty()) {
          ArrayNode points = curves.withObjectProperty(row).putArray(measure.key());
          curve.forEach(point -> points.add(node(point)));
        }
      }
    }
  }

  private static void addDifferences(ObjectNode of, Summary summary, List<JudgedMethod> methods) {
    String first = methods.getFirst().name();
    ObjectNode differences = of.putObject("difference_to_" + first);
    for (JudgedMethod method : methods.subList(1, methods.size())) {
      ObjectNode ofMethod = differences.putObject(method.name());
      for (Measure measure : summary.measures()) {
        summary
            .difference(method.name(), first, measure)
            .ifPresent(estimate -> ofMethod.set(measure.key(), node(estimate)));
      }
    }
  }

  private static ObjectNode node(Estimate estimate) {
    return Records.object()
        .put("mean", estimate.mean())
        .put("low", estimate.low())
        .put("high", estimate.high())
        .put("texts", estimate.count());
  }
}
