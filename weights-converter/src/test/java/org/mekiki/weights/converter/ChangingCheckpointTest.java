package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.file.FileChangedException;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;

/** Another process works on the weights that are converted: a sentence, and no converted file. */
final class ChangingCheckpointTest {
  /** More than a part of the file that is read at once, in each format. */
  private static final int NUMBERS = 150_001;

  private static final String SINGLE = "model.safetensors";
  @TempDir private Path folder;

  private byte[] weights(String dtype) throws IOException {
    double[] values = new double[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      values[i] = i % 256;
    }
    return TinyCheckpoint.safetensors(Map.of("w", new Stored(dtype, new int[] {NUMBERS}, values)));
  }

  private Path written(byte[] bytes) throws IOException {
    Path path = folder.resolve(SINGLE);
    Files.write(path, bytes);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
    return path;
  }

  private static void truncate(Path path, long length) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static void sentence(IOException e) {
    assertTrue(e.getMessage().contains(SINGLE), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16", "F64"})
  void weightsThatAreCutOffAfterTheyWereOpenedEndInASentence(String dtype) throws IOException {
    byte[] bytes = weights(dtype);
    var random = new Random(5);
    for (int round = 0; round < 60; round++) {
      Path path = written(bytes);
      int length = round == 0 ? 0 : random.nextInt(bytes.length);
      try (CheckpointWeights weights = CheckpointWeights.open(folder, _ -> {})) {
        truncate(path, length);
        sentence(assertThrows(FileChangedException.class, () -> weights.read("w")));
        sentence(assertThrows(FileChangedException.class, weights::requireUnchanged));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16", "F64"})
  void weightsThatAreCutOffWhileTheyAreReadEndInASentence(String dtype) throws Exception {
    byte[] bytes = weights(dtype);
    Path path = written(bytes);
    var done = new AtomicBoolean();
    int failures = 0;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Void> other =
          threads.submit(
              () -> {
                var random = new Random(29);
                while (!done.get()) {
                  truncate(path, random.nextInt(bytes.length));
                  Files.write(path, bytes, StandardOpenOption.WRITE);
                }
                return null;
              });
      for (int round = 0; round < 200; round++) {
        try (CheckpointWeights weights = CheckpointWeights.open(folder, _ -> {})) {
          weights.read("w");
          weights.requireUnchanged();
        } catch (IOException e) {
          sentence(e);
          failures++;
        }
      }
      done.set(true);
      other.get();
    }
    assertTrue(failures > 0, "the file was never caught while it changed");
  }

  /** The wide format is read in parts like the others. */
  @Test
  void numbersOfSeveralPartsKeepTheirPlaces() throws IOException {
    float[] expected = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      expected[i] = i % 256;
    }
    for (String dtype : new String[] {"F64", "F32", "F16", "BF16"}) {
      written(weights(dtype));
      try (CheckpointWeights weights = CheckpointWeights.open(folder, _ -> {})) {
        assertArrayEquals(expected, weights.read("w"), dtype);
      }
    }
  }

  @Test
  void nothingIsMadeOfWeightsThatWereWrittenToMeanwhile() throws IOException {
    TinyCheckpoint.bert().writeTo(folder);
    Path path = folder.resolve(SINGLE);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
    byte[] bytes = Files.readAllBytes(path);
    Path target = folder.resolve("m.mekiki");
    // The last thing that a conversion reads before the weights is the tokenizer, of which it
    // tells.
    Files.writeString(
        folder.resolve("config.json"),
        Files.readString(folder.resolve("config.json")).replaceFirst("\\{", "{\"strange\":1,"));
    assertThrows(
        FileChangedException.class,
        () ->
            Converter.convert(
                folder,
                target,
                Optional.empty(),
                Optional.empty(),
                _ -> {
                  try {
                    Files.write(path, bytes, StandardOpenOption.WRITE);
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                }));
    assertFalse(Files.exists(target));
  }
}
