package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.torch.TorchFile;
import org.mekiki.weights.converter.torch.TorchTensor;

/** PyTorch's files of weights, archives and pickles: opened, and all numbers read. */
public final class TorchTarget implements FuzzTarget {
  @Override
  public String name() {
    return "torch";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "cposix\nsystem\n", "ctorch\nFloatStorage\n", "ccollections\nOrderedDict\n", ")R", "h\0");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    Path path = Files.write(folder.resolve("pytorch_model.bin"), input);
    try (TorchFile file = TorchFile.open(path)) {
      for (TorchTensor tensor : file.tensors()) {
        long[] read = {0};
        file.forEachPart(tensor, part -> read[0] += part.remaining());
        if (read[0] > input.length) {
          throw new AssertionError("%d bytes of a file of %d".formatted(read[0], input.length));
        }
      }
      file.requireUnchanged();
    }
  }
}
