package org.mekiki.cli.choice;

/**
 * How much of an answer is given.
 *
 * @param top words for a blank, or answers to a question, at most
 * @param longestAnswer tokens of an answer at most
 * @param entities whether whole entities are shown instead of tags of words
 * @param wish which entities are to be found, where a model takes any labels
 */
public record AnswerChoice(int top, int longestAnswer, boolean entities, EntityWish wish) {
  /** What is given where nothing was said. */
  public static final AnswerChoice DEFAULT = new AnswerChoice(5, 15, false, EntityWish.NONE);
}
