package org.mekiki.cli.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.mekiki.cli.console.Nearest;

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

  /** What is nearly its name, without anything but letters. */
  private static final Pattern LABELS =
      Pattern.compile("labels?", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /**
   * Finds the columns of a file.
   *
   * @param asked what the user named: null where nothing, an empty label for no label
   * @param tell what the user should know, in sentences: columns that look like the wanted ones
   * @throws DataException if there is no such column
   */
  public static DataColumns find(DataColumns asked, DataHeader header, Consumer<String> tell) {
    String text = asked.text != null ? asked.text : text(header);
    if (text == null) {
      throw new DataException(
          "%s has no column %s; it has %s: name one with --text-column"
              .formatted(header.file(), String.join(", ", TEXTS), header.names()));
    }
    String label = asked.label != null ? asked.label : header.has(LABEL) ? LABEL : null;
    var found =
        new DataColumns(
            text, asked.pair, label == null || label.isEmpty() ? null : label, asked.group);
    require("--text-column", found.text, header);
    require("--pair-column", found.pair, header);
    require("--label-column", found.label, header);
    require("--group-column", found.group, header);
    if (label == null) {
      nearly(header).ifPresent(tell);
    }
    return found;
  }

  /** The first that has a text anywhere; one without is better than none. */
  private static String text(DataHeader header) {
    Optional<String> used = TEXTS.stream().filter(header::hasText).findFirst();
    return used.or(() -> TEXTS.stream().filter(header::has).findFirst()).orElse(null);
  }

  /** Columns that somebody may have meant to be the label: in capitals, with a space. */
  private static Optional<String> nearly(DataHeader header) {
    List<String> names =
        header.columns().keySet().stream()
            .filter(name -> LABELS.matcher(name.replaceAll("[^\\p{L}\\p{N}]", "")).matches())
            .map(name -> "\"" + name + "\"")
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no column \"label\", but %s, which is not read; if it holds the right answers, name it with --label-column"
                .formatted(header.file(), String.join(", ", names)));
  }

  private static void require(String option, String column, DataHeader header) {
    if (column != null && !header.has(column)) {
      throw new DataException(
          "%s names \"%s\"%s; %s has %s"
              .formatted(
                  option,
                  column,
                  Nearest.hint(column, header.columns().keySet()),
                  header.file(),
                  header.names()));
    }
  }
}
