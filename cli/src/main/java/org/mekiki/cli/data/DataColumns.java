package org.mekiki.cli.data;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of a data file are read.
 *
 * @param text of the text
 * @param pair of the second text, or null
 * @param label of the right answer, or null
 * @param group of the group, or null
 */
public record DataColumns(String text, String pair, String label, String group) {
  private static final List<String> TEXTS = List.of("text", "sentence", "content");
  private static final String LABEL = "label";

  /**
   * Finds the columns of a file by its first row.
   *
   * @param asked what the user named: null where nothing, an empty label for no label
   * @throws DataException if there is no such column
   */
  public static DataColumns find(DataColumns asked, String source, Map<String, String> first) {
    Set<String> known = first.keySet();
    String text =
        asked.text != null
            ? asked.text
            : TEXTS.stream().filter(known::contains).findFirst().orElse(null);
    if (text == null) {
      throw new DataException(
          "%s has no column %s; it has %s: name one with --text-column"
              .formatted(source, String.join(", ", TEXTS), String.join(", ", known)));
    }
    String label = asked.label != null ? asked.label : known.contains(LABEL) ? LABEL : null;
    var found =
        new DataColumns(
            text, asked.pair, label == null || label.isEmpty() ? null : label, asked.group);
    require("--text-column", found.text, source, known);
    require("--pair-column", found.pair, source, known);
    require("--label-column", found.label, source, known);
    require("--group-column", found.group, source, known);
    return found;
  }

  private static void require(String option, String column, String source, Set<String> known) {
    if (column != null && !known.contains(column)) {
      throw new DataException(
          "%s names \"%s\"; %s has %s".formatted(option, column, source, String.join(", ", known)));
    }
  }
}
