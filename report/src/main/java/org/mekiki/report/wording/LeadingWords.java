package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mekiki.sig.WordScore;

/**
 * Words or phrases of an explanation, those first that move it most: few are shown at once.
 *
 * @param shown at once
 * @param left to be asked for
 */
public record LeadingWords(List<WordScore> shown, List<WordScore> left) {
  /** How many are shown at once. */
  public static final int MOST = 10;

  /**
   * Parts them.
   *
   * @param most that are shown
   * @param marks whether punctuation is shown among the others
   */
  public static LeadingWords of(List<WordScore> rows, int most, boolean marks) {
    var shown = new ArrayList<WordScore>();
    var left = new ArrayList<WordScore>();
    for (WordScore row : strongest(rows)) {
      boolean leads = shown.size() < most && (marks || !FunctionWords.isPunctuation(row.text()));
      (leads ? shown : left).add(row);
    }
    return new LeadingWords(shown, left);
  }

  /** All of them, those first that move it most. */
  private static List<WordScore> strongest(List<WordScore> rows) {
    return rows.stream()
        .sorted(Comparator.comparingDouble((WordScore row) -> -Math.abs(row.raw())))
        .toList();
  }

  /** What those have together that are left. */
  public double sumLeft() {
    return left.stream().mapToDouble(WordScore::raw).sum();
  }

  /** The largest absolute number of some rows. */
  public static double largest(List<WordScore> rows) {
    return rows.stream().mapToDouble(row -> Math.abs(row.raw())).max().orElse(0);
  }
}
