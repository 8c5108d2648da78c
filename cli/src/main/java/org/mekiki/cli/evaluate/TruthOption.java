package org.mekiki.cli.evaluate;

import java.util.List;
import java.util.Set;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.judge.truth.KnownTask;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Tasks with a known truth, in the place of a model and data. */
final class TruthOption {
  private static final String ALL = "all";

  @Option(
      names = "--truth",
      paramLabel = "TASK,...",
      split = ",",
      description =
          "instead of --data: negation, conjunction, disjunction, majority, agreement, separated by"
              + " commas, or all: texts whose answer follows from known words, and small models"
              + " that are trained to know it; --probe-sample N texts of each; default: 100")
  private List<String> names = List.of();

  @Option(
      names = "--shape",
      paramLabel = "bert|lstm",
      description = "what is trained for --truth; default: bert")
  private String shape;

  /** What can be said beside it; all else is of a model or of data. */
  private static final Set<String> BESIDE =
      Set.of(
          "--truth",
          "--shape",
          "--methods",
          "--steps",
          "--tolerance",
          "--probe-sample",
          "--seed",
          "--baseline",
          "--threads",
          "--output",
          "--restart",
          "--format");

  boolean isGiven() {
    return !names.isEmpty();
  }

  /** Refuses options that have no effect here. */
  void requireAlone(CommandSpec command) {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (!BESIDE.contains(option.longestName())) {
        throw new UserException(
            "--truth brings its own models and texts; leave out " + option.longestName());
      }
    }
  }

  /** The tasks, in the order of all. */
  List<KnownTask> tasks() {
    if (!isGiven() && shape != null) {
      throw new UserException("--shape belongs to --truth");
    }
    List<String> known = KnownTask.all().stream().map(KnownTask::name).toList();
    List<String> wanted = names.stream().map(String::strip).toList();
    wanted.stream()
        .filter(name -> !name.equals(ALL))
        .forEach(name -> Choice.require("--truth", name, known));
    return KnownTask.all().stream()
        .filter(task -> wanted.contains(ALL) || wanted.contains(task.name()))
        .toList();
  }

  TruthShape shape() {
    return shape == null ? TruthShape.BERT : Choice.of("--shape", shape, TruthShape.values());
  }
}
