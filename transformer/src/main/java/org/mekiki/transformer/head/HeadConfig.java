package org.mekiki.transformer.head;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/**
 * All that changes a head's computation.
 *
 * @param task what is asked
 * @param labels C: outputs a text, or a row
 * @param options what is particular to a form of head
 */
public record HeadConfig(Task task, int labels, Map<String, String> options) {
  private static final String PREFIX = "head.";

  /** Checks that the sizes can be, and copies. */
  public HeadConfig {
    if (labels < 1) {
      throw new UnsupportedModelException("the configuration has no class");
    }
    options = Map.copyOf(options);
  }

  /** A head without options. */
  public HeadConfig(Task task, int labels) {
    this(task, labels, Map.of());
  }

  /** The options, typed. */
  public ConfigValues values() {
    return new ConfigValues(options);
  }

  /** The same with one option more. */
  public HeadConfig with(String option, String value) {
    var more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new HeadConfig(task, labels, more);
  }

  /** As written to the converted file. */
  public SequencedMap<String, String> toMap() {
    var map = new LinkedHashMap<String, String>();
    map.put("task", task.label());
    map.put("labels", Integer.toString(labels));
    new TreeMap<>(options).forEach((option, value) -> map.put(PREFIX + option, value));
    return map;
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @throws UnsupportedModelException where an entry is missing or no number
   */
  public static HeadConfig fromMap(Map<String, String> map) {
    var values = new ConfigValues(map);
    var options = new LinkedHashMap<String, String>();
    map.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            options.put(key.substring(PREFIX.length()), value);
          }
        });
    // Files of the first versions hold classifiers only, and do not say so.
    String task = values.text("task", Task.SEQUENCE_CLASSIFICATION.label());
    return new HeadConfig(Task.of(task), values.integer("labels"), options);
  }
}
