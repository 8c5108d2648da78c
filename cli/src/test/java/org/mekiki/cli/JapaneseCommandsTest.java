package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands with a model whose words MeCab finds, and with texts that are cut already. */
final class JapaneseCommandsTest {
  private static final Path MODELS =
      Path.of(
          "../weights-converter/src/test/resources/org/mekiki/weights/converter/tokenizer/japanese-models.zip");

  private static final Path DICTIONARY =
      Path.of("../transformer/src/test/resources/mecab/tiny/compiled.zip");

  private static final String TEXT = "商品は使いやすいです。猫がいる";

  @TempDir private Path folder;

  private Path model;
  private String dictionary;

  private static void unpack(Path archive, String from, Path to) throws IOException {
    Files.createDirectories(to);
    try (InputStream in = Files.newInputStream(archive);
        var zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(from)) {
          Files.write(to.resolve(entry.getName().substring(from.length())), zip.readAllBytes());
        }
      }
    }
  }

  @BeforeEach
  void unpack() throws IOException {
    model = folder.resolve("bert");
    unpack(MODELS, "bert/", model);
    unpack(DICTIONARY, "utf-8/", folder.resolve("dic"));
    dictionary = folder.resolve("dic").toString();
    config("mecab");
  }

  private void config(String program) throws IOException {
    Files.writeString(
        model.resolve("tokenizer_config.json"),
        "{\"tokenizer_class\": \"BertJapaneseTokenizer\", \"word_tokenizer_type\": \"%s\","
                .formatted(program)
            + " \"mecab_kwargs\": {\"mecab_dic\": \"unidic_lite\"}}");
  }

  private static JsonNode explained(String... args) {
    CommandRun ran = run(args);
    assertEquals(0, ran.status(), ran.err());
    return JsonMapper.shared().readTree(ran.out());
  }

  private String words(JsonNode explanation) {
    return explanation
        .path("words")
        .valueStream()
        .map(word -> TEXT.substring(word.path("start").asInt(), word.path("end").asInt()))
        .collect(java.util.stream.Collectors.joining("|"));
  }

  @Test
  void scoresAreOfMecabsWordsOrOfPhrases() {
    String path = model.toString();
    refused("--mecab-dictionary DIR", "predict", "--model", path, TEXT);
    refused("is not a directory", "predict", "--model", path, "--mecab-dictionary", "none", TEXT);
    String[] words = {
      "explain", "--model", path, "--mecab-dictionary", dictionary, "--format", "json", TEXT
    };
    assertEquals("商品|は|使いやすい|です|。|猫|が|いる", words(explained(words)));
    String[] phrases = {
      "explain",
      "--model",
      path,
      "--mecab-dictionary",
      dictionary,
      "--format",
      "json",
      "--units",
      "bunsetsu",
      TEXT
    };
    assertEquals("商品は|使いやすいです。|猫が|いる", words(explained(phrases)));
    refused("--units bunsetsu", "explain", "--units", "bunsetsu", "fine");
    refused("--pieces", "explain", "--model", path, "--units", "bunsetsu", "--pieces", "fine");
  }

  @Test
  void aConvertedModelNeedsNothingElse() throws IOException {
    String file = folder.resolve("model.mekiki").toString();
    CommandRun converted = run("convert", model.toString(), file, "--mecab-dictionary", dictionary);
    assertEquals(0, converted.status(), converted.err());
    assertTrue(converted.err().contains("MeCab's dictionary in it"), converted.err());
    Files.delete(folder.resolve("dic/sys.dic"));
    String plain = run("predict", "--model", file, TEXT).out();
    String cut = run("predict", "--model", file, "--segmented", "商品 は 使いやすい です 。 猫 が いる").out();
    assertEquals(plain.replaceAll(".*猫.*", ""), cut.replaceAll(".*猫.*", ""));
    refused("--mecab-dictionary", "predict", "--model", file, "--mecab-dictionary", "x", TEXT);
    assertTrue(run("tokenize", "--model", file, TEXT).out().contains("猫"));
    String out = folder.resolve("out").toString();
    refused("tokenizer.json cannot describe", "export", file, out);
    assertTrue(Files.notExists(Path.of(out)));
  }

  @Test
  void modelsOfOtherProgramsTakeTextsThatTheyCut() throws IOException {
    config("jumanpp");
    refused("say --segmented", "predict", "--model", model.toString(), TEXT);
    String file = folder.resolve("model.mekiki").toString();
    assertEquals(0, run("convert", model.toString(), file, "--segmented").status());
    for (String command : new String[] {"predict", "explain", "tokenize", "counterfactual"}) {
      refused("Juman++", command, "--model", file, TEXT);
    }
    assertEquals(0, run("predict", "--model", file, "--segmented", "猫 が いる").status());
    refused("--segmented is for models", "predict", "--segmented", "good");
  }
}
