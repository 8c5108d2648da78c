package org.mekiki.sig.judge;

/** What all metrics of faithfulness say of themselves, built in or from another jar. */
public interface FaithfulnessMetric {
  /** {@return the name as options and outputs write it: {@code log-odds}} */
  String label();

  /** {@return whether large or small values are good} */
  Metric.Direction direction();

  /**
   * {@return what it has in common with methods that mask words, which favours them by
   * construction}
   */
  Metric.Sharing sharing();
}
