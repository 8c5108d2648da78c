package org.mekiki.cli.audit.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.wording.Speech;

/**
 * What a page draws of the rows of a table, a drawing for each class.
 *
 * @param <T> what a row is
 * @param title with a place for the class
 * @param bar a row as a bar
 * @param choice which of the rows of a class, in which order
 */
public record Chart<T>(String title, Function<T, Bar> bar, UnaryOperator<List<T>> choice) {
  private static final int FOR = 12;
  private static final int AGAINST = 6;
  private static final int STRONGEST = 16;
  private static final int CLASSES = 12;

  /**
   * A bar.
   *
   * @param label what it is
   * @param value how long it is
   * @param interval around the value
   */
  public record Bar(String label, Cell.Quantity value, Interval interval) {}

  /** A drawing of all rows. */
  public static <T> Chart<T> ofAll(String title, Function<T, Bar> bar) {
    return new Chart<>(title, bar, UnaryOperator.identity());
  }

  /** A drawing of the first of those rows that are worth one, in their order. */
  public static <T> Chart<T> ofFirst(String title, Function<T, Bar> bar, Predicate<T> isDrawn) {
    return new Chart<>(title, bar, rows -> rows.stream().filter(isDrawn).limit(STRONGEST).toList());
  }

  /** A drawing of the rows beyond chance whose intervals lie farthest from 0. */
  public static <T> Chart<T> ofStrongest(String title, Function<T, Bar> bar, Predicate<T> isClear) {
    Comparator<T> order =
        Comparator.comparingDouble(row -> -Math.abs(bar.apply(row).interval().sureDistance()));
    return new Chart<>(
        title, bar, rows -> rows.stream().filter(isClear).sorted(order).limit(STRONGEST).toList());
  }

  /** A drawing of the first rows beyond chance above 0 and below; they stand in their order. */
  public static <T> Chart<T> ofBothSides(String title, Function<T, Bar> bar, Predicate<T> isClear) {
    return new Chart<>(
        title,
        bar,
        rows -> {
          List<T> clear = rows.stream().filter(isClear).toList();
          return Stream.concat(
                  clear.stream().filter(row -> bar.apply(row).value().value() > 0).limit(FOR),
                  clear.stream().filter(row -> bar.apply(row).value().value() < 0).limit(AGAINST))
              .toList();
        });
  }

  /** The drawings of a table. */
  String html(Table<T> table, Speech speech) {
    var classes = new LinkedHashMap<String, List<T>>();
    for (T row : table.rows()) {
      classes.computeIfAbsent(table.classOf(row), _ -> new ArrayList<>()).add(row);
    }
    var out = new StringBuilder();
    classes.entrySet().stream()
        .limit(CLASSES)
        .forEach(entry -> out.append(html(entry.getKey(), choice.apply(entry.getValue()), speech)));
    return out.toString();
  }

  private String html(String name, List<T> rows, Speech speech) {
    return rows.isEmpty()
        ? ""
        : IntervalChart.svg(speech.say(title, name), rows.stream().map(bar).toList(), speech);
  }
}
