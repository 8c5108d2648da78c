package org.mekiki.weights.converter.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.weights.converter.file.ConversionException;

/** What is written is read again, by the strict reader. */
final class SafetensorsWriterTest {
  @TempDir private Path folder;

  private static StoredTensor tensor(String name, ElementType type, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = name.hashCode() % 7 + i / 4f;
    }
    return new StoredTensor(name, type, shape, () -> values);
  }

  private static byte[] written(List<StoredTensor> tensors) throws IOException {
    var out = new ByteArrayOutputStream();
    SafetensorsWriter.write(tensors, out);
    return out.toByteArray();
  }

  @Test
  void tensorsComeBackAligned() throws IOException {
    List<StoredTensor> tensors =
        List.of(
            tensor("b", ElementType.F16, Shape.of(3)),
            tensor("a.\"ü\"", ElementType.F32, Shape.of(2, 3)),
            tensor("c", ElementType.BF16, Shape.of(1, 5)),
            tensor("none", ElementType.F32, Shape.of(0, 4)),
            tensor("scalar", ElementType.F32, Shape.of()));
    byte[] bytes = written(tensors);
    assertArrayEquals(bytes, written(tensors.reversed()), "the order given does not matter");
    Path path = Files.write(folder.resolve("model.safetensors"), bytes);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(Map.of("format", "pt"), file.metadata());
      assertEquals(tensors.size(), file.tensors().size());
      for (StoredTensor tensor : tensors) {
        TensorEntry entry =
            file.tensors().stream()
                .filter(each -> each.name().equals(tensor.name()))
                .findFirst()
                .orElseThrow();
        assertEquals(tensor.type().name(), entry.dtype().name());
        assertEquals(0, entry.begin() % tensor.type().bytes());
        float[] values = tensor.source().read();
        assertArrayEquals(values, file.read(entry, tensor.type(), values.length));
      }
    }
    assertEquals('{', bytes[8]);
    long header = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, (8 + header) % 64, "numbers begin at a multiple of 64");
  }

  @Test
  void noTensorAtAllIsAFileToo() throws IOException {
    Path path = Files.write(folder.resolve("empty.safetensors"), written(List.of()));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(List.of(), file.tensors());
    }
  }

  @Test
  void namesThatNoReaderTakesAreRefused() {
    StoredTensor one = tensor("x", ElementType.F32, Shape.of(1));
    var twice = assertThrows(ConversionException.class, () -> written(List.of(one, one)));
    assertTrue(twice.getMessage().contains("\"x\" twice"), twice.getMessage());
    StoredTensor reserved = tensor("__metadata__", ElementType.F32, Shape.of(1));
    var name = assertThrows(ConversionException.class, () -> written(List.of(reserved)));
    assertTrue(name.getMessage().contains("__metadata__"), name.getMessage());
  }
}
