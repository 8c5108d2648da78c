package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.sig.RowSet;

/**
 * The metrics that depend on the order of the tokens alone, for several orders of one text and the
 * best one that was found.
 *
 * @param metrics those that are wanted
 * @param choice the tokens that are ranked
 * @param beam width of the search for the best and the worst order
 */
record OrderMetrics(Set<Metric> metrics, TokenChoice choice, int beam) {
  private static final Set<Metric> MASKING =
      Set.of(
          Metric.LOG_ODDS,
          Metric.COMPREHENSIVENESS,
          Metric.SUFFICIENCY,
          Metric.NORMALISED_COMPREHENSIVENESS,
          Metric.NORMALISED_SUFFICIENCY);

  /** Puts all values of all orders, and of the best of them. */
  void measure(TextUnderTest text, Map<String, Ranking> orders, Findings findings) {
    List<Ranking> all = new ArrayList<>(orders.values());
    all.addAll(searched(text));
    prepare(text, all);
    List<Map<String, Double>> found = all.stream().map(order -> values(text, order)).toList();
    int row = 0;
    for (String name : orders.keySet()) {
      found.get(row++).forEach((measure, value) -> put(findings, name, measure, value));
    }
    for (String measure : found.isEmpty() ? Set.<String>of() : found.getFirst().keySet()) {
      put(findings, Faithfulness.BEST, measure, limit(found, measure, true));
    }
    normalise(orders, found, findings);
    putCurves(text, orders, all, findings);
  }

  private boolean wantsAny(Metric... some) {
    return Arrays.stream(some).anyMatch(metrics::contains);
  }

  private boolean curves() {
    return wantsAny(Metric.DELETION, Metric.INSERTION);
  }

  private void prepare(TextUnderTest text, List<Ranking> all) {
    if (metrics.stream().anyMatch(MASKING::contains)) {
      new MaskingMetrics(choice).prepare(text, all);
    }
    if (curves()) {
      List<RowSet> sets = all.stream().flatMap(order -> Curves.sets(order).stream()).toList();
      text.mask(sets);
    }
  }

  /** Orders that a search found to be best or worst for the wanted metrics. */
  private List<Ranking> searched(TextUnderTest text) {
    int size = choice.candidates(text).length;
    int half = choice.count(text, 50);
    var found = new ArrayList<Ranking>();
    if (wantsAny(Metric.LOG_ODDS, Metric.DELETION)) {
      int depth = metrics.contains(Metric.DELETION) ? size : half;
      found.add(search(OrderSearch.Operation.MASK, true).find(text, depth));
    }
    if (metrics.contains(Metric.INSERTION)) {
      found.add(search(OrderSearch.Operation.UNMASK, false).find(text, size));
    }
    if (wantsAny(Metric.COMPREHENSIVENESS, Metric.NORMALISED_COMPREHENSIVENESS)) {
      found.add(search(OrderSearch.Operation.TAKE_OUT, true).find(text, half));
    }
    if (wantsAny(Metric.SUFFICIENCY, Metric.NORMALISED_SUFFICIENCY)) {
      found.add(search(OrderSearch.Operation.KEEP, false).find(text, half));
    }
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

  private Map<String, Double> values(TextUnderTest text, Ranking order) {
    var values = new LinkedHashMap<String, Double>();
    if (metrics.stream().anyMatch(MASKING::contains)) {
      values.putAll(new MaskingMetrics(choice).of(text, order));
    }
    if (curves()) {
      Curves curves = Curves.of(text, order);
      values.put(Metric.DELETION.label(), Curves.area(curves.deletion()));
      values.put(Metric.INSERTION.label(), Curves.area(curves.insertion()));
    }
    return values;
  }

  private void put(Findings findings, String row, String measure, double value) {
    if (metrics.contains(metric(measure))) {
      findings.put(row, measure, value);
    }
  }

  /** The metric that a measure such as {@code log-odds@20} is of. */
  private static Metric metric(String measure) {
    String label = measure.substring(0, (measure + "@").indexOf('@'));
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static double limit(List<Map<String, Double>> found, String measure, boolean best) {
    boolean largest = (metric(measure).direction() == Metric.Direction.HIGHER) == best;
    var values = found.stream().mapToDouble(each -> each.get(measure));
    return (largest ? values.max() : values.min()).orElseThrow();
  }

  private void normalise(
      Map<String, Ranking> orders, List<Map<String, Double>> found, Findings findings) {
    Map<Metric, Metric> plain =
        Map.of(
            Metric.NORMALISED_COMPREHENSIVENESS, Metric.COMPREHENSIVENESS,
            Metric.NORMALISED_SUFFICIENCY, Metric.SUFFICIENCY);
    for (Metric metric :
        List.of(Metric.NORMALISED_COMPREHENSIVENESS, Metric.NORMALISED_SUFFICIENCY)) {
      if (metrics.contains(metric)) {
        String measure = plain.get(metric).label();
        double best = limit(found, measure, true);
        double worst = limit(found, measure, false);
        int row = 0;
        for (String name : orders.keySet()) {
          double value = found.get(row++).get(measure);
          // All orders alike: there is nothing to be right about.
          findings.put(name, metric.label(), (value - worst) / (best - worst));
        }
        findings.put(Faithfulness.BEST, metric.label(), best == worst ? Double.NaN : 1);
      }
    }
  }

  /** The curve of the best order is that of the order with the best area. */
  private void putCurves(
      TextUnderTest text, Map<String, Ranking> orders, List<Ranking> all, Findings findings) {
    if (!curves()) {
      return;
    }
    orders.forEach((row, order) -> putCurves(Curves.of(text, order), row, findings));
    double[] deletion = null;
    double[] insertion = null;
    for (Ranking order : all) {
      Curves curves = Curves.of(text, order);
      if (deletion == null || Curves.area(curves.deletion()) < Curves.area(deletion)) {
        deletion = curves.deletion();
      }
      if (insertion == null || Curves.area(curves.insertion()) > Curves.area(insertion)) {
        insertion = curves.insertion();
      }
    }
    putCurves(new Curves(deletion, insertion), Faithfulness.BEST, findings);
  }

  private void putCurves(Curves curves, String row, Findings findings) {
    if (metrics.contains(Metric.DELETION)) {
      findings.putCurve(row, Metric.DELETION.label(), Curves.resampled(curves.deletion()));
    }
    if (metrics.contains(Metric.INSERTION)) {
      findings.putCurve(row, Metric.INSERTION.label(), Curves.resampled(curves.insertion()));
    }
  }
}
