package org.mekiki.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.EntityWish;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.entity.EntityChoice;
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
          "show whole entities, joined from the tags of their words, instead of single tags; those"
              + " that fit --labels are always whole")
  private boolean entities;

  @Option(
      names = "--labels",
      paramLabel = "LABEL,...",
      split = ",",
      description =
          "the entities to find with a model that takes any labels (GLiNER), such as person,\"bank"
              + " account\"; may be given several times")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "with --labels: the probability that an entity has to exceed; default: 0.5")
  private Double threshold;

  @Option(
      names = "--nested",
      description = "with --labels: also take entities that lie inside another one")
  private boolean nested;

  @Option(
      names = "--multi-label",
      description = "with --labels: let the same words have several labels")
  private boolean severalLabels;

  /** The choice; refuses counts below 1, and thresholds that are no probability. */
  public AnswerChoice choice() {
    Positive.require("--top", top);
    Positive.require("--max-answer-length", longest);
    AnswerChoice usual = AnswerChoice.DEFAULT;
    return new AnswerChoice(
        top == null ? usual.top() : top,
        longest == null ? usual.longestAnswer() : longest,
        entities,
        wish());
  }

  private EntityWish wish() {
    boolean given = !labels.isEmpty() || threshold != null || nested || severalLabels;
    double least = threshold == null ? EntityChoice.DEFAULT.threshold() : threshold;
    if (!(least >= 0 && least <= 1)) {
      throw new UserException("--threshold must be between 0 and 1; got " + threshold);
    }
    return new EntityWish(
        labels.stream().map(AnswerOption::label).toList(),
        new EntityChoice(least, nested, severalLabels),
        given);
  }

  /** A label without the quotation marks that keep a comma in it from parting two. */
  private static String label(String written) {
    String label = written.strip();
    boolean quoted = label.length() > 1 && label.startsWith("\"") && label.endsWith("\"");
    return quoted ? label.substring(1, label.length() - 1).strip() : label;
  }
}
