package org.mekiki.cli.evaluate;

import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.Metric;

/** How examinations are to be read, in words. */
final class ExaminationNotes {
  private ExaminationNotes() {}

  static String of(String examination) {
    return switch (examination) {
      case "faithfulness" ->
          "↑ higher is better, ↓ lower. @20 is with the top 20 % of the tokens; without @ a masking"
              + " metric is the mean over 5, 10, 20 and 50 % (AOPC). “Best order found” is the best"
              + " of all orders here and of a search, for each metric and text: a bound, no method."
              + " ● marks metrics that do what sig and occlusion measure, masking words by the same"
              + " baseline, and so favour them by construction; ○ those that take words away in"
              + " another way.";
      case "plausibility" ->
          "Agreement with what people marked; higher is better. It says nothing about the model.";
      case "shortcut" ->
          "A planted nonsense word is known to decide; found is the share of its copies among as"
              + " many top words, share what they have of all absolute scores; higher is better."
              + " Twice in the text, either copy suffices, so that masking one loses nothing.";
      case "randomisation" ->
          "Rank correlation of the scores before and after weights were replaced by chance, from"
              + " the head downwards; sizes is that of the absolute scores. It should fall towards"
              + " 0: a map that stays does not depend on what the model has learned.";
      case "convergence" ->
          "Largest error of a word's score as a share of the largest score, against the converged"
              + " result of the same baseline; @n is with n nodes a path, normalised after division"
              + " by the norm. “Order as from” is the rank correlation with another baseline.";
      default ->
          "Rank correlation of the words' scores after a change; 1 is no change. One other word is"
              + " left out of the comparison itself.";
    };
  }

  /** Which values are good, and what the metric shares with methods that mask words. */
  static String direction(FaithfulnessMetric metric) {
    String good = metric.direction() == Metric.Direction.HIGHER ? "↑" : "↓";
    return switch (metric.sharing()) {
      case OPERATION -> good + " ●";
      case RELATED -> good + " ○";
      case NONE -> good;
    };
  }
}
