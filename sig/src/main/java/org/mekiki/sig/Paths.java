package org.mekiki.sig;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The paths of one explanation: one a unit, from the unit's rows at their baseline to the input.
 *
 * @param evaluator what evaluates F
 * @param input rows and baseline
 * @param units the sets of rows that move
 * @param targets number of explained scalars
 */
record Paths(Evaluator evaluator, AttributionInput input, List<RowSet> units, int targets) {
  /** Number of features of a unit. */
  int size(int unit) {
    return units.get(unit).size() * input.width();
  }

  /** x − b of a unit's rows, row after row. */
  double[] differences(int unit) {
    double[] differences = new double[size(unit)];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = input.difference(units.get(unit).row(i / input.width()), i % input.width());
    }
    return differences;
  }

  /** Integrates all paths. */
  Result integrate(Integration integration, ScoreSizes sizes) {
    return switch (integration) {
      case FixedRule rule -> FixedPaths.integrate(this, rule);
      case Adaptive adaptive -> AdaptivePaths.integrate(this, adaptive, sizes);
    };
  }

  /** The numbers of all targets. */
  int[] allTargets() {
    return IntStream.range(0, targets).toArray();
  }

  /** x\S of every unit. */
  List<Variant> masked() {
    return units.stream().map(Variant::masked).toList();
  }

  /** F at the ends of the paths, and what was integrated between. */
  record Result(Ends ends, PathIntegral[][] integrals) {}

  /**
   * F at the ends of the paths.
   *
   * @param input F(x), a value a target
   * @param masked F(x\S), [unit][target]
   */
  record Ends(double[] input, double[][] masked) {
    /** The exact score F(x) − F(x\S). */
    double score(int unit, int target) {
      return input[target] - masked[unit][target];
    }
  }
}
