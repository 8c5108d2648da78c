package org.mekiki.weights.converter.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.GraphWriter.Message;

/** Graphs as others may write them, to harm or by mistake. */
final class OnnxFileTest {
  @TempDir private Path folder;

  private String refused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    return assertThrows(ConversionException.class, () -> OnnxEncoder.open(file).close())
        .getMessage();
  }

  private static GraphWriter graph() {
    var graph = new GraphWriter().input("input_ids");
    return graph.output(graph.node("Cos", List.of("input_ids")));
  }

  private static Arguments of(Message constant, String words) {
    return Arguments.of(graph().constant(constant).bytes(), words);
  }

  static List<Arguments> hostile() {
    Message huge = GraphWriter.tensor("w", GraphWriter.FLOAT, Long.MAX_VALUE, 4);
    Message wide = GraphWriter.tensor("w", GraphWriter.FLOAT, 1 << 30, 1 << 30);
    Message negative = GraphWriter.tensor("w", GraphWriter.FLOAT, -1);
    Message deep = GraphWriter.tensor("w", GraphWriter.FLOAT, new long[17]);
    Message odd = GraphWriter.tensor("w", GraphWriter.FLOAT, 1).bytes(9, new byte[3]);
    Message few = GraphWriter.tensor("w", GraphWriter.FLOAT, 2).bytes(9, new byte[4]);
    Message wrong = GraphWriter.tensor("w", GraphWriter.FLOAT, 1).bytes(7, new byte[1]);
    Message two =
        GraphWriter.tensor("w", GraphWriter.FLOAT, 1).bytes(9, new byte[4]).bytes(4, new byte[4]);
    byte[] name = new byte[1 << 17];
    Arrays.fill(name, (byte) 'a');
    byte[] sound = graph().bytes();
    byte[] packed = new byte[3_000_000];
    return List.of(
        of(huge.bytes(9, new byte[4]), "is too large"),
        of(wide.bytes(9, new byte[4]), "is too large"),
        of(negative.bytes(9, new byte[4]), "is too large"),
        of(deep, "has 17 dimensions, 16 are supported"),
        of(odd, "has 3 bytes, which is not a multiple of 4"),
        of(few, "has 1 numbers, needs 2"),
        of(wrong, "is FLOAT, but its numbers are VARINTS"),
        of(two, "has its numbers in two places"),
        of(new Message().bytes(8, name), "a name of 131072 bytes"),
        of(new Message().bytes(8, new byte[] {(byte) 0xC3, 40}), "is not valid UTF-8"),
        of(new Message().bytes(1, packed), "more than 2000000 parts"),
        Arguments.of(
            graph().constant("w", 1, new byte[4], 1).constant("w", 1, new byte[4], 1).bytes(),
            "\"w\" is made twice"),
        Arguments.of(Arrays.copyOf(sound, sound.length - 4), "an unfinished download"),
        Arguments.of(
            "version https://git-lfs.github.com/spec/v1\nsize 3\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "git lfs"),
        Arguments.of(new byte[0], "empty"),
        Arguments.of(
            new byte[] {(byte) 0x3A, -1, -1, -1, -1, 127}, "are said to follow byte 6, and 0 do"),
        Arguments.of(new GraphWriter().bytes(), "it has no nodes"),
        Arguments.of(graph().bytes(), "the output"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void eachIsRefusedInASentence(byte[] bytes, String words) throws IOException {
    String message = refused(bytes);
    assertTrue(message.contains(words), message);
  }

  /** A function that doubles with every step would be asked 2^1000 times. */
  @Test
  void functionsDoNotGrow() throws IOException {
    var graph = new GraphWriter().input("input_ids");
    String rows =
        graph.floats("table", new float[4], 2, 2).node("Gather", List.of("table", "input_ids"));
    for (int i = 0; i < 1000; i++) {
      rows = graph.node("Mul", List.of(rows, rows));
    }
    String message = refused(graph.output(rows).bytes());
    assertTrue(message.contains("node Mul \"/Mul_"), message);
  }

  @Test
  void whatIsMadeLaterIsNotThere() throws IOException {
    var graph = new GraphWriter().input("input_ids");
    String message = refused(graph.output(graph.node("Add", List.of("Add_0", "Add_0"))).bytes());
    assertTrue(message.contains("\"Add_0\", which no node before makes"), message);
  }

  /** Whatever is changed in a graph, it is read or refused. */
  @Test
  void changedBytesEndInASentence() throws IOException {
    byte[] sound =
        graph()
            .constant("w", GraphWriter.INT64, new byte[16], 2)
            .floats("f", new float[3], 3)
            .bytes();
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = sound.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      refused(changed);
    }
  }

  @Test
  void packedNumbersOfFewerOrMoreBytesAreRefused() throws IOException {
    Path file = folder.resolve("model.onnx");
    byte[] two = new Message().varint(-1).varint(300).bytes();
    for (long count : new long[] {1, 2, 3}) {
      Message tensor = GraphWriter.tensor("w", GraphWriter.INT64, count).bytes(7, two);
      Files.write(file, graph().constant(tensor).bytes());
      try (OnnxFile opened = OnnxFile.open(file)) {
        Numbers numbers = opened.constants().get("w");
        if (count == 2) {
          assertArrayEquals(new float[] {-1, 300}, numbers.read());
        } else {
          assertThrows(ConversionException.class, numbers::read);
        }
      }
    }
  }
}
