package org.mekiki.cli;

import java.util.Map;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Findings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as JSON objects; numbers come back bit for bit. */
final class FindingsRecord {
  private FindingsRecord() {}

  static ObjectNode of(String examination, Example example, Findings findings) {
    ObjectNode node =
        Records.object()
            .put("examination", examination)
            .put("number", example.number())
            .put("line", example.line());
    findings.reason().ifPresent(reason -> node.put("skipped", reason));
    ObjectNode rows = node.putObject("values");
    findings
        .values()
        .forEach(
            (row, measures) -> {
              ObjectNode ofRow = rows.putObject(row);
              measures.forEach(ofRow::put);
            });
    ObjectNode curves = node.putObject("curves");
    findings
        .curves()
        .forEach(
            (row, measures) -> {
              ObjectNode ofRow = curves.putObject(row);
              for (Map.Entry<String, double[]> curve : measures.entrySet()) {
                ArrayNode points = ofRow.putArray(curve.getKey());
                for (double point : curve.getValue()) {
                  points.add(point);
                }
              }
            });
    return node;
  }

  /** What {@link #of} wrote. */
  static Findings parse(JsonNode node) {
    if (node.has("skipped")) {
      return Findings.skipped(node.path("skipped").asString());
    }
    var findings = new Findings();
    node.path("values")
        .properties()
        .forEach(
            row ->
                row.getValue()
                    .properties()
                    .forEach(
                        measure ->
                            findings.put(
                                row.getKey(), measure.getKey(), measure.getValue().asDouble())));
    node.path("curves")
        .properties()
        .forEach(
            row ->
                row.getValue()
                    .properties()
                    .forEach(
                        curve ->
                            findings.putCurve(
                                row.getKey(), curve.getKey(), points(curve.getValue()))));
    return findings;
  }

  private static double[] points(JsonNode array) {
    double[] points = new double[array.size()];
    for (int i = 0; i < points.length; i++) {
      points[i] = array.path(i).asDouble();
    }
    return points;
  }
}
