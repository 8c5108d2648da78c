package org.mekiki.sig;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.quadrature.Integration;
import org.mekiki.sig.text.Windowing;

/**
 * The answer to "why this class?" for one text.
 *
 * @param text the tokens
 * @param labels names of the classes
 * @param logits of the unmodified text, one a class
 * @param probabilities of the classes; empty where the model's answer is a number
 * @param target index of the explained class
 * @param output what of the class is explained
 * @param attributor the method
 * @param integration how paths were integrated; empty for methods that do not
 * @param baselines what words were moved from; of several the scores are the mean. Without a
 *     meaning where the method {@linkplain AttributionMethod#usesBaseline asks for none}
 * @param attribution the scores of the tokens
 * @param words the scores of the words, or of the pieces where those were asked for
 * @param phrases the scores of the phrases that were asked for
 * @param interactions of pairs of words, where asked for
 * @param budget what became of the budget, where there is one
 * @param prediction what the model's answer took
 * @param windowing how the text was cut into windows, where it was too long for the model
 */
public record Explanation(
    EncodedText text,
    List<String> labels,
    List<Double> logits,
    List<Double> probabilities,
    int target,
    OutputKind output,
    AttributionMethod attributor,
    Optional<Integration> integration,
    List<Baseline> baselines,
    Attribution attribution,
    List<WordScore> words,
    List<WordScore> phrases,
    Optional<Interactions> interactions,
    Optional<BudgetUse> budget,
    PassCounts prediction,
    Optional<Windowing> windowing) {
  /** Copies. */
  public Explanation {
    labels = List.copyOf(labels);
    baselines = List.copyOf(baselines);
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
    words = List.copyOf(words);
    phrases = List.copyOf(phrases);
  }

  /** {@return the method's name in options and outputs} */
  public String method() {
    return attributor.name();
  }

  /** {@return the baseline, or the first of several} */
  public Baseline baseline() {
    return baselines.getFirst();
  }

  /**
   * {@return the passes that the model's answer, choosing the words, and the scores took; not the
   * interactions}
   */
  public PassCounts counts() {
    return prediction
        .plus(attribution.counts())
        .plus(budget.map(BudgetUse::screening).orElse(PassCounts.NONE));
  }

  /** {@return the name of the explained class} */
  public String targetLabel() {
    return labels.get(target);
  }
}
