package org.mekiki.transformer.train;

/**
 * A text and the right answer.
 *
 * @param text the text
 * @param target the number of its class, where one class is right
 * @param targets 0 or 1 for each class where several may be right, or the right numbers of a
 *     regression; null where one class is right. Not to be changed
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
