package org.mekiki.sig.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletion and insertion for several orders of one text, and the best of them.
 *
 * @param metrics those that are wanted
 * @param bound whether the best is a row of its own
 */
record CurveMetrics(Set<FaithfulnessMetric> metrics, boolean bound) {
  /**
   * Puts areas and curves.
   *
   * @param orders by row
   * @param all these and others that were searched for, the best of which is a row of its own
   */
  void measure(
      TextUnderTest text, Map<String, Ranking> orders, List<Ranking> all, Findings findings) {
    text.mask(all.stream().flatMap(order -> Curves.sets(order).stream()).distinct().toList());
    List<Curves> found = all.stream().map(order -> Curves.of(text, order)).toList();
    int row = 0;
    for (String name : orders.keySet()) {
      put(findings, name, found.get(row++));
    }
    if (!bound) {
      return;
    }
    Comparator<double[]> byArea = Comparator.comparingDouble(Curves::area);
    put(
        findings,
        Faithfulness.BEST,
        new Curves(
            found.stream().map(Curves::deletion).min(byArea).orElseThrow(),
            found.stream().map(Curves::insertion).max(byArea).orElseThrow()));
  }

  private void put(Findings findings, String row, Curves curves) {
    put(findings, row, Metric.DELETION, curves.deletion());
    put(findings, row, Metric.INSERTION, curves.insertion());
  }

  private void put(Findings findings, String row, Metric metric, double[] curve) {
    if (metrics.contains(metric)) {
      findings.put(row, Measure.of(metric), Curves.area(curve));
      findings.putCurve(row, Measure.of(metric), Curves.resampled(curve));
    }
  }
}
