package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.weights.converter.file.ConversionException;

/** Where a directory has an ONNX graph, and the tokenizer that belongs to it. */
final class OnnxPlace {
  private static final String ENDING = ".onnx";

  /** How a graph is mostly called. */
  static final String USUAL = "model.onnx";

  /** The folder in which the hub's repositories keep graphs. */
  private static final String FOLDER = "onnx";

  private static final String TOKENIZER = "tokenizer.json";

  private OnnxPlace() {}

  /** Whether a path is a graph's, by its name. */
  static boolean isGraph(Path path) {
    return path.getFileName() != null
        && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING)
        && Files.isRegularFile(path);
  }

  /** The directory whose other files a graph belongs to: its own, or that above a folder onnx. */
  static Path directory(Path graph) {
    Path own = graph.toAbsolutePath().normalize().getParent();
    Path above = own.getParent();
    boolean inFolder =
        above != null
            && own.endsWith(FOLDER)
            && Files.notExists(own.resolve("config.json"))
            && Files.exists(above.resolve("config.json"));
    Path given = graph.getParent() == null ? Path.of("") : graph.getParent();
    return inFolder ? above : given;
  }

  /**
   * The graph of a directory: model.onnx, onnx/model.onnx, or the only one.
   *
   * @throws ConversionException if there are several of other names
   */
  static Optional<Path> in(Path directory) throws IOException {
    List<Path> graphs = all(directory);
    if (graphs.size() > 1) {
      throw new ConversionException(
          "%s has %d ONNX graphs and no %s; give one of them instead of the directory: %s"
              .formatted(graphs.getFirst().getParent(), graphs.size(), USUAL, graphs.getFirst()));
    }
    return graphs.stream().findFirst();
  }

  /** The graph of a directory, or the first of several. */
  static Optional<Path> first(Path directory) throws IOException {
    return all(directory).stream().findFirst();
  }

  /** All that may be meant. */
  private static List<Path> all(Path directory) throws IOException {
    for (Path folder : List.of(directory, directory.resolve(FOLDER))) {
      if (Files.isDirectory(folder)) {
        Path usual = folder.resolve(USUAL);
        List<Path> graphs = Files.exists(usual) ? List.of(usual) : ending(folder, ENDING);
        if (!graphs.isEmpty()) {
          return graphs;
        }
      }
    }
    return List.of();
  }

  /**
   * The file that describes the tokenizer of a graph: that with the graph's name before
   * "-tokenizer.json", or the only one that ends so. Empty where there is none, or where the
   * directory has tokenizer.json.
   */
  static Optional<Path> tokenizer(Path directory, Path graph) throws IOException {
    if (Files.exists(directory.resolve(TOKENIZER))) {
      return Optional.empty();
    }
    String name = graph.getFileName().toString();
    Path own =
        directory.resolve(name.substring(0, name.length() - ENDING.length()) + "-" + TOKENIZER);
    if (Files.exists(own)) {
      return Optional.of(own);
    }
    List<Path> all = ending(directory, TOKENIZER);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private static List<Path> ending(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
