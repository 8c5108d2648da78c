package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.OnnxCheckpoint.Form;
import org.mekiki.weights.converter.file.ConversionException;

/** A checkpoint whose weights are in an ONNX graph. */
final class OnnxCheckpointTest {
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private byte[] converted(Path place) throws IOException {
    return converted(place, Optional.empty());
  }

  private byte[] converted(Path place, Optional<Task> task) throws IOException {
    Path target = folder.resolve("m.mekiki");
    notes.clear();
    Converter.convert(place, target, Optional.empty(), task, notes::add);
    return Files.readAllBytes(target);
  }

  private byte[] expected(TinyCheckpoint checkpoint) throws IOException {
    return converted(checkpoint.writeTo(folder.resolve("safe")));
  }

  /** The directory without weights. */
  private Path other(TinyCheckpoint checkpoint) throws IOException {
    Path other = checkpoint.writeTo(folder.resolve("graph"));
    Files.delete(other.resolve("model.safetensors"));
    return other;
  }

  private String refused(TinyCheckpoint checkpoint, OnnxCheckpoint graph) throws IOException {
    Path other = other(checkpoint);
    graph.writeTo(other.resolve("model.onnx"));
    return assertThrows(ConversionException.class, () -> converted(other)).getMessage();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void theModelIsTheSameByteForByte(Form form) throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    byte[] expected = expected(checkpoint);
    Path other = other(checkpoint);
    new OnnxCheckpoint(checkpoint, form).writeTo(other.resolve("model.onnx"));
    assertArrayEquals(expected, converted(other));
    assertEquals(form == Form.QUANTISED, !notes.isEmpty(), notes.toString());
    assertTrue(notes.stream().allMatch(note -> note.contains("quantised")), notes.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16", "F64"})
  void typesAndFieldsOfNumbersDoNotMatter(String dtype) throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert().as(dtype);
    byte[] expected = expected(checkpoint);
    Path other = other(checkpoint);
    for (Form form : List.of(Form.PLAIN, Form.DIRECT, Form.FUSED)) {
      new OnnxCheckpoint(checkpoint, form).writeTo(other.resolve("model.onnx"));
      assertArrayEquals(expected, converted(other));
      new OnnxCheckpoint(checkpoint, form).typed().writeTo(other.resolve("model.onnx"));
      assertArrayEquals(expected, converted(other));
    }
  }

  @Test
  void numbersMayLieBesideTheGraph() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    byte[] expected = expected(checkpoint);
    Path other = other(checkpoint);
    Path graphs = Files.createDirectory(other.resolve("onnx"));
    Path numbers = graphs.resolve("model.onnx_data");
    new OnnxCheckpoint(checkpoint, Form.PLAIN)
        .external(numbers)
        .writeTo(graphs.resolve("model.onnx"));
    assertArrayEquals(expected, converted(other));
    assertArrayEquals(expected, converted(graphs.resolve("model.onnx")));
    byte[] whole = Files.readAllBytes(numbers);
    Files.write(numbers, Arrays.copyOf(whole, whole.length - 1));
    String message = assertThrows(ConversionException.class, () -> converted(other)).getMessage();
    assertTrue(message.contains("model.onnx_data, which has " + (whole.length - 1)), message);
    Files.delete(numbers);
    message = assertThrows(ConversionException.class, () -> converted(other)).getMessage();
    assertTrue(message.contains("model.onnx_data, which is missing"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../model.safetensors", "/etc/passwd", "..", ""})
  void numbersLieNowhereElse(String location) throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    Path other = other(checkpoint);
    Path inside = other.resolve("x".repeat(Math.max(1, location.length())));
    byte[] graph = new OnnxCheckpoint(checkpoint, Form.PLAIN).external(inside).bytes();
    // The name is replaced by another one of the same length.
    String text = new String(graph, StandardCharsets.ISO_8859_1);
    String changed =
        location.isEmpty()
            ? text.replace("\u0012\u0001x", "\u0012\u0001\u0000")
            : text.replace(inside.getFileName().toString(), location);
    Files.write(other.resolve("model.onnx"), changed.getBytes(StandardCharsets.ISO_8859_1));
    String message = assertThrows(ConversionException.class, () -> converted(other)).getMessage();
    assertTrue(message.contains("which is not a file in the graph's folder"), message);
  }

  @Test
  void aGraphIsGivenInTheDirectorysPlace() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    byte[] expected = expected(checkpoint);
    Path safe = folder.resolve("safe");
    Path other = other(checkpoint);
    for (String name : List.of("a.onnx", "b.onnx")) {
      new OnnxCheckpoint(checkpoint, Form.PLAIN).writeTo(other.resolve(name));
    }
    assertArrayEquals(expected, converted(other.resolve("b.onnx")));
    String message = assertThrows(ConversionException.class, () -> converted(other)).getMessage();
    assertTrue(message.contains("has 2 ONNX graphs and no model.onnx; give one"), message);
    Files.writeString(safe.resolve("model.onnx"), "not read");
    assertArrayEquals(expected, converted(safe));
    assertEquals(List.of("model.safetensors is read, and model.onnx beside it is not"), notes);
    Files.writeString(safe.resolve("pytorch_model.bin"), "not read");
    assertArrayEquals(expected, converted(safe));
    assertEquals(
        List.of(
            "model.safetensors is read, and pytorch_model.bin and model.onnx beside it are not"),
        notes);
  }

  /** Maven artifacts have a graph and a description of the tokenizer, and nothing else. */
  @Test
  void aConfigurationIsSeenByTheGraph() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert().config("id2label", null);
    byte[] expected = expected(checkpoint);
    Path other = other(checkpoint);
    new OnnxCheckpoint(checkpoint, Form.PLAIN).writeTo(other.resolve("tiny.onnx"));
    Files.delete(other.resolve("config.json"));
    byte[] read = converted(other);
    assertEquals(1, notes.size(), notes.toString());
    assertEquals(
        "there is no config.json next to tiny.onnx; by its graph it is of the class"
            + " BertForSequenceClassification, with 2 layers of 4 numbers and 2 heads",
        notes.getFirst());
    assertArrayEquals(expected, read);
  }

  @ParameterizedTest
  @CsvSource({
    "num_attention_heads, 4, 'attention heads 4 in config.json, 2 in the graph'",
    "hidden_act, '\"relu\"', 'activation relu in config.json, gelu in the graph'",
    "layer_norm_eps, 1e-5, 'layer norm epsilon 1.0E-5 in config.json, 1.0E-12 in the graph'",
    "num_hidden_layers, 3, 'layers 3 in config.json, 2 in the graph'",
    "type_vocab_size, 1, 'token types 1 in config.json, 2 in the graph'",
    "model_type, '\"roberta\"', 'first position 2 in config.json, 0 in the graph'",
    "model_type, '\"megatron-bert\"', 'family \"megatron-bert\" is not taken from ONNX'",
  })
  void aConfigurationOfAnotherModelIsRefused(String key, String value, String words)
      throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert().config(key, value);
    String message = refused(checkpoint, new OnnxCheckpoint(checkpoint, Form.PLAIN));
    assertTrue(message.contains(words), message);
  }

  /** All of it in 8 bits, the embeddings' norm too, whose numbers are multiples of a scale here. */
  @Test
  void embeddingsOfEightBitsAreTheNumbersThatTheyStandFor() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    byte[] expected = expected(checkpoint);
    Path other = other(checkpoint);
    new OnnxCheckpoint(checkpoint, Form.FUSED)
        .wholeEmbeddings()
        .writeTo(other.resolve("model.onnx"));
    assertArrayEquals(expected, converted(other));
    assertTrue(notes.getFirst().contains("quantised"), notes.toString());
  }

  @Test
  void whatIsNotUnderstoodIsNamed() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    String message = refused(checkpoint, new OnnxCheckpoint(checkpoint, Form.PLAIN).then("Cos"));
    assertTrue(message.contains("node Cos \"/Cos_"), message);
    assertTrue(message.endsWith("take model.safetensors of the same model"), message);
    message = refused(checkpoint, new OnnxCheckpoint(checkpoint, Form.PLAIN).scale(3));
    assertTrue(message.contains("attention is scaled by 0.333"), message);
    message = refused(checkpoint, new OnnxCheckpoint(checkpoint, Form.PLAIN).then("Relu"));
    assertTrue(message.contains("is none of an encoder or a head that is known"), message);
    message = refused(checkpoint, new OnnxCheckpoint(checkpoint, Form.PLAIN).fixed());
    assertTrue(message.contains("adds embeddings of positions for texts of one length"), message);
    message = refused(checkpoint, new OnnxCheckpoint(checkpoint, Form.PLAIN).ordered());
    assertTrue(message.contains("node Add \"/Add_"), message);
  }
}
