package org.mekiki.sig.path;

import java.util.List;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.Vectors;

/**
 * Sizes where every unit has a path of its own: the scores are known exactly before. Where the
 * largest word and the largest of its pieces differ, the smaller counts, so that an error is small
 * beside either.
 *
 * @param singles numbers of the units of one row
 * @param words numbers of the units that are words
 */
public record SequentialSizes(List<Integer> singles, List<Integer> words) implements ScoreSizes {
  public static SequentialSizes of(AttributionInput input) {
    List<RowSet> units = input.units();
    return new SequentialSizes(
        input.singles().stream().map(units::indexOf).toList(),
        input.words().stream().map(units::indexOf).toList());
  }

  @Override
  public double largestScore(Paths.Ends ends, int target, double[][] integrals) {
    return Math.min(largest(singles, ends, target), largest(words, ends, target));
  }

  private static double largest(List<Integer> units, Paths.Ends ends, int target) {
    return units.stream()
        .filter(ends::has)
        .mapToDouble(u -> Math.abs(ends.score(u, target)))
        .max()
        .orElseThrow();
  }

  @Override
  public double largestRow(double[][] integrals) {
    return singles.stream()
        .filter(u -> integrals[u] != null)
        .mapToDouble(u -> Vectors.norm(integrals[u], 0, integrals[u].length))
        .max()
        .orElseThrow();
  }
}
