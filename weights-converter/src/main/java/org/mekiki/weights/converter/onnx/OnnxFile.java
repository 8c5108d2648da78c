package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mekiki.transformer.file.FileBytes;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * A file with an ONNX graph, and the files beside it that hold its constants. Structure and places
 * are checked when it is opened; numbers are read when they are asked for, by several threads at
 * once if need be.
 */
public final class OnnxFile implements AutoCloseable {
  private final Path path;
  private final StoredBytes bytes;
  private final Map<String, StoredBytes> external = new LinkedHashMap<>();
  private final Map<String, Numbers> constants = new LinkedHashMap<>();
  private OnnxGraph graph;

  private OnnxFile(Path path, StoredBytes bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * Opens a file, until it is closed.
   *
   * @param path the graph's file
   * @return the file
   * @throws ConversionException saying why it is refused
   * @throws IOException if it cannot be read
   */
  public static OnnxFile open(Path path) throws IOException {
    FileBytes bytes = FileBytes.open(path);
    var file = new OnnxFile(path, bytes);
    try {
      file.graph = parsed(bytes);
      for (OnnxTensor tensor : file.graph.constants().values()) {
        if (OnnxType.of(tensor.code()).isPresent()) {
          file.constants.put(tensor.name(), file.numbers(tensor));
        }
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static OnnxGraph parsed(StoredBytes bytes) throws IOException {
    try {
      return GraphParser.parse(bytes);
    } catch (ConversionException e) {
      byte[] head = bytes.read(0, (int) Math.min(512, bytes.size()));
      Optional<String> other =
          head.length == 0 ? ForeignContent.of(bytes) : ForeignContent.standIn(head);
      throw other.isPresent()
          ? new ConversionException("%s: it is %s".formatted(bytes.name(), other.get()), e)
          : e;
    }
  }

  /** {@return the file's place} */
  public Path path() {
    return path;
  }

  /** {@return the version of ONNX's own operators that the graph uses} */
  public long opset() {
    return graph.opset();
  }

  /** The graph. */
  OnnxGraph graph() {
    return graph;
  }

  /** {@return the constants of types that can be read, by name} */
  public Map<String, Numbers> constants() {
    return constants;
  }

  /**
   * A tensor's numbers, whose place is checked.
   *
   * @throws ConversionException if it is not in the files, or of a type that has no numbers
   */
  Numbers numbers(OnnxTensor tensor) throws IOException {
    return StoredNumbers.of(tensor, this);
  }

  /** The graph's own bytes. */
  StoredBytes bytes() {
    return bytes;
  }

  /** A file beside the graph's. */
  StoredBytes external(String location, String tensor) throws IOException {
    StoredBytes open = external.get(location);
    if (open != null) {
      return open;
    }
    Path folder = path.toAbsolutePath().normalize().getParent();
    Path file = within(folder, location);
    if (file == null) {
      throw new ConversionException(
          "%s: constant \"%s\" is in \"%s\", which is not a file in the graph's folder"
              .formatted(path, tensor, location));
    }
    if (!Files.exists(file)) {
      throw new ConversionException(
          "%s: constant \"%s\" is in %s, which is missing; it belongs next to the graph"
              .formatted(path, tensor, location));
    }
    StoredBytes opened = FileBytes.open(file);
    external.put(location, opened);
    return opened;
  }

  /** The place that a location names; null where that leads out of the folder. */
  private static Path within(Path folder, String location) {
    try {
      Path relative = Path.of(location);
      Path file = folder.resolve(relative).normalize();
      return location.isEmpty()
              || relative.isAbsolute()
              || !file.startsWith(folder)
              || file.equals(folder)
          ? null
          : file;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /**
   * Checks that all that was read belongs together.
   *
   * @throws org.mekiki.transformer.file.FileChangedException if a file was written to since it was
   *     opened
   * @throws IOException if that cannot be found out
   */
  public void requireUnchanged() throws IOException {
    bytes.requireUnchanged();
    for (StoredBytes each : external.values()) {
      each.requireUnchanged();
    }
  }

  @Override
  public void close() {
    bytes.close();
    external.values().forEach(StoredBytes::close);
  }
}
