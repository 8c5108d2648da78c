package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.tokenizer.JapaneseWords;
import org.mekiki.weights.converter.tokenizer.TinyMecab;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Japanese models with random weights from text to logits, against PyTorch in double precision:
 * {@code src/test/japanese/make.py} makes both.
 */
final class JapaneseModelsTest {
  private static final double CLOSE = 1e-5;

  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private Path unpack(String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    Path dictionary = TinyMecab.in(folder.resolve("dictionary"));
    try (InputStream in = TinyMecab.class.getResourceAsStream("japanese-models.zip");
        var zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(name + "/")) {
          Files.write(
              target.resolve(entry.getName().substring(name.length() + 1)), zip.readAllBytes());
        }
      }
    }
    Path config = target.resolve("tokenizer_config.json");
    Files.writeString(
        config, Files.readString(config).replace("DIC", dictionary.toString().replace("\\", "/")));
    return target;
  }

  private static void compare(Path directory, ModelFile file) throws IOException {
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readAllBytes(directory.resolve("expected.json")));
    try (file) {
      Classifier classifier = Classifier.of(file, ComputeContext.sequential());
      for (JsonNode each : expected) {
        EncodedText text = classifier.encode(each.path("text").asString(), null, 0);
        List<Double> logits = classifier.predict(text).logits();
        for (int i = 0; i < logits.size(); i++) {
          assertEquals(
              each.path("logits").get(i).asDouble(),
              logits.get(i),
              CLOSE,
              each.path("text")::asString);
        }
      }
    }
    assertTrue(expected.size() > 3);
  }

  @Test
  void logitsAreThoseOfPyTorch() throws IOException {
    Path bert = unpack("bert");
    compare(bert, Converter.inMemory(bert, notes::add));
    assertTrue(notes.toString().contains("dictionary in " + folder), notes.toString());
  }

  /** Positions of rinna's models begin with 0, and a token stands before the text. */
  @Test
  void rinnasModelsAreUsedAsTheirCardSays() throws IOException {
    Path rinna = unpack("rinna");
    compare(rinna, Converter.inMemory(rinna, notes::add));
    assertTrue(notes.toString().contains("positions are counted from 0"), notes.toString());
    Path file = folder.resolve("rinna.mekiki");
    Converter.convert(rinna, file, Optional.empty());
    compare(rinna, ModelFile.open(file));
    Files.writeString(rinna.resolve("tokenizer.json"), "{}");
    compare(rinna, Converter.inMemory(rinna));
  }

  @Test
  void aConvertedFileHasItsDictionaryInIt() throws IOException {
    Path bert = unpack("bert");
    Path file = folder.resolve("bert.mekiki");
    Converter.convert(bert, file, Optional.empty(), Optional.empty(), notes::add);
    assertTrue(notes.toString().contains("MeCab's dictionary in it"), notes.toString());
    try (Stream<Path> inside = Files.list(folder.resolve("dictionary"))) {
      for (Path each : inside.toList()) {
        Files.delete(each);
      }
    }
    compare(bert, ModelFile.open(file));
    compare(bert, ModelFile.of(Files.readAllBytes(file), "bytes"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5000] ^= 1;
    assertThrows(IOException.class, () -> ModelFile.of(bytes, "bytes"), "a damaged dictionary");
  }

  @Test
  void theDictionaryThatIsGivenIsTaken() throws IOException {
    Path bert = unpack("bert");
    Path config = bert.resolve("tokenizer_config.json");
    Files.writeString(
        config,
        "{\"tokenizer_class\": \"BertJapaneseTokenizer\", \"word_tokenizer_type\": \"mecab\","
            + " \"do_lower_case\": true, \"mecab_kwargs\": {\"mecab_dic\": \"unidic_lite\"}}");
    var thrown = assertThrows(ConversionException.class, () -> Converter.inMemory(bert));
    assertTrue(thrown.getMessage().contains("--mecab-dictionary DIR"), thrown.getMessage());
    var given = new JapaneseWords(Optional.of(folder.resolve("dictionary")), false);
    compare(bert, Converter.inMemory(bert, Optional.empty(), given, notes::add));
    var nothing = new JapaneseWords(Optional.of(bert), false);
    assertThrows(
        IOException.class, () -> Converter.inMemory(bert, Optional.empty(), nothing, notes::add));
    var rinna = unpack("rinna");
    thrown =
        assertThrows(
            ConversionException.class,
            () -> Converter.inMemory(rinna, Optional.empty(), given, notes::add));
    assertTrue(thrown.getMessage().contains("--mecab-dictionary"), thrown.getMessage());
  }

  /** Words that are given are cut into pieces as those that MeCab finds are. */
  @Test
  void segmentedTextsNeedNoDictionary() throws IOException {
    Path bert = unpack("bert");
    Path config = bert.resolve("tokenizer_config.json");
    String words = "商品 は 使い やすい です 。";
    var given = new JapaneseWords(Optional.empty(), true);
    List<Integer> expected = ids(bert, JapaneseWords.USUAL, "商品は使い やすい です。");
    assertEquals(expected, ids(bert, given, words));
    assertEquals(
        expected,
        Converter.tokenizer(bert).segmented().encode(words, null, 0).tokens().stream()
            .map(token -> token.id())
            .toList());
    for (String program : List.of("jumanpp", "sudachi")) {
      Files.writeString(
          config, "{\"word_tokenizer_type\": \"%s\", \"do_lower_case\": true}".formatted(program));
      var thrown = assertThrows(ConversionException.class, () -> Converter.tokenizer(bert));
      assertTrue(thrown.getMessage().endsWith("say --segmented"), thrown.getMessage());
      assertEquals(1, thrown.getMessage().lines().count());
      assertEquals(expected, ids(bert, given, words));
      assertEquals(
          program.equals("sudachi") ? "Sudachi" : "Juman++",
          Converter.tokenizer(bert, given, notes::add).segmenter().orElseThrow());
    }
    assertFalse(expected.isEmpty());
  }

  private List<Integer> ids(Path directory, JapaneseWords words, String text) throws IOException {
    return Converter.tokenizer(directory, words, notes::add).encode(text, null, 0).tokens().stream()
        .map(token -> token.id())
        .toList();
  }
}
