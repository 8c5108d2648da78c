package org.mekiki.transformer.train;

/**
 * A text and the right answer.
 *
 * @param text the text
 * @param target the number of its class, where one class is right
 * @param targets 0 or 1 for each class where several may be right, or the right numbers of a
 *     regression; where one class is right, the probabilities to learn, or null for certainty. Not
 *     to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabelledText(TokenizedText text, int target, float[] targets) {
  /**
   * A text of one class.
   *
   * @param text the text
   * @param target the number of its class
   * @return the text with its class
   */
  public static LabelledText ofClass(TokenizedText text, int target) {
    return new LabelledText(text, target, null);
  }

  /**
   * A text of one class of which less than certainty is to be learnt, such as what another model
   * says of it.
   *
   * @param text the text
   * @param target the number of its class, by which answers are counted as right
   * @param probabilities of all classes, with the sum 1
   * @return the text with its class and these
   */
  public static LabelledText ofProbabilities(
      TokenizedText text, int target, float... probabilities) {
    return new LabelledText(text, target, probabilities.clone());
  }

  /**
   * A text with a number for each output.
   *
   * @param text the text
   * @param targets 0 or 1 a class, or the right numbers
   * @return the text with its numbers
   */
  public static LabelledText ofNumbers(TokenizedText text, float... targets) {
    return new LabelledText(text, -1, targets.clone());
  }
}
