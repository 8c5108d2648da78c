package org.mekiki.cli;

import picocli.CommandLine.Option;

/** How much of an answer is given. */
final class AnswerOption {
  private static final int TOP = 5;
  private static final int LONGEST = 15;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "words for a blank, or answers to a question, at most; default: 5")
  private Integer top;

  @Option(
      names = "--max-answer-length",
      paramLabel = "N",
      description = "tokens of an answer at most; default: 15")
  private Integer longest;

  @Option(
      names = "--entities",
      description = "show whole entities, their words' tags put together, instead of tags of words")
  private boolean entities;

  int top() {
    return positive("--top", top, TOP);
  }

  int longestAnswer() {
    return positive("--max-answer-length", longest, LONGEST);
  }

  boolean entities() {
    return entities;
  }

  private static int positive(String option, Integer value, int absent) {
    Positive.require(option, value);
    return value == null ? absent : value;
  }
}
