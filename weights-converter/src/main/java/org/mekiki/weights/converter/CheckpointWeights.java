package org.mekiki.weights.converter;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.weights.converter.WeightFile.WeightTensor;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/**
 * The tensors of a checkpoint, in one file or in several: of safetensors, or else of PyTorch, or
 * else of an ONNX graph.
 */
final class CheckpointWeights implements AutoCloseable {
  /** Files of weights; the first that is there is read. */
  static final List<String> FILES =
      List.of(
          "model.safetensors",
          "model.safetensors.index.json",
          "pytorch_model.bin",
          "pytorch_model.bin.index.json");

  private static final String INDEX = ".index.json";

  private final List<WeightFile> files = new ArrayList<>();
  private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();

  /** What is done to the numbers of some, when they are read. */
  private final Map<String, Change> changes = new HashMap<>();

  /** Names of those that are not the encoder's, nor its head's. */
  private final Set<String> ofModules = new HashSet<>();

  /** Changes a tensor's numbers. */
  @FunctionalInterface
  interface Change {
    /** Changes them in place; they are in row-major order. */
    void apply(float[] values) throws IOException;
  }

  /** What a graph says of its model, where weights come from one; else null. */
  private JsonNode configuration;

  private CheckpointWeights() {}

  /**
   * Opens the weights of a directory.
   *
   * @param notes is told which of several files are read
   * @throws ConversionException if there are none, or none that can be read
   */
  static CheckpointWeights open(Path directory, Consumer<String> notes) throws IOException {
    List<String> found =
        FILES.stream().filter(name -> Files.exists(directory.resolve(name))).toList();
    if (found.isEmpty()) {
      Optional<Path> graph = graph(directory);
      if (graph.isPresent()) {
        return ofGraph(directory, graph.get(), notes);
      }
      var wanted = new ArrayList<>(FILES);
      wanted.add(OnnxPlace.USUAL);
      throw new ConversionException(OtherWeights.instead(directory, wanted));
    }
    String chosen = found.getFirst();
    tellOthers(directory, found, notes);
    var weights = new CheckpointWeights();
    try {
      if (chosen.endsWith(INDEX)) {
        weights.addShards(directory, chosen);
      } else {
        weights.add(directory.resolve(chosen));
      }
      return weights;
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private static void tellOthers(Path directory, List<String> found, Consumer<String> notes)
      throws IOException {
    String chosen = found.getFirst();
    var others = new ArrayList<String>();
    found.stream()
        .filter(name -> isTorch(name) && !isTorch(chosen))
        .findFirst()
        .ifPresent(others::add);
    OnnxPlace.first(directory)
        .ifPresent(graph -> others.add(directory.relativize(graph).toString()));
    if (!others.isEmpty()) {
      notes.accept(
          "%s is read, and %s beside it %s not"
              .formatted(chosen, String.join(" and ", others), others.size() == 1 ? "is" : "are"));
    }
  }

  /**
   * Opens the weights of an ONNX graph.
   *
   * @param directory with the graph's configuration, if it has one
   * @param notes is told what was assumed
   * @throws ConversionException if they cannot be read
   */
  static CheckpointWeights ofGraph(Path directory, Path graph, Consumer<String> notes)
      throws IOException {
    OnnxWeights file = OnnxWeights.open(directory, graph, notes);
    var weights = new CheckpointWeights();
    weights.files.add(file);
    weights.configuration = file.configuration();
    file.tensors().forEach(tensor -> weights.tensors.put(tensor.name(), tensor));
    return weights;
  }

  /** The ONNX graph that a directory has in the place of weights; empty where it has others. */
  static Optional<Path> graph(Path directory) throws IOException {
    return FILES.stream().anyMatch(name -> Files.exists(directory.resolve(name)))
        ? Optional.empty()
        : OnnxPlace.in(directory);
  }

  /** What the weights themselves say of their model; empty where config.json alone does. */
  Optional<JsonNode> configuration() {
    return Optional.ofNullable(configuration);
  }

  private static boolean isTorch(String name) {
    return name.startsWith("pytorch_model.bin");
  }

  /**
   * Takes a beginning away from all names that have it, those of further modules left aside.
   *
   * @param prefix what is taken away
   */
  void unwrap(String prefix) {
    var unwrapped = new LinkedHashMap<String, WeightTensor>();
    tensors.forEach(
        (name, found) -> {
          boolean wrapped = name.startsWith(prefix) && !ofModules.contains(name);
          String plain = wrapped ? name.substring(prefix.length()) : name;
          unwrapped.put(plain, found);
          Change change = changes.remove(name);
          if (change != null) {
            changes.put(plain, change);
          }
        });
    tensors.clear();
    tensors.putAll(unwrapped);
  }

  /** Names of the encoder's tensors and its head's. */
  Set<String> names() {
    var names = new LinkedHashSet<>(tensors.keySet());
    names.removeAll(ofModules);
    return names;
  }

  private void add(Path path) throws IOException {
    WeightFile file = WeightFile.open(path);
    files.add(file);
    for (WeightTensor entry : file.tensors()) {
      if (tensors.put(entry.name(), entry) != null) {
        throw new ConversionException(
            "tensor \"%s\" is in %s and also in another file".formatted(entry.name(), path));
      }
    }
  }

  /**
   * Adds another file's tensors.
   *
   * @param prefix what their names are to begin with
   */
  void addModule(Path path, String prefix) throws IOException {
    WeightFile file = WeightFile.open(path);
    files.add(file);
    for (WeightTensor entry : file.tensors()) {
      tensors.put(prefix + entry.name(), entry);
      ofModules.add(prefix + entry.name());
    }
  }

  /** Closes another file with these, and checks with them that it did not change. */
  void closeToo(WeightFile file) {
    files.add(file);
  }

  /** Takes a tensor of these away, so that it is none of them any more. */
  WeightTensor take(String name) {
    return tensors.remove(name);
  }

  /** Puts a tensor in the place of one, or beside all. */
  void put(String name, WeightTensor tensor) {
    tensors.put(name, tensor);
  }

  /**
   * Changes a tensor's numbers whenever they are read.
   *
   * @param name of one of these
   */
  void change(String name, Change change) {
    changes.put(name, change);
  }

  private void addShards(Path directory, String name) throws IOException {
    Path index = directory.resolve(name);
    JsonNode map = JsonFile.read(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new ConversionException(index + " has no \"weight_map\"");
    }
    var shardOf = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String shard = entry.getValue().isString() ? entry.getValue().asString() : "";
      if (!isFileName(shard)) {
        throw new ConversionException(
            "%s puts \"%s\" into \"%s\", which is not a file in the directory"
                .formatted(index, entry.getKey(), shard));
      }
      shardOf.put(entry.getKey(), shard);
    }
    requireShards(directory, name, new TreeSet<>(shardOf.values()));
    for (String shard : new TreeSet<>(shardOf.values())) {
      int before = files.size();
      add(directory.resolve(shard));
      for (WeightTensor entry : files.get(before).tensors()) {
        if (!shard.equals(shardOf.remove(entry.name()))) {
          throw new ConversionException(
              "tensor \"%s\" is in %s, but %s does not say so"
                  .formatted(entry.name(), shard, name));
        }
      }
    }
    if (!shardOf.isEmpty()) {
      var missing = shardOf.entrySet().iterator().next();
      throw new ConversionException(
          "tensor \"%s\" is missing from %s, where %s puts it"
              .formatted(missing.getKey(), missing.getValue(), name));
    }
  }

  private static void requireShards(Path directory, String name, Set<String> shards)
      throws ConversionException {
    List<String> absent =
        shards.stream().filter(shard -> !Files.exists(directory.resolve(shard))).toList();
    if (!absent.isEmpty()) {
      throw new ConversionException(
          "%s, which %s names, is missing%s"
              .formatted(
                  directory.resolve(absent.getFirst()),
                  name,
                  absent.size() == 1
                      ? "; download it too"
                      : ", and so are %d more of its %d files; download them too"
                          .formatted(absent.size() - 1, shards.size())));
    }
  }

  /** Whether the text is a file's name alone, so that it cannot lead out of a directory. */
  private static boolean isFileName(String text) {
    try {
      return !text.isEmpty()
          && !text.equals(".")
          && !text.equals("..")
          && Path.of(text).equals(Path.of(text).getFileName());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Shapes of all tensors that an array can hold. */
  Map<String, Shape> shapes() throws ConversionException {
    var shapes = new LinkedHashMap<String, Shape>();
    for (Map.Entry<String, WeightTensor> tensor : tensors.entrySet()) {
      shapes.put(tensor.getKey(), shape(tensor.getValue()));
    }
    return shapes;
  }

  /** Shape of a tensor. */
  Shape shape(String name) throws ConversionException {
    return shape(tensors.get(name));
  }

  private static Shape shape(WeightTensor entry) throws ConversionException {
    try {
      return Shape.of(entry.shape().stream().mapToInt(BigInteger::intValueExact).toArray());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new ConversionException(
          "tensor \"%s\" of shape %s is too large".formatted(entry.name(), entry.shape()), e);
    }
  }

  /**
   * How a tensor is best kept: half precisions as they are, the rest as single precision, and so
   * what was changed, since its numbers are no longer those of the checkpoint's format.
   */
  ElementType naturalType(String name) {
    if (changes.containsKey(name)) {
      return ElementType.F32;
    }
    return switch (tensors.get(name).dtype()) {
      case F16 -> ElementType.F16;
      case BF16 -> ElementType.BF16;
      default -> ElementType.F32;
    };
  }

  /**
   * All numbers of a tensor, as single precision.
   *
   * @throws ConversionException if one is not finite, or the type is not one of weights
   * @throws IOException if they cannot be read
   */
  float[] read(String name) throws IOException {
    float[] values = numbers(name, tensors.get(name));
    Change change = changes.get(name);
    if (change != null) {
      change.apply(values);
      requireFinite(name, values);
    }
    return values;
  }

  /**
   * The same of a tensor that may be none of these.
   *
   * @param name what to call it
   */
  static float[] numbers(String name, WeightTensor entry) throws IOException {
    int count = shape(entry).size();
    float[] values =
        switch (entry.dtype()) {
          case F32 -> entry.read(ElementType.F32, count);
          case F16 -> entry.read(ElementType.F16, count);
          case BF16 -> entry.read(ElementType.BF16, count);
          case F64 -> narrow(name, entry, count);
          default ->
              throw new ConversionException(
                  "weight \"%s\" has type %s; F32, F16, BF16 and F64 can be converted"
                      .formatted(name, entry.dtype()));
        };
    requireFinite(name, values);
    return values;
  }

  /** The writer checks this too, but knows only the names of the converted file. */
  private static void requireFinite(String name, float[] values) throws ConversionException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ConversionException(
            "weight \"%s\" has the value %s at element %d; all weights must be finite"
                .formatted(name, values[i], i));
      }
    }
  }

  private static float[] narrow(String name, WeightTensor entry, int count) throws IOException {
    float[] values = new float[count];
    int[] next = {0};
    entry.forEachPart(
        part -> {
          for (DoubleBuffer doubles = part.asDoubleBuffer(); doubles.hasRemaining(); next[0]++) {
            values[next[0]] = narrow(name, doubles.get(), next[0]);
          }
        });
    return values;
  }

  private static float narrow(String name, double value, int index) throws ConversionException {
    float narrowed = (float) value;
    if (Double.isFinite(value) && Float.isInfinite(narrowed)) {
      throw new ConversionException(
          "weight \"%s\" has the value %s at element %d, too large for single precision"
              .formatted(name, value, index));
    }
    return narrowed;
  }

  /**
   * Checks that all that was read belongs together.
   *
   * @throws IOException if a file was written to since it was opened
   */
  void requireUnchanged() throws IOException {
    for (WeightFile file : files) {
      file.requireUnchanged();
    }
  }

  @Override
  public void close() {
    files.forEach(WeightFile::close);
  }
}
