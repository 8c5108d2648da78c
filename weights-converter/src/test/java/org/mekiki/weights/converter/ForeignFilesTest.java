package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory in which a file is something else than its name says. */
final class ForeignFilesTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 437951328\n"
          .formatted("68".repeat(32));

  @TempDir private Path folder;

  @BeforeEach
  void checkpoint() throws IOException {
    TinyCheckpoint.bert().writeTo(folder);
  }

  private String refused() {
    Path target = folder.resolve("m.mekiki");
    String message =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                assertThrows(
                        IOException.class,
                        () -> Converter.convert(folder, target, Optional.empty()))
                    .getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "config.json", "tokenizer_config.json", "vocab.txt"})
  void aPointerIsNamedWithWhatToDo(String name) throws IOException {
    Files.writeString(folder.resolve(name), POINTER);
    String message = refused();
    assertTrue(message.startsWith(folder.resolve(name).toString()), message);
    assertTrue(message.contains("Git LFS pointer to the file of 437951328 bytes"), message);
    assertTrue(message.contains("git lfs pull"), message);
  }

  @Test
  void aTokenizerThatIsAPointerIsNamed() throws IOException {
    for (String name : new String[] {"tokenizer.json", "spiece.model"}) {
      Files.deleteIfExists(folder.resolve("vocab.txt"));
      Files.deleteIfExists(folder.resolve("tokenizer.json"));
      Files.writeString(folder.resolve(name), POINTER);
      String message = refused();
      assertTrue(message.startsWith(folder.resolve(name).toString()), message);
      assertTrue(message.contains("Git LFS pointer"), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<!DOCTYPE html><html><title>Sign in</title>, an HTML page, HeaderTooLarge",
    "GGUFxxxxxxxx, a GGUF file, HeaderTooLarge",
    "Entry not found, begins with \"Entry not found\", HeaderTooLarge",
    "'', empty, HeaderTooSmall"
  })
  void whatStandsForWeightsIsNamedWithTheRule(String content, String name, String rule)
      throws IOException {
    Files.writeString(folder.resolve("model.safetensors"), content);
    String message = refused();
    assertTrue(message.startsWith(folder.resolve("model.safetensors") + ": "), message);
    assertTrue(message.contains(name), message);
    assertTrue(message.endsWith("(" + rule + ")"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer.json", "vocab.txt", "spiece.model", "tokenizer_config.json"})
  void anHtmlPageForATokenizersFileIsNamed(String name) throws IOException {
    if (!name.equals("tokenizer_config.json")) {
      Files.deleteIfExists(folder.resolve("vocab.txt"));
      Files.deleteIfExists(folder.resolve("tokenizer.json"));
    }
    Files.writeString(
        folder.resolve(name), "\n<!doctype html>\n<html>" + "<p>Sign in</p>".repeat(1000));
    String message = refused();
    assertTrue(message.startsWith(folder.resolve(name).toString()), message);
    assertTrue(message.contains("an HTML page, such as a login or error page"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void whatIsNoNumberInJsonIsNamedWithItsPlace(String number) throws IOException {
    for (String name : new String[] {"config.json", "tokenizer_config.json"}) {
      Files.writeString(folder.resolve(name), "{\n \"model_max_length\": %s}".formatted(number));
      String message = refused();
      assertTrue(message.contains(name + " is not valid JSON: "), message);
      assertTrue(message.contains(number + " is not a JSON value; write a number"), message);
      assertTrue(message.contains("(line 2, column "), message);
      TinyCheckpoint.bert().writeTo(folder);
    }
  }

  @Test
  void whatIsNoJsonIsToldWithoutTheParsersOptions() throws IOException {
    for (String json :
        new String[] {"{'a': 1}", "{\"a\": 01}", "{\"a\": 1,}", "{\"a\": 1 /*b*/}"}) {
      Files.writeString(folder.resolve("config.json"), json);
      String message = refused();
      assertTrue(message.contains("is not valid JSON: ") && message.contains("(line 1, "), message);
      assertTrue(!message.contains("Feature") && !message.contains("`"), message);
    }
  }

  @Test
  void anHtmlPageForTheConfigurationIsNamed() throws IOException {
    Files.writeString(folder.resolve("config.json"), "<html>404</html>");
    assertTrue(refused().contains("config.json is not JSON: it is an HTML page"));
    Files.writeString(folder.resolve("config.json"), "");
    assertTrue(refused().endsWith("config.json is empty; it must hold JSON"));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":");
    assertTrue(refused().contains("config.json is not valid JSON: "));
  }

  @ParameterizedTest
  @CsvSource({
    "model.pt, call it pytorch_model.bin",
    "pytorch_model.fp16.bin, call it pytorch_model.bin",
    "weights.safetensors, call it model.safetensors",
    "last.ckpt, save the model as model.safetensors",
    "tf_model.h5, with from_tf=True",
    "flax_model.msgpack, with from_flax=True",
    "m.Q4_K_M.gguf, take the checkpoint that it was made from"
  })
  void weightsOfOtherFormatsAreNamed(String name, String remedy) throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    for (String beside : new String[] {"training_args.bin", "optimizer.pt", "rng_state_0.pth"}) {
      Files.write(folder.resolve(beside), new byte[1]);
    }
    Files.write(folder.resolve(name), new byte[1]);
    String message = refused();
    assertTrue(message.startsWith(folder + " has only " + name + "; "), message);
    assertTrue(message.contains(remedy), message);
  }

  @Test
  void weightsBesideTheFolderAndPartsWithoutAnIndexAreNamed() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    Files.createDirectory(folder.resolve("onnx"));
    assertTrue(
        refused()
            .endsWith(
                "has a folder onnx, but no weights beside it; download"
                    + " model.safetensors too"));
    Files.write(folder.resolve("model-00001-of-00003.safetensors"), new byte[1]);
    assertTrue(
        refused()
            .endsWith(
                "has model-00001-of-00003.safetensors, one of 3 files of weights, but no"
                    + " model.safetensors.index.json, which says what is in which; download it"
                    + " too"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "config.json"})
  void aPipeIsNotWaitedFor(String name) throws IOException, InterruptedException {
    Files.delete(folder.resolve(name));
    try {
      Path pipe = folder.resolve(name);
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo here");
    }
    assertTrue(refused().startsWith(folder.resolve(name) + " is a pipe, not a file"));
  }
}
