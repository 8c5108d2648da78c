package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.sig.audit.Interval;

/** The drawings of a page, each of the rows of a table. */
final class AuditCharts {
  private static final int FOR = 12;
  private static final int AGAINST = 6;
  private static final int PROBES = 16;
  private static final int CLASSES = 12;

  private AuditCharts() {}

  /** The drawings that belong above a table. */
  static String of(Table table) {
    return switch (table.key()) {
      case "words" -> drivers(table);
      case "groups" -> groups(table);
      case "probes" -> probes(table);
      default -> "";
    };
  }

  private static String drivers(Table table) {
    var out = new StringBuilder();
    byChoice(table, "class").entrySet().stream()
        .limit(CLASSES)
        .forEach(
            entry -> {
              List<Object[]> sure =
                  entry.getValue().stream()
                      .filter(row -> interval(table, row, "mean_share").isClear())
                      .toList();
              var rows = new ArrayList<Object[]>();
              sure.stream().filter(row -> value(table, row) > 0).limit(FOR).forEach(rows::add);
              sure.stream().filter(row -> value(table, row) < 0).limit(AGAINST).forEach(rows::add);
              if (!rows.isEmpty()) {
                out.append(
                    IntervalChart.svg(
                        "What surely speaks for and against “%s”: mean share where it stands"
                            .formatted(entry.getKey()),
                        rows.stream()
                            .map(row -> bar(table, row, "term", "mean_share", "mean_share"))
                            .toList()));
              }
            });
    return out.toString();
  }

  private static double value(Table table, Object[] row) {
    return (double) row[table.column("mean_share")];
  }

  private static String groups(Table table) {
    var out = new StringBuilder();
    byChoice(table, "class").entrySet().stream()
        .limit(CLASSES)
        .forEach(
            entry ->
                out.append(
                    IntervalChart.svg(
                        "How often the answer is “%s”".formatted(entry.getKey()),
                        entry.getValue().stream()
                            .map(row -> bar(table, row, "group", "answer_share", "answer"))
                            .toList())));
    return out.toString();
  }

  private static String probes(Table table) {
    var out = new StringBuilder();
    byChoice(table, "class").entrySet().stream()
        .limit(CLASSES)
        .forEach(
            entry -> {
              List<Object[]> rows =
                  entry.getValue().stream()
                      .filter(row -> interval(table, row, "mean_change").isClear())
                      .sorted(
                          Comparator.comparingDouble(
                              row -> -Math.abs(interval(table, row, "mean_change").sureDistance())))
                      .limit(PROBES)
                      .toList();
              if (!rows.isEmpty()) {
                out.append(
                    IntervalChart.svg(
                        "Substitutions that surely move “%s”: mean change of its probability"
                            .formatted(entry.getKey()),
                        rows.stream()
                            .map(row -> bar(table, row, "swap", "mean_change", "mean_change"))
                            .toList()));
              }
            });
    return out.toString();
  }

  private static IntervalChart.Bar bar(
      Table table, Object[] row, String label, String value, String interval) {
    Interval around = interval(table, row, interval);
    int column = table.column(value);
    return new IntervalChart.Bar(
        (String) row[table.column(label)],
        (double) row[column],
        around.low(),
        around.high(),
        Values.show(table.columns().get(column).kind(), row[column]));
  }

  private static Interval interval(Table table, Object[] row, String key) {
    return new Interval(
        (double) row[table.column(key + "_low")], (double) row[table.column(key + "_high")]);
  }

  private static Map<String, List<Object[]>> byChoice(Table table, String column) {
    var groups = new LinkedHashMap<String, List<Object[]>>();
    for (Object[] row : table.rows()) {
      groups.computeIfAbsent((String) row[table.column(column)], _ -> new ArrayList<>()).add(row);
    }
    return groups;
  }
}
