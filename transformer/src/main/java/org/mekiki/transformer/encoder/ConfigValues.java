package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Typed access to a flat configuration; messages name the key. Keeps the keys that it was asked
 * for, so that what a family reads can be listed. For one thread.
 */
public final class ConfigValues {
  private final Map<String, String> map;
  private final SortedSet<String> read = new TreeSet<>();
  private final SortedMap<String, String> required = new TreeMap<>();

  /**
   * Access to a map of key to JSON text, strings without quotes.
   *
   * @param map flat: nested keys joined by dots, entries of lists numbered from 0; copied
   */
  public ConfigValues(Map<String, String> map) {
    this.map = Map.copyOf(map);
  }

  /** {@return the keys that were asked for, whether they are there or not} */
  public SortedSet<String> read() {
    return Collections.unmodifiableSortedSet(read);
  }

  /**
   * {@return the keys of which one value is accepted, with it; an empty one for keys that must not
   * be set}
   */
  public SortedMap<String, String> required() {
    return Collections.unmodifiableSortedMap(required);
  }

  /**
   * {@return whether the key is there}
   *
   * @param key nested keys joined by dots
   */
  public boolean has(String key) {
    read.add(key);
    return map.containsKey(key);
  }

  /**
   * {@return the value, or the default where the key is absent}
   *
   * @param key nested keys joined by dots
   * @param absent the default
   */
  public String text(String key, String absent) {
    read.add(key);
    return map.getOrDefault(key, absent);
  }

  /**
   * {@return the value}
   *
   * @param key nested keys joined by dots
   * @throws UnsupportedModelException if it is absent
   */
  public String text(String key) {
    read.add(key);
    String value = map.get(key);
    if (value == null) {
      throw new UnsupportedModelException("the configuration lacks \"" + key + "\"");
    }
    return value;
  }

  /**
   * {@return the value as an integer, or the default where the key is absent}
   *
   * @param key nested keys joined by dots
   * @param absent the default
   * @throws UnsupportedModelException if the value is no whole number
   */
  public int integer(String key, int absent) {
    return has(key) ? integer(key) : absent;
  }

  /**
   * {@return the value as an integer}
   *
   * @param key nested keys joined by dots
   * @throws UnsupportedModelException if it is absent or no whole number
   */
  public int integer(String key) {
    try {
      return Integer.parseInt(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number");
    }
  }

  /**
   * {@return the value as a number, or the default where the key is absent}
   *
   * @param key nested keys joined by dots
   * @param absent the default
   * @throws UnsupportedModelException if the value is no number
   */
  public double number(String key, double absent) {
    return has(key) ? number(key) : absent;
  }

  /**
   * {@return the value as a number}
   *
   * @param key nested keys joined by dots
   * @throws UnsupportedModelException if it is absent or no number
   */
  public double number(String key) {
    try {
      return Double.parseDouble(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a number");
    }
  }

  /**
   * {@return the value as true or false, or the default where the key is absent}
   *
   * @param key nested keys joined by dots
   * @param absent the default
   * @throws UnsupportedModelException if the value is neither
   */
  public boolean truth(String key, boolean absent) {
    String value = text(key, Boolean.toString(absent));
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(key, "true or false");
    }
    return value.equals("true");
  }

  /**
   * {@return the entries of a list, in order; none where the key is absent}
   *
   * @param key the list's key, without a number
   */
  public List<String> list(String key) {
    var list = new ArrayList<String>();
    read.add(key);
    while (map.containsKey(key + "." + list.size())) {
      list.add(map.get(key + "." + list.size()));
    }
    return list;
  }

  /**
   * {@return whether a key has a value, or one below it} Does not count as asking for it.
   *
   * @param key nested keys joined by dots
   */
  public boolean isSet(String key) {
    return map.keySet().stream()
        .anyMatch(present -> present.equals(key) || present.startsWith(key + "."));
  }

  /**
   * {@return whether neither a key nor one below it was asked for}
   *
   * @param key nested keys joined by dots
   */
  public boolean isUnread(String key) {
    return Stream.concat(read.stream(), required.keySet().stream())
        .noneMatch(asked -> asked.equals(key) || asked.startsWith(key + "."));
  }

  /**
   * {@return the values below a key, in the order of the keys} Does not count as asking for them.
   *
   * @param key nested keys joined by dots
   */
  public Collection<String> under(String key) {
    return below(key).stream().map(each -> map.get(key + "." + each)).toList();
  }

  /**
   * {@return the keys below a key, deeper ones joined by dots: {@code b} for a key {@code a.b}
   * below {@code a}}
   *
   * @param key nested keys joined by dots
   */
  public SortedSet<String> below(String key) {
    var below = new TreeSet<String>();
    for (String present : map.keySet()) {
      if (present.startsWith(key + ".")) {
        below.add(present.substring(key.length() + 1));
      }
    }
    return below;
  }

  /**
   * Refuses a key whose value is another than the only one supported.
   *
   * @param key nested keys joined by dots
   * @param supported the only value that it may have where it is there
   * @throws UnsupportedModelException naming both values
   */
  public void requireOnly(String key, String supported) {
    required.put(key, supported);
    String value = map.getOrDefault(key, supported);
    if (!value.equals(supported)) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" in the configuration; supported is \"%s\""
              .formatted(key, value, supported));
    }
  }

  /**
   * Refuses a key that holds anything: a value, or an object or array with entries.
   *
   * @param key nested keys joined by dots
   * @param reason why it must not be set, to end a sentence with
   * @throws UnsupportedModelException naming the key, with the reason
   */
  public void requireNone(String key, String reason) {
    required.put(key, "");
    if (isSet(key)) {
      throw new UnsupportedModelException(
          "\"%s\" is set in the configuration: %s".formatted(key, reason));
    }
  }

  private UnsupportedModelException wrong(String key, String wanted) {
    return new UnsupportedModelException(
        "\"%s\" is \"%s\" in the configuration; it must be %s".formatted(key, text(key), wanted));
  }
}
