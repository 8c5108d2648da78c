package org.mekiki.cli.option;

import java.util.List;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.TargetChoice;
import picocli.CommandLine.Option;

/** What is explained: which classes, tags or words, and where. */
public final class TargetOption {
  private static final String ALL = "all";

  /** Labels named in a message at most. */
  private static final int NAMED = 20;

  @Option(
      names = "--target",
      paramLabel = "LABEL|INDEX|all|WORD|start|end",
      description =
          "what to explain, may be given several times: a class or tag, or all of them; a word in a"
              + " blank; the start or end of an answer, also start:WORD or end:WORD; default: what"
              + " the model answers")
  private List<String> targets = List.of();

  @Option(
      names = "--at",
      paramLabel = "WORD|START:END|NUMBER",
      description =
          "where: the word whose tag is explained, by itself, by its characters from 0 or by the"
              + " number of its token; or the blank, by its number from 1; may be given several"
              + " times")
  private List<String> places = List.of();

  /** What was asked for, as it was written; empty for what the model answers. */
  public List<String> targets() {
    return targets;
  }

  /** Where, as it was written. */
  public List<String> places() {
    return places;
  }

  /** Refuses a place where the model answers for a whole text. */
  public void requireNoPlace(String instead) {
    if (!places.isEmpty()) {
      throw new UserException("--at names a place in the text, but " + instead);
    }
  }

  /**
   * A choice among labels. A class whose label is "all" is meant by that word, where the model has
   * one.
   *
   * @param kind what the labels are: class, tag
   */
  public TargetChoice choice(String kind, List<String> labels) {
    if (targets.contains(ALL) && !labels.contains(ALL)) {
      if (targets.size() > 1) {
        throw new UserException(
            "--target all names every %s; leave out the other targets".formatted(kind));
      }
      return TargetChoice.all();
    }
    return targets.isEmpty()
        ? TargetChoice.predicted()
        : TargetChoice.ofIndices(
            targets.stream().map(target -> index(kind, labels, target)).toList());
  }

  private static int index(String kind, List<String> labels, String target) {
    int index = labels.indexOf(target);
    if (index < 0 && target.matches("[0-9]{1,9}")) {
      index = Integer.parseInt(target);
    }
    if (index < 0 || index >= labels.size()) {
      String more = labels.size() > NAMED ? " and %d more".formatted(labels.size() - NAMED) : "";
      throw new UserException(
          "the model has no %s \"%s\"; it has %s%s"
              .formatted(
                  kind,
                  target,
                  String.join(", ", labels.subList(0, Math.min(NAMED, labels.size()))),
                  more));
    }
    return index;
  }

  /** For the record. */
  public String described() {
    return targets.isEmpty() ? "the predicted one" : String.join(", ", targets);
  }
}
