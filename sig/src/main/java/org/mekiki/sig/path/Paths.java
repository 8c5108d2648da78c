package org.mekiki.sig.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.quadrature.Integration;

/**
 * The paths of one explanation: one a unit, from the unit's rows at their baseline to the input.
 *
 * @param evaluator what evaluates F
 * @param input rows and baseline
 * @param units the sets of rows that move
 * @param targets number of explained scalars
 */
public record Paths(Evaluator evaluator, AttributionInput input, List<RowSet> units, int targets) {
  /** Number of features of a unit. */
  int size(int unit) {
    return units.get(unit).size() * input.width();
  }

  /** x − b of a unit's rows, row after row; may be given back to the evaluator's buffers. */
  double[] differences(int unit) {
    double[] differences = evaluator.buffers().integral(size(unit));
    RowSet rows = units.get(unit);
    int width = input.width();
    for (int k = 0; k < rows.size(); k++) {
      for (int j = 0; j < width; j++) {
        differences[k * width + j] = input.difference(rows.row(k), j);
      }
    }
    return differences;
  }

  /** Integrates all paths. */
  public Result integrate(Integration integration, ScoreSizes sizes) {
    return switch (integration) {
      case FixedRule rule -> FixedPaths.integrate(this, rule);
      case Adaptive adaptive -> AdaptivePaths.integrate(this, adaptive, sizes);
    };
  }

  /** The numbers of all targets. */
  int[] allTargets() {
    return IntStream.range(0, targets).toArray();
  }

  /**
   * The numbers of the units in the order in which they are integrated. Where time is limited they
   * come in stretches between which it is looked at: the phrases with the first word, then the
   * words in their order, each with its rows.
   *
   * @param nodes of a path at first
   */
  public List<List<Integer>> stretches(int nodes) {
    if (!evaluator.limitedInTime()) {
      return List.of(IntStream.range(0, units.size()).boxed().toList());
    }
    Map<RowSet, Integer> numbers = new LinkedHashMap<>();
    for (int u = 0; u < units.size(); u++) {
      numbers.put(units.get(u), u);
    }
    List<List<Integer>> stretches = new ArrayList<>();
    var open = new LinkedHashSet<Integer>();
    input.phrases().forEach(phrase -> take(numbers, phrase, open));
    for (RowSet word : input.words()) {
      for (int k = 0; k < word.size(); k++) {
        take(numbers, RowSet.of(word.row(k)), open);
      }
      take(numbers, word, open);
      if ((long) open.size() * nodes >= evaluator.stretch()) {
        stretches.add(List.copyOf(open));
        open.clear();
      }
    }
    open.addAll(numbers.values());
    if (!open.isEmpty()) {
      stretches.add(List.copyOf(open));
    }
    return stretches;
  }

  private static void take(Map<RowSet, Integer> numbers, RowSet unit, LinkedHashSet<Integer> open) {
    Integer number = numbers.remove(unit);
    if (number != null) {
      open.add(number);
    }
  }

  /** Ends of which nothing is known. */
  public Ends unknownEnds() {
    double[] input = new double[targets];
    Arrays.fill(input, Double.NaN);
    return new Ends(input, new double[units.size()][]);
  }

  /** Evaluates F of the masked text of some units, and of the input where it is not known. */
  public void evaluate(Ends ends, List<Integer> some) {
    boolean andInput = Double.isNaN(ends.input()[0]);
    var variants = new ArrayList<Variant>();
    if (andInput) {
      variants.add(Variant.INPUT);
    }
    some.forEach(unit -> variants.add(Variant.masked(units.get(unit))));
    double[][] values = evaluator.values(variants);
    int at = 0;
    if (andInput) {
      System.arraycopy(values[at++], 0, ends.input(), 0, targets);
    }
    for (int unit : some) {
      ends.masked()[unit] = values[at++];
    }
  }

  /** The input with those words alone whose paths were integrated, each with its rows. */
  public AttributionInput finished(Predicate<RowSet> integrated) {
    List<RowSet> words =
        input.words().stream()
            .filter(
                word ->
                    integrated.test(word)
                        && IntStream.range(0, word.size())
                            .allMatch(k -> integrated.test(RowSet.of(word.row(k)))))
            .toList();
    return words.size() == input.words().size() ? input : input.withOnly(words);
  }

  /**
   * F at the ends of the paths, and what was integrated between.
   *
   * @param integrals [target][unit]; null for a unit that the time did not suffice for
   */
  public record Result(Ends ends, PathIntegral[][] integrals) {
    public boolean has(int unit) {
      return integrals[0][unit] != null;
    }
  }

  /**
   * F at the ends of the paths.
   *
   * @param input F(x), a value a target
   * @param masked F(x\S), [unit][target]; null for a unit that was not begun
   */
  public record Ends(double[] input, double[][] masked) {
    public boolean has(int unit) {
      return masked[unit] != null;
    }

    /** The exact score F(x) − F(x\S). */
    public double score(int unit, int target) {
      return input[target] - masked[unit][target];
    }
  }
}
