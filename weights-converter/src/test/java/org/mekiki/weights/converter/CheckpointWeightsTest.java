package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;
import org.mekiki.weights.converter.file.ConversionException;

/** Tensors of one file or of several, in all number formats. */
final class CheckpointWeightsTest {
  private static final String INDEX = "model.safetensors.index.json";
  @TempDir private Path folder;

  private CheckpointWeights single(String dtype, double... values) throws IOException {
    var stored = new Stored(dtype, new int[] {values.length}, values);
    Files.write(
        folder.resolve("model.safetensors"), TinyCheckpoint.safetensors(Map.of("w", stored)));
    return CheckpointWeights.open(folder, _ -> {});
  }

  private void shard(String file, String... names) throws IOException {
    var tensors = new LinkedHashMap<String, Stored>();
    for (String name : names) {
      tensors.put(name, new Stored("F32", new int[] {1}, new double[] {name.length()}));
    }
    Files.write(folder.resolve(file), TinyCheckpoint.safetensors(tensors));
  }

  private void refused(String... words) {
    var thrown =
        assertThrows(
            ConversionException.class, () -> CheckpointWeights.open(folder, _ -> {}).close());
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    }
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"F32, F32", "F64, F32", "F16, F16", "BF16, BF16"})
  void readsEveryFloatingPointFormat(String dtype, ElementType natural) throws IOException {
    double[] values = {0, -0.0, 1, -1.5, 0.0078125, 240, -65280};
    try (CheckpointWeights weights = single(dtype, values)) {
      float[] read = weights.read("w");
      for (int i = 0; i < values.length; i++) {
        assertEquals((float) values[i], read[i], 0);
        assertEquals(
            Math.copySign(1, values[i]), Math.copySign(1, read[i]), "sign of " + values[i]);
      }
      assertEquals(natural, weights.naturalType("w"));
      assertEquals(Map.of("w", Shape.of(values.length)), weights.shapes());
    }
  }

  @Test
  void keepsSubnormalNumbers() throws IOException {
    try (CheckpointWeights weights = single("F16", 0x1p-24)) {
      assertArrayEquals(new float[] {0x1p-24f}, weights.read("w"));
    }
    try (CheckpointWeights weights = single("BF16", 0x1p-133)) {
      assertArrayEquals(new float[] {0x1p-133f}, weights.read("w"));
    }
    try (CheckpointWeights weights = single("F64", 0x1p-149, 0x1p-1000)) {
      assertArrayEquals(new float[] {0x1p-149f, 0}, weights.read("w"));
    }
  }

  @Test
  void roundsDoublePrecisionToTheNearest() throws IOException {
    try (CheckpointWeights weights = single("F64", 0.1, 1 + 0x1p-24, 1 + 0x1.8p-24)) {
      assertArrayEquals(new float[] {0.1f, 1, 1 + 0x1p-23f}, weights.read("w"));
    }
  }

  @Test
  void doublesThatSinglePrecisionCannotHoldAreRefused() throws IOException {
    try (CheckpointWeights weights = single("F64", 1, 3.5e38)) {
      var thrown = assertThrows(ConversionException.class, () -> weights.read("w"));
      assertTrue(thrown.getMessage().contains("\"w\""), thrown.getMessage());
      assertTrue(thrown.getMessage().contains("3.5E38 at element 1"), thrown.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"I64", "I32", "U8"})
  void integersAreNoWeights(String dtype) throws IOException {
    try (CheckpointWeights weights = single(dtype, 1, 2)) {
      var thrown = assertThrows(ConversionException.class, () -> weights.read("w"));
      assertTrue(thrown.getMessage().contains("\"w\" has type " + dtype), thrown.getMessage());
    }
  }

  @Test
  void shardsAreOneCheckpoint() throws IOException {
    shard("x", "a", "ccc");
    shard("y", "bb");
    TinyCheckpoint.writeIndex(folder, Map.of("a", "x", "bb", "y", "ccc", "x"));
    try (CheckpointWeights weights = CheckpointWeights.open(folder, _ -> {})) {
      assertEquals(3, weights.shapes().size());
      assertArrayEquals(new float[] {2}, weights.read("bb"));
      assertArrayEquals(new float[] {3}, weights.read("ccc"));
    }
  }

  @Test
  void anAbsentShardIsNamed() throws IOException {
    shard("x", "a");
    TinyCheckpoint.writeIndex(folder, Map.of("a", "x", "b", "gone"));
    refused("gone", "missing");
  }

  @Test
  void aTensorAbsentFromItsShardIsNamed() throws IOException {
    shard("x", "a");
    TinyCheckpoint.writeIndex(folder, Map.of("a", "x", "b", "x"));
    refused("\"b\" is missing from x");
  }

  @Test
  void aTensorThatTheIndexDoesNotKnowIsNamed() throws IOException {
    shard("x", "a", "b");
    TinyCheckpoint.writeIndex(folder, Map.of("a", "x"));
    refused("\"b\" is in x");
  }

  @Test
  void aTensorInAnotherShardThanTheIndexSaysIsNamed() throws IOException {
    shard("x", "b");
    shard("y", "a");
    TinyCheckpoint.writeIndex(folder, Map.of("a", "x", "b", "y"));
    refused("\"b\" is in x");
  }

  @Test
  void aTensorInTwoShardsIsNamed() throws IOException {
    shard("x", "a");
    shard("y", "a", "b");
    TinyCheckpoint.writeIndex(folder, Map.of("a", "x", "b", "y"));
    refused("\"a\"", "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "", ".", "..", "sub/x", "\\u0000", "sub/../../x"})
  void shardsAreFilesOfTheDirectory(String name) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    shard("sub/x", "a");
    TinyCheckpoint.writeIndex(folder, Map.of("a", name));
    refused(INDEX, "not a file in the directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"weight_map\":{}}",
        "{\"weight_map\":[]}",
        "{\"weight_map\":null}",
        "{\"weight_map\":\"x\"}",
        "{\"weight_map\":{\"a\":1}}",
        "{\"weight_map\":{\"a\":null}}",
        "{\"weight_map\":{\"a\":{}}}",
        "{\"weight_map\":{\"a\":[\"x\"]}}",
        "[]",
        "",
        "{",
        "null"
      })
  void aMalformedIndexIsRefused(String json) throws IOException {
    shard("x", "a");
    Files.writeString(folder.resolve(INDEX), json);
    refused(INDEX);
  }

  @Test
  void aDirectoryWithoutWeightsIsRefused() throws IOException {
    refused("has none of model.safetensors, " + INDEX + ", pytorch_model.bin");
    Files.write(folder.resolve("model.pt"), new byte[] {1});
    refused("only model.pt");
    Files.write(folder.resolve("pytorch_model.bin"), new byte[] {1});
    refused("not a file of torch.save");
  }

  @Test
  void aTensorLargerThanAnArrayIsRefused() throws IOException {
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[0,4294967296],\"data_offsets\":[0,0]}}";
    var bytes = java.nio.ByteBuffer.allocate(8 + header.length());
    bytes.order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(header.length());
    bytes.put(header.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Files.write(folder.resolve("model.safetensors"), bytes.array());
    try (CheckpointWeights weights = CheckpointWeights.open(folder, _ -> {})) {
      var thrown = assertThrows(ConversionException.class, weights::shapes);
      assertTrue(thrown.getMessage().contains("\"w\""), thrown.getMessage());
    }
  }
}
