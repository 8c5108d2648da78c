package org.mekiki.transformer.encoder;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Into how many groups the linear maps of a layer are cut: group g of the output is computed of
 * group g of the input alone, as by a convolution of width 1 with groups (Iandola et al. 2020).
 *
 * @param counts of the maps that are cut, by role: {@code query}, {@code inner} and so on
 */
public record LinearGroups(SortedMap<String, Integer> counts) {
  /** No map is cut. */
  public static final LinearGroups NONE = new LinearGroups(Map.of());

  private static final String KEY = "linear_groups";
  private static final int LARGEST = 1 << 16;

  /**
   * The same of any map.
   *
   * @param counts by role; 1 where a map is not cut
   */
  public LinearGroups(Map<String, Integer> counts) {
    this(new TreeMap<>(counts));
  }

  /** Checks, and forgets maps that are not cut. */
  public LinearGroups {
    var cut = new TreeMap<>(counts);
    for (Map.Entry<String, Integer> entry : cut.entrySet()) {
      if (entry.getValue() < 1 || entry.getValue() > LARGEST) {
        throw new UnsupportedModelException(
            "the configuration has %d groups for the map \"%s\""
                .formatted(entry.getValue(), entry.getKey()));
      }
    }
    cut.values().removeIf(count -> count == 1);
    counts = Collections.unmodifiableSortedMap(cut);
  }

  /**
   * {@return the number of groups of a map}
   *
   * @param role the name of its weights without the layer
   */
  public int of(String role) {
    return counts.getOrDefault(role, 1);
  }

  /** Checks that a map of this size can be cut. */
  void requireDividing(String role, int in, int out) {
    int count = of(role);
    if (in % count != 0 || out % count != 0) {
      throw new UnsupportedModelException(
          "the configuration has %d groups for the map \"%s\" of %d numbers to %d"
              .formatted(count, role, in, out));
    }
  }

  void writeTo(Map<String, String> map) {
    counts.forEach((role, count) -> map.put(KEY + "." + role, Integer.toString(count)));
  }

  static LinearGroups read(ConfigValues values) {
    var counts = new TreeMap<String, Integer>();
    for (String role : values.below(KEY)) {
      counts.put(role, values.integer(KEY + "." + role));
    }
    return new LinearGroups(counts);
  }
}
