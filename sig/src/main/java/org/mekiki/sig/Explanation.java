package org.mekiki.sig;

import java.util.List;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;

/**
 * The answer to "why this class?" for one text.
 *
 * @param text the tokens
 * @param labels names of the classes
 * @param logits of the unmodified text, one a class
 * @param probabilities softmax of the logits
 * @param target index of the explained class
 * @param output what of the class is explained
 * @param method name of the method, {@code sig} or {@code ig}
 * @param quadrature the rule
 * @param steps nodes a path
 * @param baseline what words were moved from
 * @param attribution the scores
 */
public record Explanation(
    EncodedText text,
    List<String> labels,
    List<Double> logits,
    List<Double> probabilities,
    int target,
    OutputKind output,
    String method,
    QuadratureRule quadrature,
    int steps,
    Baseline baseline,
    Attribution attribution) {
  /** Checks and copies. */
  public Explanation {
    labels = List.copyOf(labels);
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
  }

  /** Name of the explained class. */
  public String targetLabel() {
    return labels.get(target);
  }

  /** Scores by words of the text: a word's pieces are added up. */
  public List<WordScore> words() {
    return WordScore.of(this);
  }
}
