package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.torch.TorchWriter;

/** A checkpoint whose weights are in {@code pytorch_model.bin}. */
final class TorchCheckpointTest {
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private byte[] converted(Path directory) throws IOException {
    Path target = folder.resolve("m.mekiki");
    notes.clear();
    Converter.convert(directory, target, Optional.empty(), Optional.empty(), notes::add);
    return Files.readAllBytes(target);
  }

  private static TorchWriter torch(TinyCheckpoint checkpoint, int part, int of) {
    var writer = new TorchWriter();
    int[] next = {0};
    checkpoint
        .tensors()
        .forEach(
            (name, stored) -> {
              if (next[0]++ % of == part) {
                int width = stored.bytes().length / stored.values().length;
                writer.tensor(
                    name,
                    type(stored.dtype()),
                    width,
                    Arrays.stream(stored.shape()).asLongStream().toArray(),
                    stored.bytes());
              }
            });
    return writer;
  }

  private static String type(String dtype) {
    return switch (dtype) {
      case "F64" -> "DoubleStorage";
      case "F16" -> "HalfStorage";
      case "BF16" -> "BFloat16Storage";
      case "I64" -> "LongStorage";
      default -> "FloatStorage";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16", "F64"})
  void theModelIsTheSameByteForByte(String dtype) throws IOException {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.bert()
            .as(dtype)
            .with("bert.embeddings.position_ids", "I64", new int[] {1, 3}, 0, 1, 2);
    byte[] expected = converted(checkpoint.writeTo(folder.resolve("safe")));
    Path other = checkpoint.writeTo(folder.resolve("torch"));
    Files.delete(other.resolve("model.safetensors"));
    for (byte[] file :
        new byte[][] {torch(checkpoint, 0, 1).zip(), torch(checkpoint, 0, 1).legacy()}) {
      Files.write(other.resolve("pytorch_model.bin"), file);
      assertArrayEquals(expected, converted(other));
      assertEquals(List.of(), notes);
    }
    Files.delete(other.resolve("pytorch_model.bin"));
    shard(checkpoint, other);
    assertArrayEquals(expected, converted(other));
    Files.delete(other.resolve("pytorch_model-00002-of-00002.bin"));
    String message = assertThrows(ConversionException.class, () -> converted(other)).getMessage();
    assertTrue(message.contains("pytorch_model-00002-of-00002.bin, which"), message);
    assertTrue(message.contains("is missing"), message);
  }

  private static void shard(TinyCheckpoint checkpoint, Path directory) throws IOException {
    int[] next = {0};
    String map =
        checkpoint.tensors().keySet().stream()
            .map(
                name ->
                    "\"%s\":\"pytorch_model-0000%d-of-00002.bin\""
                        .formatted(name, next[0]++ % 2 + 1))
            .collect(Collectors.joining(","));
    Files.writeString(
        directory.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{" + map + "}}");
    for (int i = 0; i < 2; i++) {
      Files.write(
          directory.resolve("pytorch_model-0000%d-of-00002.bin".formatted(i + 1)),
          torch(checkpoint, i, 2).zip());
    }
  }

  @Test
  void safetensorsWin() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    byte[] expected = converted(checkpoint.writeTo(folder.resolve("both")));
    Files.writeString(folder.resolve("both").resolve("pytorch_model.bin"), "damaged");
    assertArrayEquals(expected, converted(folder.resolve("both")));
    assertEquals(
        List.of("model.safetensors is read, and pytorch_model.bin beside it is not"), notes);
  }
}
