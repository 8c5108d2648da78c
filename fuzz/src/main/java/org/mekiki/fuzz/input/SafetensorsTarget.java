package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.safetensors.SafetensorsFile;
import org.mekiki.weights.converter.safetensors.TensorEntry;

/** Files of weights: opened, and all numbers read. */
public final class SafetensorsTarget implements FuzzTarget {
  @Override
  public String name() {
    return "safetensors";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"F32\"", "\"F4\"", "\"shape\":", "\"data_offsets\":[", "__metadata__", "[0,0]");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    Path path = Files.write(folder.resolve("model.safetensors"), input);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      long read = 0;
      for (TensorEntry tensor : file.tensors()) {
        long[] of = {0};
        file.forEachPart(tensor, part -> of[0] += part.remaining());
        read += of[0];
      }
      if (read > input.length) {
        throw new AssertionError("%d bytes of a file of %d".formatted(read, input.length));
      }
      file.requireUnchanged();
    }
  }
}
