package org.mekiki.transformer.head;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/**
 * All that changes a head's computation.
 *
 * @param task what is asked
 * @param labels C
 */
public record HeadConfig(Task task, int labels) {
  /** Checks that the sizes can be. */
  public HeadConfig {
    if (labels < 1) {
      throw new UnsupportedModelException("the configuration has no class");
    }
  }

  /** As written to the converted file. */
  public SequencedMap<String, String> toMap() {
    var map = new LinkedHashMap<String, String>();
    map.put("task", task.label());
    map.put("labels", Integer.toString(labels));
    return map;
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @throws UnsupportedModelException where an entry is missing or no number
   */
  public static HeadConfig fromMap(Map<String, String> map) {
    var values = new ConfigValues(map);
    // Files of the first versions hold classifiers only, and do not say so.
    String task = values.text("task", Task.SEQUENCE_CLASSIFICATION.label());
    return new HeadConfig(Task.of(task), values.integer("labels"));
  }
}
