package org.mekiki.cli.audit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MultipleComparisons;

/**
 * The columns of a table, one after the other: what each is called and means, then what it holds in
 * a row.
 *
 * @param <T> what a row is
 */
public final class Columns<T> {
  /** The key of the column by which pages part a table. */
  static final String CLASS = "class";

  private static final String RATE =
      "p corrected for there being many tests, by Benjamini and Hochberg: if all rows with this q"
          + " or less are believed, about that part of them is chance";
  private static final String ERROR =
      "p corrected more strictly, by Holm: the chance that any row with this value or less is"
          + " chance";

  private final List<Column<T>> list = new ArrayList<>();

  public List<Column<T>> list() {
    return List.copyOf(list);
  }

  /** A column whose title is its key with spaces. */
  public Heading column(String key, String meaning) {
    return column(key, key.replace('_', ' '), meaning);
  }

  /** A column; what it holds comes next. */
  public Heading column(String key, String title, String meaning) {
    return new Heading(key, title, meaning);
  }

  /** Says what a column is called and means, and takes what it holds. */
  public final class Heading {
    private final String key;
    private final String title;
    private final String meaning;

    private Heading(String key, String title, String meaning) {
      this.key = key;
      this.title = title;
      this.meaning = meaning;
    }

    private Columns<T> add(Column.Kind kind, Function<? super T, ? extends Cell> value) {
      list.add(new Column<>(key, title, kind, meaning, false, value));
      return Columns.this;
    }

    public Columns<T> text(Function<? super T, String> value) {
      return add(Column.Kind.TEXT, row -> new Cell.Text(value.apply(row)));
    }

    public Columns<T> choice(Function<? super T, String> value) {
      return add(Column.Kind.CHOICE, row -> new Cell.Text(value.apply(row)));
    }

    public Columns<T> count(ToLongFunction<? super T> value) {
      return add(Column.Kind.COUNT, row -> new Cell.Count(value.applyAsLong(row)));
    }

    public Columns<T> share(ToDoubleFunction<? super T> value) {
      return add(Column.Kind.SHARE, row -> new Cell.Share(value.applyAsDouble(row)));
    }

    public Columns<T> percent(ToDoubleFunction<? super T> value) {
      return add(Column.Kind.PERCENT, row -> new Cell.Percent(value.applyAsDouble(row)));
    }

    public Columns<T> number(ToDoubleFunction<? super T> value) {
      return add(Column.Kind.NUMBER, row -> new Cell.Amount(value.applyAsDouble(row)));
    }

    public Columns<T> chance(ToDoubleFunction<? super T> value) {
      return add(Column.Kind.CHANCE, row -> new Cell.Chance(value.applyAsDouble(row)));
    }

    public Columns<T> flag(Predicate<? super T> value) {
      return add(Column.Kind.FLAG, row -> new Cell.Flag(value.test(row)));
    }

    public Columns<T> examples(Function<? super T, List<ExampleText>> value) {
      return add(Column.Kind.EXAMPLES, row -> new Cell.Examples(value.apply(row)));
    }
  }

  /** Makes the last column one that the page shows only when asked for all. */
  public Columns<T> detail() {
    list.add(list.removeLast().asDetail());
    return this;
  }

  /** The class that a row is about: pages draw and limit by it. */
  public Columns<T> ofClass(String meaning, Function<? super T, String> value) {
    return column(CLASS, meaning).choice(value);
  }

  /** Both ends of the interval of a share, as details. */
  public Columns<T> shareEnds(
      String key, String low, String high, Function<? super T, Interval> interval) {
    return column(key + "_low", "from", low)
        .share(row -> interval.apply(row).low())
        .detail()
        .column(key + "_high", "to", high)
        .share(row -> interval.apply(row).high())
        .detail();
  }

  /** The same with the usual words about them. */
  public Columns<T> shareEnds(String key, String of, Function<? super T, Interval> interval) {
    return shareEnds(
        key,
        "lower end of the interval of " + of,
        "upper end of the interval of "
            + of
            + "; an interval that contains 0 leaves the direction open",
        interval);
  }

  /** Both ends of the interval of a part of texts, as details. */
  public Columns<T> percentEnds(String key, Function<? super T, Interval> interval) {
    return column(key + "_low", "from", "lower end of its interval")
        .percent(row -> interval.apply(row).low())
        .detail()
        .column(key + "_high", "to", "upper end of its interval")
        .percent(row -> interval.apply(row).high())
        .detail();
  }

  /**
   * What a test found, and both corrections for there being many.
   *
   * @param prefix of the keys
   * @param chance what p says
   * @param p what the test found
   * @param family all tests of the kind
   */
  public Columns<T> test(
      String prefix, String chance, ToDoubleFunction<? super T> p, MultipleComparisons family) {
    return test(prefix, chance, RATE, ERROR, p, family);
  }

  /**
   * The same in other words.
   *
   * @param rate what p corrected by Benjamini and Hochberg says
   * @param error what p corrected by Holm says
   */
  public Columns<T> test(
      String prefix,
      String chance,
      String rate,
      String error,
      ToDoubleFunction<? super T> p,
      MultipleComparisons family) {
    return column(prefix + "p", "p", chance)
        .chance(p)
        .detail()
        .column(prefix + "false_discovery_rate", "q", rate)
        .chance(row -> family.falseDiscoveryRate(p.applyAsDouble(row)))
        .column(prefix + "familywise_error", "Holm's p", error)
        .chance(row -> family.familywiseError(p.applyAsDouble(row)))
        .detail();
  }

  /** Whether a row is more than chance. */
  public Columns<T> clear(String what, Predicate<? super T> value) {
    return column(
            "clear",
            ("whether %s beyond chance: q is not above the share of false discoveries that was"
                    + " asked for")
                .formatted(what))
        .flag(value);
  }
}
