package org.mekiki.weights.converter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.transformer.file.ForeignContent;

/** Files of a tokenizer in whose place a Git repository holds pointers. */
final class LfsPointers {
  /** No pointer is longer. */
  private static final int LENGTH = 1024;

  private LfsPointers() {}

  /** A sentence about a folder's first file of a tokenizer that is a pointer. */
  static Optional<String> in(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().matches(".*\\.(json|txt|model)"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    for (Path file : files) {
      Optional<String> pointer = pointer(file);
      if (pointer.isPresent()) {
        return Optional.of("%s is %s".formatted(file, pointer.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> pointer(Path file) throws IOException {
    if (Files.size(file) > LENGTH) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return ForeignContent.pointer(in.readNBytes(LENGTH));
    }
  }
}
