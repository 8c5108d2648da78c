package org.mekiki.sig.statistics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Agreement between raters who put things into categories. */
public final class Agreement {
  private Agreement() {}

  /**
   * Krippendorff's alpha for nominal data (Krippendorff 2011): 1 is full agreement, 0 is what
   * chance would give. Raters may have left things out.
   *
   * @param ratings the categories that each thing was put into, one a rater
   * @return empty where no thing has two ratings
   */
  public static OptionalDouble alpha(Collection<List<String>> ratings) {
    Map<String, Double> totals = new HashMap<>();
    double pairable = 0;
    double observed = 0;
    for (List<String> ofThing : ratings) {
      int raters = ofThing.size();
      if (raters < 2) {
        continue;
      }
      Map<String, Integer> counts = new HashMap<>();
      ofThing.forEach(category -> counts.merge(category, 1, Integer::sum));
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        totals.merge(entry.getKey(), (double) entry.getValue(), Double::sum);
        // Each value is paired with all others of the thing; a thing weighs as many values as it
        // has.
        observed += (double) entry.getValue() * (raters - entry.getValue()) / (raters - 1);
      }
      pairable += raters;
    }
    if (pairable == 0) {
      return OptionalDouble.empty();
    }
    double expected = 0;
    for (double total : totals.values()) {
      expected += total * (pairable - total) / (pairable - 1);
    }
    return OptionalDouble.of(expected == 0 ? 1 : 1 - observed / expected);
  }
}
