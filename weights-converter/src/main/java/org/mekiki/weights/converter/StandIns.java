package org.mekiki.weights.converter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.transformer.file.ForeignContent;

/** Files of a tokenizer in whose place there is a Git LFS pointer or a server's page. */
final class StandIns {
  /** Bytes at the beginning that tell. */
  private static final int HEAD = 512;

  private StandIns() {}

  /** A sentence about a folder's first file of a tokenizer that is one. */
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
      Optional<String> found = of(file);
      if (found.isPresent()) {
        return Optional.of("%s is %s".formatted(file, found.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ForeignContent.standIn(in.readNBytes(HEAD));
    }
  }
}
