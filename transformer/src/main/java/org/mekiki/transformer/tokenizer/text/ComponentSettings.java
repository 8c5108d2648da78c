package org.mekiki.transformer.tokenizer.text;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Settings of a tokenizer component that another jar offers, as its object in {@code
 * tokenizer.json} has them.
 *
 * @param type the component's type
 * @param values texts, numbers and truth values as text, by key; nested keys and the numbers of
 *     list elements are joined by dots
 * @param json the whole object, as it is written again
 */
public record ComponentSettings(String type, SequencedMap<String, String> values, String json) {
  /** Copies. */
  public ComponentSettings {
    values = Collections.unmodifiableSequencedMap(new TreeMap<>(values));
  }

  /**
   * {@return a setting}
   *
   * @param key its key
   * @param absent what is meant where it is not given
   */
  public String text(String key, String absent) {
    return values.getOrDefault(key, absent);
  }

  /** Writes the settings. */
  void write(SettingsOutput out) throws IOException {
    out.text(type);
    out.list(List.copyOf(values.keySet()), out::text);
    out.list(List.copyOf(values.values()), out::text);
    out.text(json);
  }

  /** Reads what {@link #write} writes. */
  static ComponentSettings read(SettingsInput in) throws IOException {
    String type = in.text();
    List<String> keys = in.list(in::text);
    List<String> texts = in.list(in::text);
    if (keys.size() != texts.size()) {
      throw new IOException(
          "tokenizer section has %d keys for %d settings".formatted(keys.size(), texts.size()));
    }
    var values = new TreeMap<String, String>();
    for (int i = 0; i < keys.size(); i++) {
      values.put(keys.get(i), texts.get(i));
    }
    return new ComponentSettings(type, values, in.text());
  }
}
