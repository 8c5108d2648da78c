package org.mekiki.cli.audit.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mekiki.cli.audit.statistics.Interval;

/** The drawings of a page, each of the rows of a table that are beyond chance. */
final class AuditCharts {
  private static final int FOR = 12;
  private static final int AGAINST = 6;
  private static final int STRONGEST = 16;
  private static final int CLASSES = 12;

  private final Table table;

  private AuditCharts(Table table) {
    this.table = table;
  }

  /** The drawings that belong above a table. */
  static String of(Table table) {
    var charts = new AuditCharts(table);
    var out = new StringBuilder();
    charts.byClass().entrySet().stream()
        .limit(CLASSES)
        .forEach(entry -> out.append(charts.of(entry.getKey(), entry.getValue())));
    return out.toString();
  }

  private Map<String, List<Object[]>> byClass() {
    var groups = new LinkedHashMap<String, List<Object[]>>();
    if (Stream.of("words", "groups", "differences", "probes").anyMatch(table.key()::equals)) {
      for (Object[] row : table.rows()) {
        groups.computeIfAbsent(text(row, "class"), _ -> new ArrayList<>()).add(row);
      }
    }
    return groups;
  }

  private String of(String name, List<Object[]> rows) {
    return switch (table.key()) {
      case "words" ->
          draw(
              "What speaks for “%s”, and against it: mean share where it stands",
              name, forAndAgainst(rows).map(row -> bar(row, text(row, "term"), "mean_share")));
      case "groups" ->
          draw(
              "How often the answer is “%s”",
              name,
              rows.stream().map(row -> bar(row, text(row, "group"), "answer_share", "answer")));
      case "differences" ->
          draw(
              "What has more or less of “%s” in a group than elsewhere: difference over all texts",
              name,
              strongest(rows, "weight_difference")
                  .map(
                      row ->
                          bar(
                              row,
                              text(row, "term") + " · " + text(row, "group"),
                              "weight_difference")));
      default ->
          draw(
              "Substitutions that move “%s”: mean change of its probability",
              name,
              strongest(rows, "mean_change")
                  .map(row -> bar(row, text(row, "swap"), "mean_change")));
    };
  }

  private static String draw(String title, String name, Stream<IntervalChart.Bar> bars) {
    List<IntervalChart.Bar> list = bars.toList();
    return list.isEmpty() ? "" : IntervalChart.svg(title.formatted(name), list);
  }

  /** The rows stand in their order already. */
  private Stream<Object[]> forAndAgainst(List<Object[]> rows) {
    return Stream.concat(
        clear(rows).filter(row -> number(row, "mean_share") > 0).limit(FOR),
        clear(rows).filter(row -> number(row, "mean_share") < 0).limit(AGAINST));
  }

  private Stream<Object[]> strongest(List<Object[]> rows, String key) {
    return clear(rows)
        .sorted(Comparator.comparingDouble(row -> -Math.abs(interval(row, key).sureDistance())))
        .limit(STRONGEST);
  }

  private Stream<Object[]> clear(List<Object[]> rows) {
    int clear = table.column("clear");
    return rows.stream().filter(row -> (boolean) row[clear]);
  }

  private IntervalChart.Bar bar(Object[] row, String label, String value) {
    return bar(row, label, value, value);
  }

  private IntervalChart.Bar bar(Object[] row, String label, String value, String interval) {
    Interval around = interval(row, interval);
    int column = table.column(value);
    return new IntervalChart.Bar(
        label,
        number(row, value),
        around.low(),
        around.high(),
        Values.show(table.columns().get(column).kind(), row[column]));
  }

  private Interval interval(Object[] row, String key) {
    return new Interval(number(row, key + "_low"), number(row, key + "_high"));
  }

  private double number(Object[] row, String key) {
    return (double) row[table.column(key)];
  }

  private String text(Object[] row, String key) {
    return (String) row[table.column(key)];
  }
}
