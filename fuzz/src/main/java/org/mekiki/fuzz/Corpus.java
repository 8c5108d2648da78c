package org.mekiki.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The inputs that others are made of, a folder a target. Names that begin with {@value #GOOD} are
 * those of inputs that must be accepted, so that mutations begin behind the front door, and those
 * that begin with {@value #BAD} must be refused; the others need only keep the promise.
 */
public final class Corpus {
  static final String GOOD = "good-";
  static final String BAD = "bad-";

  private Corpus() {}

  /**
   * The inputs of a target, by the names of their files.
   *
   * @throws IOException if there are none
   */
  public static SortedMap<String, byte[]> of(FuzzTarget target) throws IOException {
    return files("corpus/" + target.name());
  }

  /** The files of a folder of this module's resources, in a jar or not. */
  private static SortedMap<String, byte[]> files(String folder) throws IOException {
    Path place;
    try {
      place = Path.of(Corpus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the corpus cannot be found", e);
    }
    if (Files.isDirectory(place)) {
      return read(place.resolve(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return read(jar.getPath(folder));
    }
  }

  private static SortedMap<String, byte[]> read(Path folder) throws IOException {
    var inputs = new TreeMap<String, byte[]>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        inputs.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return inputs;
  }

  /**
   * A file that stands beside the input when a target reads it.
   *
   * @param name below the folder {@code beside}
   */
  public static byte[] beside(String name) throws IOException {
    try (var in = Corpus.class.getResourceAsStream("/beside/" + name)) {
      if (in == null) {
        throw new IOException("the fuzzer lacks its file " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Puts a file of {@link #beside} into a folder, where it is not there yet. */
  public static void place(String name, Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.write(file, beside(name));
    }
  }
}
