package org.mekiki.cli.evaluate;

import java.util.Map;
import org.mekiki.cli.record.Records;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Findings;
import org.mekiki.sig.judge.Measure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as JSON objects; numbers come back bit for bit. */
final class FindingsRecord {
  private FindingsRecord() {}

  static ObjectNode of(ExaminationKind kind, Example example, Findings findings) {
    ObjectNode node =
        Records.object()
            .put("examination", kind.label())
            .put("number", example.number())
            .put("line", example.line());
    findings.reason().ifPresent(reason -> node.put("skipped", reason));
    addRows(node.putObject("values"), findings.values(), ObjectNode::put);
    addRows(node.putObject("curves"), findings.curves(), FindingsRecord::addPoints);
    return node;
  }

  /** Writes one measure. */
  private interface Writing<T> {
    void put(ObjectNode row, String measure, T value);
  }

  private static <T> void addRows(
      ObjectNode node, Map<String, Map<Measure, T>> rows, Writing<T> writing) {
    rows.forEach(
        (name, measures) -> {
          ObjectNode row = node.putObject(name);
          measures.forEach((measure, value) -> writing.put(row, measure.key(), value));
        });
  }

  private static void addPoints(ObjectNode row, String measure, double[] points) {
    ArrayNode array = row.putArray(measure);
    for (double point : points) {
      array.add(point);
    }
  }

  /** What {@link #of} wrote. */
  static Findings parse(JsonNode node) {
    if (node.has("skipped")) {
      return Findings.skipped(node.path("skipped").asString());
    }
    var findings = new Findings();
    forEachMeasure(
        node.path("values"), (row, measure, value) -> findings.put(row, measure, value.asDouble()));
    forEachMeasure(
        node.path("curves"),
        (row, measure, value) -> findings.putCurve(row, measure, points(value)));
    return findings;
  }

  /** Reads one measure. */
  private interface Reading {
    void take(String row, Measure measure, JsonNode value);
  }

  private static void forEachMeasure(JsonNode rows, Reading reading) {
    for (Map.Entry<String, JsonNode> row : rows.properties()) {
      for (Map.Entry<String, JsonNode> measure : row.getValue().properties()) {
        reading.take(row.getKey(), Measure.parse(measure.getKey()), measure.getValue());
      }
    }
  }

  private static double[] points(JsonNode array) {
    double[] points = new double[array.size()];
    for (int i = 0; i < points.length; i++) {
      points[i] = array.path(i).asDouble();
    }
    return points;
  }
}
