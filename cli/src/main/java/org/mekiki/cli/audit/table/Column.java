package org.mekiki.cli.audit.table;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mekiki.cli.wording.Speech;

/**
 * A column of a table.
 *
 * @param <T> what a row is
 * @param key its name in CSV and JSON
 * @param title its name on the page
 * @param kind what stands in it
 * @param meaning of the number, in plain words
 * @param detail whether the page shows it only when asked for all columns
 * @param value what stands in it in a row
 */
public record Column<T>(
    String key,
    String title,
    Kind kind,
    String meaning,
    boolean detail,
    Function<? super T, ? extends Cell> value) {

  /** What stands in a column, by the name that the page's script knows. */
  public enum Kind {
    /** Words of the data. */
    TEXT,
    /** One of a few names. */
    CHOICE,
    /** A number of texts. */
    COUNT,
    /** A part of a decision, from −1 to 1. */
    SHARE,
    /** A part of texts, from 0 to 1. */
    PERCENT,
    /** Any number. */
    NUMBER,
    /** A probability that may be tiny. */
    CHANCE,
    /** Yes or no. */
    FLAG,
    /** Parts of texts. */
    EXAMPLES
  }

  /** Columns whose texts are ours and not the user's. */
  private static final Set<String> OURS = Set.of("measure", "limit", "set", "swap", "words");

  /** Texts of ours among the user's, by their columns. */
  private static final Map<String, String> ONE =
      Map.of("other", "all others", Columns.CLASS, "any");

  /** A text of it in the reader's language, as far as it is ours. */
  String said(String text, Speech speech) {
    if (speech.isEnglish() || !OURS.contains(key) && !text.equals(ONE.get(key))) {
      return text;
    }
    return Arrays.stream(text.split("; ", -1))
        .map(part -> speech.number(speech.of(part)))
        .collect(Collectors.joining(speech.say("; ")));
  }

  /** What stands in it in a row. */
  public Cell of(T row) {
    return value.apply(row);
  }

  Column<T> asDetail() {
    return new Column<>(key, title, kind, meaning, true, value);
  }
}
