package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.mekiki.sig.attribution.RowSet;

/**
 * Log-odds, comprehensiveness and sufficiency of one order of tokens (DeYoung et al. 2020, ERASER;
 * log-odds after Shrikumar et al. 2017), at several shares of the tokens and as their mean, AOPC.
 *
 * @param choice the tokens that are ranked
 */
public record MaskingMetrics(TokenChoice choice) {
  /** Shares of the tokens in per cent: ERASER's, without 1 %, which is no token of a sentence. */
  public static final List<Integer> PERCENTS = List.of(5, 10, 20, 50);

  /** Computes all answers that {@link #of} needs for some orders, together. */
  void prepare(TextUnderTest text, List<Ranking> rankings) {
    var masked = new ArrayList<RowSet>();
    var kept = new ArrayList<RowSet>();
    for (Ranking ranking : rankings) {
      for (int percent : PERCENTS) {
        RowSet top = ranking.top(choice.count(text, percent));
        masked.add(top);
        kept.add(choice.without(text, top));
        if (!isNothing(top)) {
          kept.add(choice.only(text, top));
        }
      }
    }
    text.mask(masked);
    text.keep(kept);
  }

  /**
   * The three metrics at each share, {@code log-odds@5} and so on, and their means under the plain
   * names.
   *
   * @param text the text, which keeps the answers
   * @param ranking the order of the tokens, of all that the choice ranks
   * @return the values by name, shares first and the mean after them, metric by metric
   */
  public Map<Measure, Double> of(TextUnderTest text, Ranking ranking) {
    prepare(text, List.of(ranking));
    var values = new LinkedHashMap<Measure, Double>();
    Map<Integer, RowSet> tops = tops(text, ranking);
    put(values, Metric.LOG_ODDS, tops, top -> text.logMasked(top) - text.logMasked(RowSet.NONE));
    put(
        values,
        Metric.COMPREHENSIVENESS,
        tops,
        top -> text.probability() - text.kept(choice.without(text, top)));
    put(
        values,
        Metric.SUFFICIENCY,
        tops,
        top -> isNothing(top) ? 0 : text.probability() - text.kept(choice.only(text, top)));
    return values;
  }

  /** The top tokens at each share. */
  private Map<Integer, RowSet> tops(TextUnderTest text, Ranking ranking) {
    var tops = new LinkedHashMap<Integer, RowSet>();
    PERCENTS.forEach(percent -> tops.put(percent, ranking.top(choice.count(text, percent))));
    return tops;
  }

  private static void put(
      Map<Measure, Double> values,
      Metric metric,
      Map<Integer, RowSet> tops,
      ToDoubleFunction<RowSet> value) {
    double sum = 0;
    for (Map.Entry<Integer, RowSet> top : tops.entrySet()) {
      double found = value.applyAsDouble(top.getValue());
      values.put(Measure.of(metric).at(top.getKey()), found);
      sum += found;
    }
    values.put(Measure.of(metric), sum / tops.size());
  }

  /** Where nothing would be left the published metrics count no loss. */
  private boolean isNothing(RowSet top) {
    return choice == TokenChoice.ALL_TOKENS && top.size() == 0;
  }
}
