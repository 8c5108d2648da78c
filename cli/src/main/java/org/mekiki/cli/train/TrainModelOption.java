package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.weights.converter.NewModel;
import picocli.CommandLine.Option;

/** What is trained: a model that there is, or a new one of a configuration. */
final class TrainModelOption {
  /** What configurations have where they say nothing. */
  private static final double USUAL_DROPOUT = 0.1;

  /** What can be learnt. */
  enum Goal {
    CLASSIFICATION(Task.SEQUENCE_CLASSIFICATION),
    MLM(Task.MASKED_LM);

    private final Task task;

    Goal(Task task) {
      this.task = task;
    }
  }

  /** What the answer to a text is. */
  enum Problem {
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
      description = "the classes of texts, or which words stand in blanks")
  private String task;

  @Option(
      names = "--init",
      paramLabel = "FILE|DIR",
      description =
          "begin with the weights of a model, a converted one or a Hugging Face directory; what the"
              + " task needs beside them begins at random")
  private Path init;

  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      description =
          "begin a new model: a config.json as Hugging Face models have it, beside which the"
              + " tokenizer's files stand")
  private Path config;

  @Option(
      names = "--labels",
      paramLabel = "NAME,NAME",
      split = ",",
      description =
          "names of the classes in order; default: those of the model or configuration, else of the"
              + " teacher, else the labels of the data")
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
          "share of numbers that are left out in training; default: what the configuration says,"
              + " else 0.1")
  private Double dropout;

  /**
   * What is known before labels are.
   *
   * @param design of the model that there is, with the head that it has; null for a new one
   * @param fresh what a configuration says; null where there is a model
   * @param stored weights to begin with
   * @param identity for checkpoints
   */
  record Beginning(ModelDesign design, NewModel fresh, List<StoredTensor> stored, String identity) {
    private List<String> labels() {
      if (fresh != null) {
        return fresh.labels();
      }
      return design.head().task() == Task.SEQUENCE_CLASSIFICATION ? design.labels() : List.of();
    }
  }

  boolean learnsClasses() {
    return goal() == Goal.CLASSIFICATION;
  }

  boolean isFresh() {
    return config != null;
  }

  private Goal goal() {
    return Choice.of("--task", task, Goal.values());
  }

  Beginning read() throws IOException {
    if ((init == null) == (config == null)) {
      throw new UserException(
          init == null
              ? "there is no model: begin with one by --init, or with a new one by --config"
              : "give --init or --config, not both");
    }
    if (!learnsClasses() && (labels != null || problem != null)) {
      throw new UserException("--labels and --problem belong to --task classification");
    }
    if (config != null) {
      NewModel fresh = NewModel.read(config);
      var sorted = new java.util.TreeMap<>(fresh.configuration());
      return new Beginning(null, fresh, List.of(), "the configuration " + sorted.hashCode());
    }
    return new ModelOption(init)
        .read(
            file -> {
              file.verifyIdentity();
              var loaded = new ArrayList<StoredTensor>();
              for (StoredTensor tensor : file.content().tensors()) {
                float[] values = tensor.source().read();
                loaded.add(
                    new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), () -> values));
              }
              file.requireUnchanged();
              ModelDesign design = ModelDesign.of(file.content());
              return new Beginning(design, null, loaded, "the model " + file.sha256());
            });
  }

  /**
   * The design to train.
   *
   * @param otherwise labels where neither options nor the model name any: the teacher's, or those
   *     that stand in the data; for classes alone
   */
  ModelDesign design(Beginning beginning, List<String> otherwise) {
    ModelDesign present = beginning.design();
    Task wanted = goal().task;
    if (!learnsClasses()) {
      return present != null && present.head().task() == wanted
          ? present
          : design(beginning, wanted, List.of());
    }
    List<String> names = labels(beginning, otherwise);
    boolean same =
        present != null
            && present.head().task() == wanted
            && present.labels().equals(names)
            && ProblemType.of(present.head()) == problem(beginning);
    return same ? present : design(beginning, wanted, names);
  }

  private List<String> labels(Beginning beginning, List<String> otherwise) {
    if (labels != null) {
      return labels.stream().map(String::strip).toList();
    }
    if (!beginning.labels().isEmpty()) {
      return beginning.labels();
    }
    if (problem(beginning) == ProblemType.REGRESSION) {
      return List.of("score");
    }
    return otherwise;
  }

  /** What the answers are. */
  ProblemType problem(Beginning beginning) {
    if (problem != null) {
      return Choice.of("--problem", problem, Problem.values()).type;
    }
    ModelDesign design = beginning.design();
    if (design != null && design.head().task() == Task.SEQUENCE_CLASSIFICATION) {
      return ProblemType.of(design.head());
    }
    String named =
        beginning.fresh() == null ? null : beginning.fresh().configuration().get("problem_type");
    for (ProblemType type : ProblemType.values()) {
      if (type.label().equals(named)) {
        return type;
      }
    }
    return ProblemType.SINGLE_LABEL;
  }

  private ModelDesign design(Beginning beginning, Task task, List<String> names) {
    Map<String, String> keys = new HashMap<>();
    if (beginning.fresh() != null) {
      keys.putAll(beginning.fresh().configuration());
    }
    keys.put("problem_type", problem(beginning).label());
    NewModel fresh = beginning.fresh();
    return fresh != null
        ? ModelDesign.of(fresh.encoder(), fresh.tokenizer(), task, names, keys)
        : ModelDesign.of(
            beginning.design().encoder(), beginning.design().tokenizer(), task, names, keys);
  }

  DropoutRates dropout(Beginning beginning) {
    if (dropout != null) {
      return DropoutRates.of(dropout);
    }
    if (beginning.fresh() == null) {
      return DropoutRates.of(USUAL_DROPOUT);
    }
    var values = new ConfigValues(beginning.fresh().configuration());
    double rows = values.number("hidden_dropout_prob", USUAL_DROPOUT);
    return new DropoutRates(
        rows,
        values.number("attention_probs_dropout_prob", USUAL_DROPOUT),
        values.number("classifier_dropout", rows));
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings, Beginning beginning) {
    settings.put("--task", task);
    settings.put(isFresh() ? "--config" : "--init", beginning.identity());
    settings.put("--labels", String.valueOf(labels));
    settings.put("--problem", String.valueOf(problem));
    settings.put("--dropout", dropout(beginning).toString());
  }
}
