package org.mekiki.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.head.ProblemType;
import picocli.CommandLine.Option;

/** What is trained: a model that there is, or a new one of a configuration. */
final class TrainModelOption {
  /** What the answer to a text is, by the names that the option takes. */
  private enum Problem {
    SINGLE(ProblemType.SINGLE_LABEL),
    MULTI(ProblemType.MULTI_LABEL),
    REGRESSION(ProblemType.REGRESSION);

    private final ProblemType type;

    Problem(ProblemType type) {
      this.type = type;
    }
  }

  @Option(
      names = "--task",
      paramLabel = "classification|mlm",
      required = true,
      description = "the classes of texts, or which words fill blanks")
  private String task;

  @Option(
      names = "--init",
      paramLabel = "FILE|DIR",
      description =
          "start from the weights of a model, converted or a Hugging Face directory; whatever else"
              + " the task needs starts at random")
  private Path init;

  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      description =
          "start a new model: a config.json like those of Hugging Face models, next to the"
              + " tokenizer's files")
  private Path config;

  @Option(
      names = "--labels",
      paramLabel = "NAME,NAME",
      split = ",",
      description =
          "names of the classes in order; default: those of the model or configuration, else of"
              + " the teacher, else the labels in the data")
  private List<String> labels;

  @Option(
      names = "--problem",
      paramLabel = "single|multi|regression",
      description =
          "whether a text has one class, several (separated by commas in the data), or a number;"
              + " default: as the model says, else single")
  private String problem;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description =
          "the share of values that are left out in training; default: what the configuration"
              + " says, else 0.1")
  private Double dropout;

  /** The choice; refuses options that mean nothing together. */
  TrainModelChoice choice() {
    Goal goal = Choice.of("--task", task, Goal.values());
    if ((init == null) == (config == null)) {
      throw new UserException(
          init == null
              ? "there is no model: start from one with --init, or start a new one with --config"
              : "give --init or --config, not both");
    }
    if (goal != Goal.CLASSIFICATION && (labels != null || problem != null)) {
      throw new UserException("--labels and --problem belong to --task classification");
    }
    Optional<ProblemType> type =
        Optional.ofNullable(problem)
            .map(name -> Choice.of("--problem", name, Problem.values()).type);
    return new TrainModelChoice(goal, init, config, labels, type, dropout);
  }
}
