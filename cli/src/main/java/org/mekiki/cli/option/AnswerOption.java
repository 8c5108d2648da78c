package org.mekiki.cli.option;

import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.console.Positive;
import picocli.CommandLine.Option;

/** How much of an answer is given. */
public final class AnswerOption {
  @Option(
      names = "--top",
      paramLabel = "K",
      description = "the most words for a blank, or answers to a question; default: 5")
  private Integer top;

  @Option(
      names = "--max-answer-length",
      paramLabel = "N",
      description = "the most tokens in an answer; default: 15")
  private Integer longest;

  @Option(
      names = "--entities",
      description =
          "show whole entities, joined from the tags of their words, instead of single tags")
  private boolean entities;

  /** The choice; refuses counts below 1. */
  public AnswerChoice choice() {
    Positive.require("--top", top);
    Positive.require("--max-answer-length", longest);
    AnswerChoice usual = AnswerChoice.DEFAULT;
    return new AnswerChoice(
        top == null ? usual.top() : top,
        longest == null ? usual.longestAnswer() : longest,
        entities);
  }
}
