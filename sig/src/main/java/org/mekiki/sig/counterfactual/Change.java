package org.mekiki.sig.counterfactual;

import java.util.List;
import org.mekiki.sig.text.TextPart;

/**
 * Words that are changed together, or kept alone, and what the model answers then. The answer was
 * found by a forward pass of its own.
 *
 * @param words in the text's order
 * @param replacements for each of them what stands in its place; empty where nothing does
 * @param logits of the changed text
 * @param probabilities of the changed text
 */
public record Change(
    List<TextPart> words,
    List<String> replacements,
    List<Double> logits,
    List<Double> probabilities) {
  /** Copies. */
  public Change {
    words = List.copyOf(words);
    replacements = List.copyOf(replacements);
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
  }
}
