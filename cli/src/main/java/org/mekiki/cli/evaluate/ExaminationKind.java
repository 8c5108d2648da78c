package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.sig.judge.Examination;

/** The examinations, in the order in which they are carried out and reported. */
enum ExaminationKind {
  FAITHFULNESS(
      ExaminationKind.ALL_TEXTS,
      "↑ higher is better, ↓ lower. @20 is with the top 20 % of the tokens; without @ a masking"
          + " metric is the mean over 5, 10, 20 and 50 % (AOPC). “Best order found” is the best of"
          + " all orders here and of a search, for each metric and text: a bound, not a method. ●"
          + " marks metrics that do what sig and occlusion measure, masking words by the same"
          + " baseline, and so favour them by construction; ○ those that take words away in some"
          + " other way."),
  PLAUSIBILITY(
      ExaminationKind.ALL_TEXTS,
      "Agreement with what people marked; higher is better. It says nothing about the model."),
  SHORTCUT(
      200,
      "A planted nonsense word is known to decide; found is the share of its copies among as"
          + " many top words, share their part of all absolute scores; higher is better."
          + " Twice in the text, either copy suffices, so that masking one loses nothing."),
  RANDOMISATION(
      100,
      "Rank correlation of the scores before and after weights are replaced at random, from the"
          + " head downwards; sizes is that of the absolute scores. It should fall towards 0: a map"
          + " that stays does not depend on what the model has learned. Complexity rise is by what"
          + " share of itself the entropy of the scores' histogram grows once all weights are"
          + " random (eMPRT); above 0 is right."),
  CONVERGENCE(
      10,
      "Largest error of a word's score as a share of the largest score, against the converged"
          + " result of the same baseline; @n is with n nodes per path, normalised after division"
          + " by the norm. “Order as from” is the rank correlation with another baseline."),
  STABILITY(
      100,
      "Rank correlation of the words' scores after a change; 1 is no change. One other word is"
          + " left out of the comparison itself."),
  F_FIDELITY(
      100,
      "A copy of the model is asked that has learnt from texts with random words masked, so that"
          + " such texts are not new to it. fidelity+ is the probability lost when a random part of"
          + " the top words is masked: higher is better; fidelity- the same for the other words:"
          + " lower is better; the difference of both is about 0 for a random order. @20 is with"
          + " the top 20 % of the words; without @ it is the mean. “Same answer” is how often the"
          + " model's answer to the whole text is given, also with words masked: where the copy"
          + " rarely gives it, it is a different model and no judge of this one."),
  TRUTH(
      100,
      "Words are known to decide; share is what they have of all absolute scores, found the share"
          + " of them among as many top words by absolute score: higher is better. Distance is"
          + " from their exact Shapley values, 0 to 1: lower is better; trap is the share of words"
          + " that look as if they decided. Known is the share of texts that count: there the"
          + " model answers by the rule whichever of the deciding words are masked.");

  private static final int ALL_TEXTS = Integer.MAX_VALUE;

  private final int usualTexts;
  private final String note;

  ExaminationKind(int usualTexts, String note) {
    this.usualTexts = usualTexts;
    this.note = note;
  }

  /** The kind of a label, where there is one. */
  static Optional<ExaminationKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  /** The name in options and outputs, which is the examination's own. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name as a title. */
  String title() {
    return name().charAt(0) + label().substring(1);
  }

  /** Texts of the data that it takes where no option says so. */
  int usualTexts() {
    return usualTexts;
  }

  /** Whether it takes all texts, whatever an option says of the others. */
  boolean takesAllTexts() {
    return usualTexts == ALL_TEXTS;
  }

  /** Whether methods are also compared with the first one text by text. */
  boolean compares() {
    return this == FAITHFULNESS || this == F_FIDELITY;
  }

  /** Those that judge a given model, by {@code --examine}; the others bring one of their own. */
  static List<ExaminationKind> ofModels() {
    return Arrays.stream(values()).filter(kind -> kind != TRUTH).toList();
  }

  /** How it is to be read, in words. */
  String note() {
    return note;
  }

  /** Makes the examination of a given model; that can take time. */
  Examination make(Examinations examinations) throws IOException {
    return switch (this) {
      case FAITHFULNESS -> examinations.faithfulness();
      case PLAUSIBILITY -> examinations.plausibility();
      case SHORTCUT -> examinations.shortcut();
      case RANDOMISATION -> examinations.randomisation();
      case CONVERGENCE -> examinations.convergence();
      case STABILITY -> examinations.stability();
      case F_FIDELITY -> examinations.fidelity();
      case TRUTH -> throw new IllegalArgumentException("it brings models of its own");
    };
  }
}
