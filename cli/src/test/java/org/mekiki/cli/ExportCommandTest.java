package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Export by the command, with the embedded model. */
final class ExportCommandTest {
  private static final String SENTENCE = "an unpretentious , warm and very funny film";
  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void embedded() throws IOException {
    model = folder.resolve("embedded.mekiki");
    try (InputStream in = Mekiki.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki")) {
      Files.copy(in, model);
    }
  }

  @Test
  void theEmbeddedModelAnswersTheSameFromADirectory() throws IOException {
    Path exported = folder.resolve("hf");
    var ran = run("export", model.toString(), exported.toString());
    assertEquals(0, ran.status(), ran.err());
    for (String file :
        new String[] {
          "config.json",
          "model.safetensors",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "vocab.txt"
        }) {
      assertTrue(Files.isRegularFile(exported.resolve(file)), file);
    }
    assertEquals(answers(model), answers(exported));
    // The embedded file is of an older format, so only what was made of it is the same file.
    Path again = folder.resolve("again.mekiki");
    assertEquals(0, run("convert", exported.toString(), again.toString()).status());
    Path exportedAgain = folder.resolve("hf-again");
    assertEquals(0, run("export", again.toString(), exportedAgain.toString()).status());
    assertEquals(
        -1,
        Files.mismatch(
            exported.resolve("model.safetensors"), exportedAgain.resolve("model.safetensors")));
    Path third = folder.resolve("third.mekiki");
    assertEquals(0, run("convert", exportedAgain.toString(), third.toString()).status());
    assertEquals(-1, Files.mismatch(again, third), "the same file, byte for byte");
  }

  /** What a model answers and how it explains that. */
  private static List<JsonNode> answers(Path model) {
    JsonMapper mapper = JsonMapper.builder().build();
    JsonNode explained =
        mapper.readTree(
            run("explain", "--format", "json", "--steps", "4", "--model", model + "", SENTENCE)
                .out());
    return List.of(explained.path("prediction"), explained.path("tokens"), explained.path("words"));
  }

  @Test
  void whatCannotBeIsRefusedInOneSentence() throws IOException {
    Path exported = folder.resolve("hf");
    refused("does not exist", "export", folder.resolve("nowhere").toString(), exported.toString());
    Path text =
        Files.writeString(
            folder.resolve("text.mekiki"),
            "a text, and no model at all, which is a little longer than a header");
    refused("is not a model file", "export", text.toString(), exported.toString());
    assertFalse(Files.exists(exported));
    assertEquals(0, run("export", model.toString(), exported.toString()).status());
    refused("--force", "export", model.toString(), exported.toString());
    assertEquals(0, run("export", "--force", model.toString(), exported.toString()).status());
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("diary.txt"), "");
    refused("holds no config.json", "export", "--force", model.toString(), other.toString());
    refused("is a file", "export", model.toString(), text.toString());
  }
}
