package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Weights in formats that are not read, found by how their files are called. */
final class OtherWeights {
  /** What the files' names end with; the first one that is found is told. */
  private static final List<String> ENDINGS =
      List.of(".bin", ".pt", ".pth", ".ckpt", ".h5", ".msgpack", ".onnx", ".gguf", ".pb", ".npz");

  private OtherWeights() {}

  /**
   * Says what a folder has in the place of the weights that it lacks.
   *
   * @param wanted the files that can be read, the best one first
   */
  static String instead(Path directory, List<String> wanted) throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(directory)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    for (String ending : ENDINGS) {
      for (String name : names) {
        if (name.endsWith(ending) && !name.equals("training_args.bin")) {
          return "%s has only %s; save the model as %s, with save_pretrained of its library"
              .formatted(directory, name, wanted.getFirst());
        }
      }
    }
    return "%s has none of %s".formatted(directory, String.join(", ", wanted));
  }
}
