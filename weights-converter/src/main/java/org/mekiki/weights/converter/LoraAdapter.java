package org.mekiki.weights.converter;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.WeightFile.WeightTensor;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * A LoRA adapter as PEFT saves it. A weight W that it targets becomes W + s·B·A, with the scale s =
 * α / r, or α / √r; modules that are stored whole take the place of the base's.
 *
 * <p>Sources: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models" (2021);
 * Kalajdzievski, "A Rank Stabilization Scaling Factor for Fine-Tuning with LoRA" (2023); {@code
 * LoraLayer.get_delta_weight} of PEFT.
 */
final class LoraAdapter {
  private static final String WRAPPER = "base_model.model.";

  private static final List<String> FILES =
      List.of("adapter_model.safetensors", "adapter_model.bin");

  /** Module, matrix; the name of the adapter may stand between. */
  private static final Pattern MATRIX = Pattern.compile("(.+)\\.lora_([AB])(?:\\.[^.]+)?\\.weight");

  /** The same of a table of embeddings. */
  private static final Pattern TABLE = Pattern.compile("(.+)\\.lora_embedding_([AB])(?:\\.[^.]+)?");

  private static final Pattern WHOLE = Pattern.compile("\\.modules_to_save(?:\\.[^.]+)?\\.");

  /** Both matrices of a module. */
  private static final class Pair {
    private WeightTensor down;
    private WeightTensor up;

    /** Whether they change a table, whose rows are what a linear layer has as columns. */
    private boolean table;
  }

  private final Path directory;
  private final LoraConfig config;
  private final Path file;
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final Map<String, WeightTensor> whole = new LinkedHashMap<>();

  private LoraAdapter(Path directory, LoraConfig config, Path file) {
    this.directory = directory;
    this.config = config;
    this.file = file;
  }

  /**
   * Reads what an adapter is.
   *
   * @throws ConversionException if there is none, or it is not plain LoRA
   */
  static LoraAdapter of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ConversionException(
          directory + " is not a directory; an adapter is one with adapter_config.json");
    }
    if (Files.notExists(directory.resolve(LoraConfig.FILE))) {
      throw new ConversionException(
          "%s is not a PEFT adapter: it has no %s".formatted(directory, LoraConfig.FILE));
    }
    LoraConfig config = LoraConfig.read(directory);
    Path file =
        FILES.stream()
            .map(directory::resolve)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(
                () ->
                    new ConversionException(
                        "%s has none of %s".formatted(directory, String.join(", ", FILES))));
    return new LoraAdapter(directory, config, file);
  }

  /** What the model answers with the adapter; empty where that is left to the base. */
  Optional<Task> task() {
    return config.task();
  }

  private ConversionException refused(String what) {
    return new ConversionException("%s: %s".formatted(file, what));
  }

  /**
   * Merges it into a base model's weights: their numbers are changed when they are read.
   *
   * @param weights the base's; they close the adapter's file
   * @param specs weights of the family's encoder
   * @param notes is told what the user should know
   */
  void mergeInto(CheckpointWeights weights, List<WeightSpec> specs, Consumer<String> notes)
      throws IOException {
    WeightFile opened = WeightFile.open(file);
    weights.closeToo(opened);
    for (WeightTensor tensor : opened.tensors()) {
      sort(tensor);
    }
    var names = new BaseNames(weights.names(), specs);
    for (Map.Entry<String, WeightTensor> entry : whole.entrySet()) {
      replace(entry.getKey(), entry.getValue(), names, weights);
    }
    for (Map.Entry<String, Pair> entry : pairs.entrySet()) {
      change(entry.getKey(), entry.getValue(), names, weights);
    }
    if (pairs.isEmpty() && whole.isEmpty()) {
      throw refused("it holds no tensors of an adapter");
    }
    if (config.isFanInFanOut()) {
      notes.accept(
          "%s says fan_in_fan_out; the model's layers are linear ones, for which PEFT sets that aside, and so does mekiki"
              .formatted(directory.resolve(LoraConfig.FILE)));
    }
  }

  private void sort(WeightTensor tensor) throws ConversionException {
    String name =
        tensor.name().startsWith(WRAPPER)
            ? tensor.name().substring(WRAPPER.length())
            : tensor.name();
    Matcher table = TABLE.matcher(name);
    Matcher matrix = table.matches() ? table : MATRIX.matcher(name);
    if (matrix.matches()) {
      Pair pair = pairs.computeIfAbsent(matrix.group(1), _ -> new Pair());
      boolean down = matrix.group(2).equals("A");
      if ((down ? pair.down : pair.up) != null) {
        throw refused("it has tensors of several adapters; save one alone");
      }
      pair.table = matrix.equals(table);
      if (down) {
        pair.down = tensor;
      } else {
        pair.up = tensor;
      }
    } else if (name.contains(".lora_") || name.contains(".ia3_") || name.startsWith("prompt_")) {
      throw refused(
          "\"%s\" is of another kind of adapter than plain LoRA; merge it with PEFT (merge_and_unload) and take the merged model"
              .formatted(tensor.name()));
    } else {
      whole.put(WHOLE.matcher(name).replaceAll("."), tensor);
    }
  }

  /** A module that is stored whole, or a table of embeddings that was stored beside the adapter. */
  private void replace(String name, WeightTensor tensor, BaseNames names, CheckpointWeights weights)
      throws ConversionException {
    Optional<String> known = names.find(name);
    if (!config.isSaved(name) && (known.isEmpty() || !name.contains("embed"))) {
      throw refused(
          "\"%s\" is neither a LoRA matrix nor part of a module that \"modules_to_save\" of %s names"
              .formatted(tensor.name(), LoraConfig.FILE));
    }
    weights.put(known.orElse(name), tensor);
  }

  private void change(String module, Pair pair, BaseNames names, CheckpointWeights weights)
      throws IOException {
    if (pair.down == null || pair.up == null) {
      throw refused(
          "module \"%s\" has one of its two matrices, lora_%s is missing"
              .formatted(module, pair.down == null ? "A" : "B"));
    }
    String base =
        names
            .find(module + ".weight")
            .orElseThrow(
                () ->
                    refused(
                        "it changes \"%s\", which the base model does not have%s"
                            .formatted(module, madeFor())));
    int rank = rank(module, pair);
    double scale = config.scale(module, rank);
    Shape shape = weights.shape(base);
    int rows = count(pair.table ? pair.down : pair.up, pair.table ? 1 : 0);
    int columns = count(pair.table ? pair.up : pair.down, pair.table ? 0 : 1);
    if (!shape.equals(Shape.of(rows, columns))) {
      throw refused(
          "module \"%s\" is changed by %s, but \"%s\" of the base model has the shape %s%s"
              .formatted(module, Shape.of(rows, columns), base, shape, madeFor()));
    }
    weights.change(base, values -> add(values, pair, scale, rank, columns));
  }

  private String madeFor() {
    return config.base().map("; the adapter was made for \"%s\""::formatted).orElse("");
  }

  private int rank(String module, Pair pair) throws ConversionException {
    List<BigInteger> down = pair.down.shape();
    List<BigInteger> up = pair.up.shape();
    if (down.size() != 2 || up.size() != 2 || !down.get(0).equals(up.get(1))) {
      throw refused(
          "the matrices of module \"%s\" have the shapes %s and %s; [rank, columns] and [rows, rank] are needed"
              .formatted(module, down, up));
    }
    return count(pair.down, 0);
  }

  private int count(WeightTensor tensor, int dimension) throws ConversionException {
    try {
      int count = tensor.shape().get(dimension).intValueExact();
      if (count > 0) {
        return count;
      }
    } catch (ArithmeticException e) {
      throw new ConversionException(
          "%s: \"%s\" of shape %s is too large".formatted(file, tensor.name(), tensor.shape()), e);
    }
    throw refused("\"%s\" of shape %s is empty".formatted(tensor.name(), tensor.shape()));
  }

  /** Adds s·B·A, or its transpose, in double precision. */
  private static void add(float[] values, Pair pair, double scale, int rank, int columns)
      throws IOException {
    float[] down = CheckpointWeights.numbers(pair.down.name(), pair.down);
    float[] up = CheckpointWeights.numbers(pair.up.name(), pair.up);
    var ofUp = new LowRank.Side(up, 0, rank, 1);
    var ofDown = new LowRank.Side(down, 0, 1, down.length / rank);
    LowRank product =
        pair.table ? new LowRank(rank, ofDown, ofUp) : new LowRank(rank, ofUp, ofDown);
    product.addTo(values, columns, scale);
  }
}
