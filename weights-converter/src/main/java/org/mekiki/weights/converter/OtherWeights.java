package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Weights in files that are not read, found by how these are called. */
final class OtherWeights {
  private static final String SAVE =
      "save the model as model.safetensors, with save_pretrained of its library";

  private static final String ORIGIN = "take the checkpoint that it was made from";

  /** Formats by what names end with; the first one that is found is told. */
  private static final List<Format> FORMATS =
      List.of(
          new Format(".safetensors", "if these are the model's weights, call it model.safetensors"),
          new Format(".bin", "if PyTorch saved the model's state_dict, call it pytorch_model.bin"),
          new Format(".pt", "if PyTorch saved the model's state_dict, call it pytorch_model.bin"),
          new Format(".pth", "if PyTorch saved the model's state_dict, call it pytorch_model.bin"),
          new Format(
              ".ckpt",
              "it holds the state of a training; load it there, and "
                  + "save the model as model.safetensors"),
          new Format(
              ".h5",
              "these are weights of Keras: load them in transformers 4 with from_tf=True, and save"
                  + " the model as model.safetensors, with save_pretrained"),
          new Format(".keras", "these are weights of Keras: " + SAVE),
          new Format(
              ".msgpack",
              "these are weights of Flax: load them in transformers 4 with from_flax=True, and save"
                  + " the model as model.safetensors, with save_pretrained"),
          new Format(
              ".gguf",
              "it is made for llama.cpp, mostly with numbers of reduced precision, and is not read:"
                  + " "
                  + ORIGIN),
          new Format(".tflite", "a TensorFlow Lite graph is not read: " + ORIGIN),
          new Format(".ot", SAVE),
          new Format(".pb", SAVE),
          new Format(".npz", SAVE));

  /** What libraries write beside weights: the state of a training, and adapters. */
  private static final Pattern NO_WEIGHTS =
      Pattern.compile(
          "(training_args|adapter_model|optimizer|scheduler|scaler|rng_state.*)\\.\\w+");

  private static final Pattern SHARD =
      Pattern.compile("(.+)-\\d+-of-(\\d+)(\\.safetensors|\\.bin)");

  /** Folders in which the hub's repositories keep other formats. */
  private static final List<String> FOLDERS = List.of("onnx", "openvino", "coreml");

  /** An ending, and what is to be done with a file that has it. */
  private record Format(String ending, String remedy) {}

  private OtherWeights() {}

  /**
   * Says what a folder has in the place of the weights that it lacks.
   *
   * @param wanted the files that can be read, the best one first
   */
  static String instead(Path directory, List<String> wanted) throws IOException {
    List<String> names = names(directory);
    for (Format format : FORMATS) {
      for (String name : names) {
        if (name.endsWith(format.ending()) && !NO_WEIGHTS.matcher(name).matches()) {
          Matcher shard = SHARD.matcher(name);
          return shard.matches()
              ? "%s has %s, one of %d files of weights, but no %s%s.index.json, which says what is in which; download it too"
                  .formatted(
                      directory,
                      name,
                      Integer.parseInt(shard.group(2)),
                      shard.group(1),
                      shard.group(3))
              : "%s has only %s; %s".formatted(directory, name, format.remedy());
        }
      }
    }
    for (String folder : FOLDERS) {
      if (names.contains(folder)) {
        return "%s has a folder %s, but no weights beside it; download %s too"
            .formatted(directory, folder, wanted.getFirst());
      }
    }
    return "%s has none of %s".formatted(directory, String.join(", ", wanted));
  }

  /**
   * {@return what is to be done with a file of weights of a format that is not read; empty where
   * its name does not tell}
   */
  static Optional<String> remedy(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return FORMATS.stream()
        .filter(format -> name.endsWith(format.ending()))
        .findFirst()
        .map(Format::remedy);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
