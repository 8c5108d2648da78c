package org.mekiki.cli.audit.table;

import java.util.Set;

/**
 * A column of a table.
 *
 * @param key its name in CSV and JSON
 * @param title its name on the page
 * @param kind what stands in it
 * @param meaning of the number, in plain words
 */
public record Column(String key, String title, Kind kind, String meaning) {
  private static final Set<String> DETAILS =
      Set.of("words", "occurrences", "mean_raw", "p", "weight_p", "right_share", "other");

  /** What stands in a column. */
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

  /** Whether the page shows it only when asked for all columns. */
  boolean detail() {
    return DETAILS.contains(key)
        || key.endsWith("_low")
        || key.endsWith("_high")
        || key.endsWith("familywise_error")
        || key.endsWith("effect") && key.startsWith("weight");
  }
}
