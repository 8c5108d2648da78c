package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people give as a model that is none: what it is, and what to give instead. */
final class NoModelTest {
  private static final String REVISION = "86741b4e3f5cb7765a600d3a3d55a0f6a6cb443d";

  @TempDir private Path folder;

  /** Says the same whether it is to be used or to be converted. */
  private String refused(Path place) {
    String used = refused("predict", "--model", place.toString(), "x");
    String converted =
        refused("convert", place.toString(), folder.resolve("out.mekiki").toString());
    assertEquals(
        used.replace("model " + place, place.toString()), converted, "two words for one thing");
    assertTrue(Files.notExists(folder.resolve("out.mekiki")));
    return converted;
  }

  private static String refused(String... args) {
    CommandRun ran = CommandRun.run(args);
    assertEquals(2, ran.status(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    return ran.err().strip();
  }

  private Path written(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theHubsCacheIsFollowedToTheModel() throws IOException {
    Path root = folder.resolve("hub/models--tohoku--bert");
    written("hub/models--tohoku--bert/refs/main", REVISION);
    Files.createDirectories(root.resolve("blobs"));
    Files.createDirectories(root.resolve("snapshots"));
    assertTrue(refused(root).contains("tohoku/bert, and nothing was downloaded"));
    written("hub/models--tohoku--bert/snapshots/ffff/config.json", "{}");
    written("hub/models--tohoku--bert/snapshots/%s/config.json".formatted(REVISION), "{}");
    String message = refused(root);
    assertTrue(
        message.endsWith(
            "is the hub's cache of tohoku/bert; the model's directory is in it: give "
                + root.resolve("snapshots").resolve(REVISION)),
        message);
    written("hub/models--tohoku--bert/refs/main", "../../../etc");
    assertTrue(refused(root).endsWith("give " + root.resolve("snapshots").resolve("ffff")));
    message = refused(folder.resolve("hub"));
    assertTrue(message.contains("cache of several repositories (models--tohoku--bert)"), message);
    Files.createDirectories(folder.resolve("hub/datasets--x--y/snapshots"));
    message = refused(folder.resolve("hub/datasets--x--y"));
    assertTrue(message.endsWith("cache of x/y, which is not a model"), message);
  }

  @Test
  void aFolderOfModelsNamesThem() throws IOException {
    written("run/checkpoint-500/config.json", "{}");
    String message = refused(folder.resolve("run"));
    assertTrue(
        message.endsWith(
            "has no config.json, but checkpoint-500 in it has; give "
                + folder.resolve("run/checkpoint-500")),
        message);
    written("run/checkpoint-900/config.json", "{}");
    message = refused(folder.resolve("run"));
    assertTrue(message.contains("checkpoint-500, checkpoint-900 in it have; give one"), message);
  }

  @Test
  void anAdapterAloneNamesItsBase() throws IOException {
    written("lora/adapter_config.json", "{\"base_model_name_or_path\": \"tohoku/bert\"}");
    written("lora/adapter_model.safetensors", "x");
    String message = refused(folder.resolve("lora"));
    assertTrue(
        message.endsWith(
            "is a PEFT adapter, which has no model of its own: give its base (\"tohoku/bert\") in"
                + " its place, and the adapter with --adapter"),
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "pytorch_model.bin, PK",
    "model.safetensors, xx",
    "config.json, {}",
    "vocab.txt, [PAD]",
    "model.safetensors.index.json, {}"
  })
  void aFileOfADirectoryNamesTheDirectory(String name, String content) throws IOException {
    written("dir/config.json", "{}");
    String message = refused(written("dir/" + name, content));
    assertTrue(
        message.endsWith(
            name
                + " is one file of a model; give the directory that it is in: "
                + folder.resolve("dir")),
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "m.gguf, GGUF, take the checkpoint that it was made from",
    "m.onnx, junk, not an ONNX graph",
    "tf_model.h5, HDF, from_tf=True",
    "flax_model.msgpack, junk, from_flax=True",
    "m.mekiki, '<!DOCTYPE html>', download it again by another link",
    "pytorch_model.bin, 'version https://git-lfs.github.com/spec/v1', git lfs pull",
    "m.mekiki, GGUF, take the checkpoint that it was made from",
  })
  void aFileThatIsNoModelIsTold(String name, String content, String remedy) throws IOException {
    Path file = written(name, content + "\n");
    for (String[] command :
        new String[][] {
          {"explain", "--model", file.toString(), "x"},
          {"convert", file.toString(), folder.resolve("out.mekiki").toString()}
        }) {
      String message = refused(command);
      assertTrue(message.contains(remedy), message);
    }
  }

  @Test
  void aNameOnTheHubIsToldAsSuch() {
    String message = refused("predict", "--model", "cl-tohoku/bert-base-japanese-v3", "x");
    assertTrue(
        message.contains(
            "does not exist; if it is a name on the Hugging Face hub: nothing is downloaded here,"
                + " do so with \"hf download cl-tohoku/bert-base-japanese-v3 --local-dir DIR\""),
        message);
    message = refused("predict", "--model", "/no/such/model.mekiki", "x");
    assertTrue(message.endsWith("model.mekiki does not exist"), message);
  }
}
