package org.mekiki.transformer.tokenizer.model;

/**
 * A token that is found in the text before any other processing.
 *
 * @param id its number
 * @param content what it looks like in a text
 * @param singleWord only where no word character touches it
 * @param leftStrip swallows white space before it
 * @param rightStrip swallows white space after it
 * @param normalized looked for in the normalised text
 * @param special a control token such as {@code [MASK]}
 */
public record AddedToken(
    int id,
    String content,
    boolean singleWord,
    boolean leftStrip,
    boolean rightStrip,
    boolean normalized,
    boolean special) {
  /**
   * {@return the same token under another number}
   *
   * @param number its number
   */
  public AddedToken withId(int number) {
    return new AddedToken(number, content, singleWord, leftStrip, rightStrip, normalized, special);
  }
}
