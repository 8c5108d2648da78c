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

  /**
   * A configuration of a head without options.
   *
   * @param task what is asked
   * @param labels C: outputs a text, or a row; at least 1
   */
  public HeadConfig(Task task, int labels) {
    this(task, labels, Map.of());
  }

  /** {@return the options, typed} */
  public ConfigValues values() {
    return new ConfigValues(options);
  }

  /**
   * {@return a copy of this configuration with one option more}
   *
   * @param option its name, without the prefix that it has in files
   * @param value its value, which takes the place of another
   */
  public HeadConfig with(String option, String value) {
    var more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new HeadConfig(task, labels, more);
  }

  /**
   * {@return the configuration as written to the converted file: task and labels, then the options
   * by name}
   */
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
   * @param map the file's entries; those of the encoder among them are not looked at
   * @return the configuration; of a classifier where no task is named
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
