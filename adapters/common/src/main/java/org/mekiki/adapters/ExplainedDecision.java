package org.mekiki.adapters;

import java.util.List;

/**
 * A classifier's decision about a text and the words behind it: records of numbers and strings, for
 * any JSON library.
 *
 * @param text the text, as it was given
 * @param label the class that was decided for
 * @param probability of this class, 0 to 1
 * @param classes all classes with their probabilities, in the model's order
 * @param words the words of the text, in its order
 * @param certificate how far the words' scores are from what they must equal
 * @param truncated whether the end of the text was cut off, because the model takes no more tokens;
 *     what was cut off has no words here
 */
public record ExplainedDecision(
    String text,
    String label,
    double probability,
    List<ClassProbability> classes,
    List<DecisionWord> words,
    Certificate certificate,
    boolean truncated) {
  /** Copies. */
  public ExplainedDecision {
    classes = List.copyOf(classes);
    words = List.copyOf(words);
  }
}
