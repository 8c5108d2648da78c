package org.mekiki.sig.judge;

import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.text.TextUnits;

/**
 * The model that methods explain while they are judged.
 *
 * @param answers gives the probabilities that metrics look at
 * @param explained gives the scalar that methods explain; usually the same model
 * @param baseline what stands in the place of a masked word
 */
public record JudgedModel(TextModel answers, TextModel explained, Baseline baseline) {
  /**
   * Takes one model for both.
   *
   * @param model gives the probabilities, and is explained
   * @param baseline what stands in the place of a masked word
   * @return the judged model
   */
  public static JudgedModel of(TextModel model, Baseline baseline) {
    return new JudgedModel(model, model, baseline);
  }

  /** The same with another model that is explained and asked. */
  JudgedModel with(TextModel other) {
    return of(other, baseline);
  }

  /** The method's scores of the predicted class, a token each. */
  Attribution explain(JudgedMethod method, EncodedText text, long seed) {
    return explanation(method, text, seed, Optional.empty(), TextUnits.PIECES).attribution();
  }

  /**
   * {@return the method's raw scores of a class, one a token}
   *
   * @param method what explains
   * @param text the text's tokens
   * @param seed of whatever the method draws
   * @param target number of the class
   */
  public double[] scores(JudgedMethod method, EncodedText text, long seed, int target) {
    String label = explained.labels().get(target);
    return scores(
        explanation(method, text, seed, Optional.of(label), TextUnits.PIECES).attribution());
  }

  /** What a method says of the words of a text. */
  Explanation words(JudgedMethod method, EncodedText text, long seed) {
    return explanation(method, text, seed, Optional.empty(), TextUnits.WORDS);
  }

  private Explanation explanation(
      JudgedMethod method, EncodedText text, long seed, Optional<String> target, TextUnits units) {
    return method
        .explainers()
        .apply(seed)
        .withBaseline(baseline)
        .withUnits(units)
        .withTarget(target.orElse(null))
        .explain(explained, text, Monitor.NONE);
  }

  /** Raw scores, one a token. */
  static double[] scores(Attribution attribution) {
    double[] scores = new double[attribution.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = attribution.raw(i);
    }
    return scores;
  }
}
