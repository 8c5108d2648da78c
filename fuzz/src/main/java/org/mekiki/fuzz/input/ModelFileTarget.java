package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.CRC32C;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelFileException;

/**
 * Converted models: opened, made a model, a text read. A damaged one is tried a second time with a
 * checksum that fits, as somebody would write it who means harm.
 */
public final class ModelFileTarget implements FuzzTarget {
  @Override
  public String name() {
    return "model";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ModelFileException.class, UnsupportedModelException.class);
  }

  /** A token's number may be up to ten million, and is a place in a table. */
  @Override
  public long memory(int length) {
    return (160L << 20) + 4096L * length;
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    try {
      load(input);
    } catch (ModelFileException e) {
      load(withChecksum(input));
    }
  }

  private static void load(byte[] bytes) throws IOException {
    try (ModelFile file = ModelFile.of(bytes, "input.mekiki")) {
      TaskModel model = TaskModel.of(file, ComputeContext.sequential());
      TextTarget.requireSound(model.tokenizer(), "a fine film!");
    }
  }

  private static byte[] withChecksum(byte[] input) {
    byte[] bytes = input.clone();
    if (bytes.length >= Integer.BYTES) {
      int end = bytes.length - Integer.BYTES;
      var checksum = new CRC32C();
      checksum.update(bytes, 0, end);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) checksum.getValue());
    }
    return bytes;
  }
}
