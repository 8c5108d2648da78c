package org.mekiki.weights.converter;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.weights.converter.WeightFile.WeightTensor;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;

/**
 * Adapters that a checkpoint itself holds, one for each task: jina-embeddings-v3 by its own code. A
 * weight W that they change is stored as PyTorch's parametrizations are: the original, and matrices
 * A and B of all tasks T in one tensor each. With a task t the weight is W + α/r·Bₜ·Aₜ, A [T, r,
 * columns] and B [T, rows, r]; of a table of embeddings it is W + α/r·Aₜ·Bₜ, A [T, rows, r] and B
 * [T, r, columns]. Without a task it is W.
 *
 * <p>Source: Sturua et al., "jina-embeddings-v3: Multilingual Embeddings With Task LoRA" (2024),
 * and {@code LoRAParametrization} of the models' code.
 */
final class TaskAdapters {
  private static final String TASKS = "lora_adaptations";
  private static final String RANK = "lora_rank";
  private static final String INSTRUCTIONS = "task_instructions.";
  private static final String PROMPTS = "prompts.prompts.";
  private static final String DEFAULT_PROMPT = "prompts.default_prompt_name";

  private static final String DOWN = ".parametrizations.weight.0.lora_A";
  private static final String UP = ".parametrizations.weight.0.lora_B";
  private static final Pattern ORIGINAL =
      Pattern.compile("(.+)\\.parametrizations\\.weight\\.original");

  private final List<String> tasks;
  private final int rank;
  private final double scale;
  private final Optional<String> chosen;

  private TaskAdapters(ConfigValues config, Optional<Path> adapter) {
    tasks = config.list(TASKS);
    rank = config.integer(RANK, 4);
    scale = config.number("lora_alpha", 1) / rank;
    chosen = adapter.map(Path::toString).filter(tasks::contains);
  }

  /**
   * What a directory's configuration says of them.
   *
   * @param adapter what is to be merged: one of these where it is the name of a task
   */
  static TaskAdapters of(SentenceDirectory layout, Optional<Path> adapter) throws IOException {
    Path file = layout.encoder().resolve("config.json");
    Map<String, String> flat =
        Files.exists(file) ? JsonFile.flatten(JsonFile.read(file)) : Map.of();
    try {
      return new TaskAdapters(new ConfigValues(flat), adapter);
    } catch (UnsupportedModelException e) {
      throw new ConversionException(file + ": " + e.getMessage(), e);
    }
  }

  /** The task whose adapter is to be merged. */
  Optional<String> chosen() {
    return chosen;
  }

  /**
   * Refuses the name of a task that there is none of.
   *
   * @param adapter what is to be merged and no task of these
   */
  void requireDirectory(Path adapter) throws ConversionException {
    if (!tasks.isEmpty() && !Files.isDirectory(adapter)) {
      throw new ConversionException(
          "%s is neither a directory with an adapter nor one of the model's own, which are %s"
              .formatted(adapter, String.join(", ", tasks)));
    }
  }

  /**
   * Makes prompts of the tasks' instructions, where there are no others; that of the chosen task
   * stands before a text.
   *
   * @param flat the configuration; changed
   */
  void addPrompts(Map<String, String> flat) {
    if (flat.keySet().stream().noneMatch(key -> key.startsWith(PROMPTS))) {
      for (String task : tasks) {
        String instruction = flat.get(INSTRUCTIONS + task);
        if (instruction != null) {
          flat.put(PROMPTS + task, instruction);
        }
      }
    }
    chosen
        .filter(task -> flat.containsKey(PROMPTS + task))
        .ifPresent(task -> flat.put(DEFAULT_PROMPT, task));
  }

  /**
   * Gives the weights that adapters change their plain names, and merges those of the chosen task.
   *
   * @param weights the checkpoint's
   * @param notes is told of adapters that are not used
   */
  void mergeInto(CheckpointWeights weights, Consumer<String> notes) throws IOException {
    int found = 0;
    for (String name : new ArrayList<>(weights.names())) {
      Matcher original = ORIGINAL.matcher(name);
      if (!original.matches()) {
        continue;
      }
      String module = original.group(1);
      weights.put(module + ".weight", weights.take(name));
      WeightTensor down = weights.take(module + DOWN);
      WeightTensor up = weights.take(module + UP);
      if (down == null || up == null) {
        throw new ConversionException(
            "\"%s\" is there, but \"%s\" is missing"
                .formatted(name, module + (down == null ? DOWN : UP)));
      }
      merge(module, down, up, weights);
      found++;
    }
    if (chosen.isPresent() && found == 0) {
      throw new ConversionException(
          "\"%s\" of config.json names \"%s\", but the weights hold no adapters; take the model's file of weights that has them"
              .formatted(TASKS, chosen.get()));
    }
    if (chosen.isEmpty() && found > 0) {
      notes.accept(
          tasks.isEmpty()
              ? "the weights hold adapters that config.json does not name (\"%s\"); none is used"
                  .formatted(TASKS)
              : "the model has adapters for the tasks %s; none is used, as by its own code without a task (--adapter NAME merges one)"
                  .formatted(String.join(", ", tasks)));
    }
  }

  private void merge(String module, WeightTensor down, WeightTensor up, CheckpointWeights weights)
      throws IOException {
    if (chosen.isEmpty()) {
      return;
    }
    Shape shape = weights.shape(module + ".weight");
    int rows = shape.rank() == 2 ? shape.dim(0) : 0;
    int columns = shape.rank() == 2 ? shape.dim(1) : 0;
    boolean linear = is(down, rank, columns) && is(up, rows, rank);
    if (!linear && !(is(down, rows, rank) && is(up, rank, columns))) {
      throw new ConversionException(
          "the adapters of \"%s\" have the shapes %s and %s; by \"%s\" and \"%s\" of config.json %s and %s are needed, or for a table %s and %s"
              .formatted(
                  module,
                  down.shape(),
                  up.shape(),
                  TASKS,
                  RANK,
                  needed(rank, columns),
                  needed(rows, rank),
                  needed(rows, rank),
                  needed(rank, columns)));
    }
    int task = tasks.indexOf(chosen.get());
    weights.change(
        module + ".weight",
        values -> {
          float[] a = CheckpointWeights.numbers(down.name(), down);
          float[] b = CheckpointWeights.numbers(up.name(), up);
          var ofRows = new LowRank.Side(linear ? b : a, task * rows * rank, rank, 1);
          var ofColumns = new LowRank.Side(linear ? a : b, task * rank * columns, 1, columns);
          new LowRank(rank, ofRows, ofColumns).addTo(values, columns, scale);
        });
  }

  private List<BigInteger> needed(int first, int second) {
    return List.of(
        BigInteger.valueOf(tasks.size()), BigInteger.valueOf(first), BigInteger.valueOf(second));
  }

  private boolean is(WeightTensor tensor, int first, int second) {
    return tensor.shape().equals(needed(first, second));
  }
}
