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

  /** Over a map of key to JSON text, strings without quotes. */
  public ConfigValues(Map<String, String> map) {
    this.map = Map.copyOf(map);
  }

  /** The keys that were asked for, whether they are there or not. */
  public SortedSet<String> read() {
    return Collections.unmodifiableSortedSet(read);
  }

  /**
   * The keys of which one value is accepted, with it; an empty one for keys that must not be set.
   */
  public SortedMap<String, String> required() {
    return Collections.unmodifiableSortedMap(required);
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    read.add(key);
    return map.containsKey(key);
  }

  /** The value, or the default where the key is absent. */
  public String text(String key, String absent) {
    read.add(key);
    return map.getOrDefault(key, absent);
  }

  /** The value. */
  public String text(String key) {
    read.add(key);
    String value = map.get(key);
    if (value == null) {
      throw new UnsupportedModelException("the configuration lacks \"" + key + "\"");
    }
    return value;
  }

  /** The value as an integer, or the default. */
  public int integer(String key, int absent) {
    return has(key) ? integer(key) : absent;
  }

  /** The value as an integer. */
  public int integer(String key) {
    try {
      return Integer.parseInt(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number");
    }
  }

  /** The value as a number, or the default. */
  public double number(String key, double absent) {
    return has(key) ? number(key) : absent;
  }

  /** The value as a number. */
  public double number(String key) {
    try {
      return Double.parseDouble(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a number");
    }
  }

  /** The value as true or false, or the default. */
  public boolean truth(String key, boolean absent) {
    String value = text(key, Boolean.toString(absent));
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(key, "true or false");
    }
    return value.equals("true");
  }

  /** The entries of a list, in order; none where the key is absent. */
  public List<String> list(String key) {
    var list = new ArrayList<String>();
    read.add(key);
    while (map.containsKey(key + "." + list.size())) {
      list.add(map.get(key + "." + list.size()));
    }
    return list;
  }

  /** Whether a key has a value, or one below it. Does not count as asking for it. */
  public boolean isSet(String key) {
    return map.keySet().stream()
        .anyMatch(present -> present.equals(key) || present.startsWith(key + "."));
  }

  /** Whether neither a key nor one below it was asked for. */
  public boolean isUnread(String key) {
    return Stream.concat(read.stream(), required.keySet().stream())
        .noneMatch(asked -> asked.equals(key) || asked.startsWith(key + "."));
  }

  /** The values below a key, in the order of the keys. */
  public Collection<String> under(String key) {
    return below(key).stream().map(each -> map.get(key + "." + each)).toList();
  }

  /** The keys below a key: {@code b} for a key {@code a.b} below {@code a}. */
  public SortedSet<String> below(String key) {
    var below = new TreeSet<String>();
    for (String present : map.keySet()) {
      if (present.startsWith(key + ".")) {
        below.add(present.substring(key.length() + 1));
      }
    }
    return below;
  }

  /** Refuses a key whose value is another than the only one supported. */
  public void requireOnly(String key, String supported) {
    required.put(key, supported);
    String value = map.getOrDefault(key, supported);
    if (!value.equals(supported)) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" in the configuration; supported is \"%s\""
              .formatted(key, value, supported));
    }
  }

  /** Refuses a key that holds anything: a value, or an object or array with entries. */
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
