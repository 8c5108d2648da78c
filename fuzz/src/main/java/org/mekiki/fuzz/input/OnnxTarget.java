package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.Numbers;
import org.mekiki.weights.converter.onnx.OnnxEncoder;
import org.mekiki.weights.converter.onnx.OnnxFile;

/**
 * ONNX graphs: opened, all constants read, gone through in search of an encoder, its weights read.
 */
public final class OnnxTarget implements FuzzTarget {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class);
  }

  @Override
  public List<String> words() {
    return List.of("MatMul", "Gather", "Reshape", "input_ids", "location", "com.microsoft");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    Path path = Files.write(folder.resolve("model.onnx"), input);
    try (OnnxFile file = OnnxFile.open(path)) {
      for (Numbers numbers : file.constants().values()) {
        if (numbers.read().length > input.length) {
          throw new AssertionError("more numbers than the file has bytes");
        }
      }
      file.requireUnchanged();
    }
    try (OnnxEncoder encoder = OnnxEncoder.open(path)) {
      for (Numbers numbers : encoder.weights().values()) {
        if (numbers.read().length != numbers.count()) {
          throw new AssertionError("a weight of another shape than it is said to have");
        }
      }
    }
  }
}
