package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.OutputKind;

/** Numbers and lists in words, as all tasks write them. */
public final class Wording {
  /** More possible answers than these are no help to a reader. */
  private static final int SHOWN = 8;

  private Wording() {}

  public static String percent(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  public static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** The classes of an explanation with their probabilities: all, or of many the strongest. */
  public static List<Subject.Share> shares(Explanation explanation, List<String> labels) {
    return shares(explanation.probabilities(), labels, Set.of(explanation.target()));
  }

  /** Classes with their probabilities: all, or of many the strongest, and those explained. */
  public static List<Subject.Share> shares(
      List<Double> probabilities, List<String> labels, Set<Integer> explained) {
    List<Integer> shown = new ArrayList<>(order(probabilities));
    if (labels.size() > SHOWN) {
      shown = new ArrayList<>(strongest(probabilities, SHOWN));
      var missing = new TreeSet<>(explained);
      missing.removeAll(shown);
      for (int missed : missing) {
        int last = SHOWN - 1;
        while (explained.contains(shown.get(last))) {
          last--;
        }
        shown.set(last, missed);
      }
    }
    return shown.stream()
        .map(i -> new Subject.Share(labels.get(i), probabilities.get(i), explained.contains(i)))
        .toList();
  }

  private static List<Integer> order(List<Double> values) {
    return IntStream.range(0, values.size()).boxed().toList();
  }

  /** Numbers of the largest values, the largest first, of equal ones the first. */
  public static List<Integer> strongest(List<Double> values, int most) {
    return IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -values.get(i)))
        .limit(most)
        .toList();
  }

  public static int best(List<Double> values) {
    return strongest(values, 1).getFirst();
  }

  /** What of a class is explained; a number has a name of its own. */
  public static String quantity(Explanation explanation, String number) {
    return explanation.output() == OutputKind.LOGIT && explanation.probabilities().isEmpty()
        ? number
        : explanation.output().label();
  }
}
