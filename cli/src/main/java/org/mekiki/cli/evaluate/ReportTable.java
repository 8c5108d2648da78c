package org.mekiki.cli.evaluate;

import java.util.List;
import java.util.Optional;
import org.mekiki.sig.statistics.Estimate;

/**
 * A table of estimates.
 *
 * @param title what it is of
 * @param note how to read it
 * @param corner what its lines are
 * @param columns names of the columns
 * @param lines the lines
 */
record ReportTable(
    String title, String note, String corner, List<String> columns, List<Line> lines) {
  /**
   * A line.
   *
   * @param name of it
   * @param hint which values are good, or empty
   * @param cells one a column
   */
  record Line(String name, String hint, List<Optional<Estimate>> cells) {}
}
