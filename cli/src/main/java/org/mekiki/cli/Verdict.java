package org.mekiki.cli;

import java.util.Locale;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/** Whether the integration can be trusted, in one plain sentence. */
final class Verdict {
  /** An error of one part in a hundred of the largest score changes no reading. */
  private static final double TOLERANCE = 0.01;

  private Verdict() {}

  static double relativeError(Explanation explanation) {
    double largest = 0;
    for (WordScore word : explanation.words()) {
      largest = Math.max(largest, Math.abs(word.raw()));
    }
    double error = explanation.attribution().maxAbsDelta();
    return largest == 0 ? (error == 0 ? 0 : Double.POSITIVE_INFINITY) : error / largest;
  }

  static boolean converged(Explanation explanation) {
    return relativeError(explanation) <= TOLERANCE;
  }

  static String sentence(Explanation explanation) {
    double percent = 100 * relativeError(explanation);
    String error = percent < 0.05 ? "below 0.1" : String.format(Locale.ROOT, "%.1f", percent);
    return converged(explanation)
        ? "converged: largest error " + error + " % of the largest score"
        : "not converged: largest error "
            + error
            + " % of the largest score; try --steps "
            + 4 * explanation.steps();
  }
}
