package org.mekiki.sig;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;

/**
 * The answer to "why this class?" for one text.
 *
 * @param text the tokens
 * @param labels names of the classes
 * @param logits of the unmodified text, one a class
 * @param probabilities of the classes; empty where the model's answer is a number
 * @param target index of the explained class
 * @param output what of the class is explained
 * @param method name of the method, {@code sig}, {@code sig-exact} or {@code ig}
 * @param integration how paths were integrated; empty for methods that do not
 * @param baseline what words were moved from
 * @param attribution the scores of the tokens
 * @param words the scores of the words, or of the pieces where those were asked for
 * @param phrases the scores of the phrases that were asked for
 * @param interactions of pairs of words, where asked for
 * @param budget what became of the budget, where there is one
 * @param windowing how the text was cut into windows, where it was too long for the model
 */
public record Explanation(
    EncodedText text,
    List<String> labels,
    List<Double> logits,
    List<Double> probabilities,
    int target,
    OutputKind output,
    String method,
    Optional<Integration> integration,
    Baseline baseline,
    Attribution attribution,
    List<WordScore> words,
    List<WordScore> phrases,
    Optional<Interactions> interactions,
    Optional<BudgetUse> budget,
    Optional<Windowing> windowing) {
  /** Copies. */
  public Explanation {
    labels = List.copyOf(labels);
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
    words = List.copyOf(words);
    phrases = List.copyOf(phrases);
  }

  /** Sentences evaluated for the scores, and for choosing the words. */
  public PassCounts counts() {
    return attribution.counts().plus(budget.map(BudgetUse::screening).orElse(PassCounts.NONE));
  }

  /** Name of the explained class. */
  public String targetLabel() {
    return labels.get(target);
  }
}
