package org.mekiki.cli.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * A row of a table.
 *
 * @param line on which it begins, from 1
 * @param values by column; numbers and truth values of JSON as text
 * @param lists of JSON, by column, their elements as text
 * @param others what stands in columns that hold no text: null, an object
 */
public record DataRow(
    long line,
    Map<String, String> values,
    Map<String, List<String>> lists,
    Map<String, String> others) {
  /** What JSON writes for nothing. */
  static final String NULL = "null";

  /** A row of texts. */
  public DataRow(long line, Map<String, String> values) {
    this(line, values, Map.of(), Map.of());
  }

  /** Names of its columns, also of those that hold no text. */
  SequencedSet<String> columns() {
    var names = new LinkedHashSet<>(values.keySet());
    names.addAll(lists.keySet());
    names.addAll(others.keySet());
    return names;
  }

  /** What stands in a column instead of a text; empty for a text and for nothing. */
  Optional<String> otherThanText(String column) {
    return lists.containsKey(column)
        ? Optional.of("a list")
        : Optional.ofNullable(others.get(column)).filter(what -> !what.equals(NULL));
  }
}
