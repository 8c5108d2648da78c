package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A checkpoint's directory as sentence-transformers lays it out: {@code modules.json} names the
 * encoder's folder and the steps after it, each with a folder of its own. A directory without that
 * file is the encoder's folder itself.
 */
final class SentenceDirectory {
  private static final String MODULES = "modules.json";
  private static final String PROMPTS = "config_sentence_transformers.json";

  private final Path root;
  private final Path encoder;
  private Optional<Path> graph = Optional.empty();
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private final Map<String, Path> weights = new LinkedHashMap<>();

  private SentenceDirectory(Path root, Path encoder) {
    this.root = root;
    this.encoder = encoder;
  }

  /**
   * Reads the layout.
   *
   * @throws ConversionException if a file that the layout needs is missing or damaged
   */
  static SentenceDirectory of(Path directory) throws IOException {
    if (Files.notExists(directory.resolve(MODULES))) {
      return plain(directory);
    }
    List<JsonNode> modules = modules(directory);
    if (modules.stream().noneMatch(module -> isA("Pooling", module))) {
      return plain(directory); // a model that scores pairs has no such step
    }
    var layout = new SentenceDirectory(directory, folder(directory, modules.getFirst()));
    for (int i = 0; i < modules.size(); i++) {
      layout.add(i, modules.get(i), folder(directory, modules.get(i)));
    }
    layout.putPrompts(directory);
    return layout;
  }

  private static SentenceDirectory plain(Path directory) throws IOException {
    var layout = new SentenceDirectory(directory, directory);
    layout.putPrompts(directory);
    return layout;
  }

  private void putPrompts(Path directory) throws IOException {
    if (Files.exists(directory.resolve(PROMPTS))) {
      put("prompts.", JsonFile.read(directory.resolve(PROMPTS)));
    }
  }

  private static List<JsonNode> modules(Path directory) throws IOException {
    Path file = directory.resolve(MODULES);
    try {
      JsonNode list = JsonFile.readAny(file);
      var modules = new ArrayList<JsonNode>();
      list.forEach(modules::add);
      boolean sound =
          list.isArray()
              && !modules.isEmpty()
              && modules.stream().allMatch(module -> module.path("type").isString());
      if (!sound) {
        throw new ConversionException(file + " does not hold a list of modules with their types");
      }
      return modules;
    } catch (JacksonException e) {
      throw new ConversionException(file + " is not valid JSON", e);
    }
  }

  private static boolean isA(String kind, JsonNode module) {
    return module.path("type").asString().endsWith("." + kind);
  }

  /** The module's folder, which must not lead out of the directory. */
  private static Path folder(Path directory, JsonNode module) throws ConversionException {
    Path folder = directory.resolve(module.path("path").asString("")).normalize();
    if (!folder.startsWith(directory.normalize())) {
      throw new ConversionException(
          "%s puts a module into \"%s\", which is not a folder in the directory"
              .formatted(directory.resolve(MODULES), module.path("path").asString()));
    }
    return folder;
  }

  private void add(int number, JsonNode module, Path folder) throws IOException {
    String prefix = "modules." + number + ".";
    configuration.put(prefix + "type", module.path("type").asString());
    Path settings = isA("Transformer", module) ? settings(folder) : folder.resolve("config.json");
    if (settings != null && Files.exists(settings)) {
      put(prefix + "config.", JsonFile.read(settings));
    }
    if (!isA("Transformer", module)) {
      Stream.of("model.safetensors", "pytorch_model.bin")
          .map(folder::resolve)
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresent(own -> weights.put(prefix, own));
    }
  }

  /** Its name depends on the encoder's family: sentence_bert_config.json and the like. */
  private static Path settings(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("sentence_.+_config\\.json"))
          .sorted()
          .findFirst()
          .orElse(null);
    }
  }

  private void put(String prefix, JsonNode node) {
    JsonFile.flatten(node).forEach((key, value) -> configuration.put(prefix + key, value));
  }

  /**
   * The layout of the directory that an ONNX graph belongs to.
   *
   * @param graph the graph's file
   */
  static SentenceDirectory ofGraph(Path graph) throws IOException {
    SentenceDirectory layout = of(OnnxPlace.directory(graph));
    layout.graph = Optional.of(graph);
    return layout;
  }

  /** The graph that was given in the directory's place; empty where none was. */
  Optional<Path> graph() {
    return graph;
  }

  /** The file that describes the tokenizer; empty for the usual ones. */
  Optional<Path> tokenizer() throws IOException {
    Optional<Path> weights = graph.isPresent() ? graph : CheckpointWeights.graph(encoder);
    return weights.isPresent() ? OnnxPlace.tokenizer(encoder, weights.get()) : Optional.empty();
  }

  /** The directory itself. */
  Path root() {
    return root;
  }

  /** The folder with the encoder's configuration, weights and tokenizer. */
  Path encoder() {
    return encoder;
  }

  /** What the modules say, under keys that begin with {@code modules.N.}; empty without any. */
  Map<String, String> configuration() {
    return configuration;
  }

  /** Files of weights beside the encoder's, by what their tensors' names are to begin with. */
  Map<String, Path> weights() {
    return weights;
  }
}
