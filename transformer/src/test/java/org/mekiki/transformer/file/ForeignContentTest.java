package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of file that is found in the place of weights. */
final class ForeignContentTest {
  private static byte[] bytes(String characters) {
    return characters.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> found(byte[] bytes) throws IOException {
    try (StoredBytes stored = StoredBytes.of(bytes, "memory")) {
      return ForeignContent.of(stored);
    }
  }

  /** How it begins, a character a byte; what it is; what is to be done. */
  static Stream<Arguments> beginnings() {
    return Stream.of(
        arguments(
            "version https://git-lfs.github.com/spec/v1\noid sha256:6\nsize 437\n",
            "Git LFS pointer to the file of 437 bytes",
            "git lfs pull"),
        arguments("<!DOCTYPE html><html>", "HTML page", "download it again"),
        arguments("\n <HTML lang=en>", "HTML page", "download it again"),
        arguments("\u00EF\u00BB\u00BF<!doctype HTML>", "HTML page", "download it again"),
        arguments(
            "<?xml version='1.0'?><Error><Code>AccessDenied", "XML text", "download it again"),
        arguments("GGUF\3\0\0\0", "GGUF", "checkpoint"),
        arguments("\u0089HDF\r\n\32\n", "HDF5", "model.safetensors"),
        arguments("PK\3\4\0\0\10\10", "ZIP archive", "model.safetensors"),
        arguments(
            "PK\3\4" + "\0".repeat(26) + "archive/data.pkl\u0080\2",
            "weights that PyTorch saved",
            "name them pytorch_model.bin"),
        arguments(
            "\u0080\2\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\31.",
            "weights that PyTorch saved",
            "name them pytorch_model.bin"),
        arguments("\u0080\2\u008A\nl\u00FC", "Python pickle", "model.safetensors"),
        arguments("\u0080\4\u0095", "Python pickle", "model.safetensors"),
        arguments("\u0093NUMPY\1\0", "NumPy", "model.safetensors"),
        arguments("\u0082\u00A4bert\u0083", "MessagePack", "model.safetensors"),
        arguments("\10\7\22\7pytorch", "ONNX", "name it model.onnx"),
        arguments("\37\u008B\10", "gzip", "unpack"),
        arguments("BZh91AY", "bzip2", "unpack"),
        arguments("MEKIKI\r\n\2", "converted model", "--model"),
        arguments("MEKIKI\n\2", "transferred as text", "transfer it again"),
        arguments("\2\0\0\0\0\0\0\0{}", "safetensors", "mekiki convert"),
        arguments(
            "Entry not found", "a text that begins with \"Entry not found\"", "download it again"),
        arguments(
            "{\"error\":\"Invalid token\"}", "a text that begins with \"{", "download it again"));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void isNamedWithWhatToDo(String content, String name, String remedy) throws IOException {
    for (String padding : new String[] {"", " ".repeat(700)}) {
      String words = found(bytes(content + padding)).orElse("nothing");
      assertTrue(words.contains(name), words);
      assertTrue(words.contains(remedy), words);
      assertEquals(1, words.lines().count(), words);
    }
  }

  @Test
  void emptinessZerosAndArchivesAreNamed() throws IOException {
    assertTrue(found(new byte[0]).orElseThrow().startsWith("empty, 0 bytes"));
    assertTrue(found(new byte[600]).orElseThrow().contains("zeros"));
    byte[] archive = new byte[512];
    System.arraycopy(bytes("weights/"), 0, archive, 0, 8);
    System.arraycopy(bytes("ustar"), 0, archive, 257, 5);
    assertTrue(found(archive).orElseThrow().contains("tar archive"));
  }

  @Test
  void aLongTextIsQuotedInPart() throws IOException {
    String words =
        found("Zugriff verweigert: ä😀".repeat(40).getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertTrue(words.contains("\"Zugriff verweigert: ä😀Zugriff verweigert\""), words);
  }

  /** No beginning breaks it, and few random ones are taken for something. */
  @Test
  void randomBytesAreNothing() throws IOException {
    var random = new Random(3);
    int named = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] bytes = new byte[random.nextInt(1, 600)];
      random.nextBytes(bytes);
      Optional<String> words = found(bytes);
      named += bytes.length > 40 && words.isPresent() ? 1 : 0;
      words.ifPresent(text -> assertEquals(1, text.lines().count(), text));
    }
    assertTrue(named < 10, named + " of 5000");
  }

  @Test
  void aModelIsRefusedByWhatItIs() {
    String message =
        assertThrows(
                ModelFileException.class,
                () -> ModelFile.of(bytes("GGUF\u0003\0\0\0" + "\0".repeat(100)), "the file"))
            .getMessage();
    assertEquals(
        "the file is not a model file made by mekiki convert: it is a GGUF file of"
            + " llama.cpp; take the checkpoint that it was made from",
        message);
  }
}
