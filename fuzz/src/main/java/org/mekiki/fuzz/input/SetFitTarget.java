package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.setfit.LogisticHead;

/** SetFit's classifiers, as joblib and NumPy store them. */
public final class SetFitTarget implements FuzzTarget {
  @Override
  public String name() {
    return "setfit";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "cposix\nsystem\n",
        "cnumpy\ndtype\n",
        "cjoblib.numpy_pickle\nNumpyArrayWrapper\n",
        ")\u0081",
        "ub");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    LogisticHead head = LogisticHead.read(Files.write(folder.resolve("model_head.pkl"), input));
    if (head.weights().length > 2 * input.length) {
      throw new AssertionError(
          "%d weights of a file of %d bytes".formatted(head.weights().length, input.length));
    }
  }
}
