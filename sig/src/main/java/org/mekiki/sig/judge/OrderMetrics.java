package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metrics that depend on the order of the tokens alone, for several orders of one text and the
 * best one that was found.
 *
 * @param metrics those that are wanted
 * @param choice the tokens that are ranked
 * @param beam width of the search for the best and the worst order; 0 for none, and no row of the
 *     best
 */
record OrderMetrics(Set<FaithfulnessMetric> metrics, TokenChoice choice, int beam) {
  private static final Set<Metric> MASKING =
      Set.of(
          Metric.LOG_ODDS,
          Metric.COMPREHENSIVENESS,
          Metric.SUFFICIENCY,
          Metric.NORMALISED_COMPREHENSIVENESS,
          Metric.NORMALISED_SUFFICIENCY);

  /** Puts all values of all orders, and of the best of them. */
  void measure(TextUnderTest text, Map<String, Ranking> orders, Findings findings) {
    List<Ranking> good = new ArrayList<>(orders.values());
    if (beam > 0) {
      good.addAll(best(text));
    }
    if (metrics.stream().anyMatch(MASKING::contains)) {
      List<Ranking> all = new ArrayList<>(good);
      if (beam > 0) {
        all.addAll(worst(text));
      }
      new MaskingMetrics(choice).prepare(text, all);
      List<Map<Measure, Double>> found =
          all.stream().map(order -> new MaskingMetrics(choice).of(text, order)).toList();
      int row = 0;
      for (String name : orders.keySet()) {
        found.get(row++).forEach((measure, value) -> put(findings, name, measure, value));
      }
      if (beam > 0) {
        for (Measure measure : found.getFirst().keySet()) {
          put(findings, Faithfulness.BEST, measure, limit(found, measure, true));
        }
        normalise(orders, found, findings);
      }
    }
    if (curves()) {
      new CurveMetrics(metrics, beam > 0).measure(text, orders, good, findings);
    }
  }

  private boolean wantsAny(Metric... some) {
    return Arrays.stream(some).anyMatch(metrics::contains);
  }

  private boolean curves() {
    return wantsAny(Metric.DELETION, Metric.INSERTION);
  }

  /** Orders that a search found to be best for the wanted metrics. */
  private List<Ranking> best(TextUnderTest text) {
    int half = choice.count(text, 50);
    var found = new ArrayList<Ranking>();
    if (wantsAny(Metric.LOG_ODDS, Metric.DELETION)) {
      found.add(search(OrderSearch.Operation.MASK, true).find(text, half));
    }
    if (wantsAny(Metric.COMPREHENSIVENESS, Metric.NORMALISED_COMPREHENSIVENESS)) {
      found.add(search(OrderSearch.Operation.TAKE_OUT, true).find(text, half));
    }
    if (wantsAny(Metric.SUFFICIENCY, Metric.NORMALISED_SUFFICIENCY, Metric.INSERTION)) {
      found.add(search(OrderSearch.Operation.KEEP, false).find(text, half));
    }
    return found;
  }

  /** Orders that a search found to be worst, for the metrics that are measured between both. */
  private List<Ranking> worst(TextUnderTest text) {
    int half = choice.count(text, 50);
    var found = new ArrayList<Ranking>();
    if (metrics.contains(Metric.NORMALISED_COMPREHENSIVENESS)) {
      found.add(search(OrderSearch.Operation.TAKE_OUT, false).find(text, half));
    }
    if (metrics.contains(Metric.NORMALISED_SUFFICIENCY)) {
      found.add(search(OrderSearch.Operation.KEEP, true).find(text, half));
    }
    return found;
  }

  private OrderSearch search(OrderSearch.Operation operation, boolean lowest) {
    return new OrderSearch(choice, operation, lowest, beam);
  }

  private void put(Findings findings, String row, Measure measure, double value) {
    if (metrics.contains(measure.metric().orElseThrow())) {
      findings.put(row, measure, value);
    }
  }

  private static double limit(List<Map<Measure, Double>> found, Measure measure, boolean best) {
    boolean largest =
        (measure.metric().orElseThrow().direction() == Metric.Direction.HIGHER) == best;
    var values = found.stream().mapToDouble(each -> each.get(measure));
    return (largest ? values.max() : values.min()).orElseThrow();
  }

  private void normalise(
      Map<String, Ranking> orders, List<Map<Measure, Double>> found, Findings findings) {
    Map<Metric, Metric> plain =
        Map.of(
            Metric.NORMALISED_COMPREHENSIVENESS, Metric.COMPREHENSIVENESS,
            Metric.NORMALISED_SUFFICIENCY, Metric.SUFFICIENCY);
    for (Metric metric :
        List.of(Metric.NORMALISED_COMPREHENSIVENESS, Metric.NORMALISED_SUFFICIENCY)) {
      if (metrics.contains(metric)) {
        Measure measure = Measure.of(plain.get(metric));
        double best = limit(found, measure, true);
        double worst = limit(found, measure, false);
        int row = 0;
        for (String name : orders.keySet()) {
          double value = found.get(row++).get(measure);
          // All orders alike: there is nothing to be right about.
          findings.put(name, Measure.of(metric), (value - worst) / (best - worst));
        }
        findings.put(Faithfulness.BEST, Measure.of(metric), best == worst ? Double.NaN : 1);
      }
    }
  }
}
