package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Published vocabularies: tokenizer.json and the bare files describe the same tokenizer. */
final class RealVocabulariesTest {
  private static final Path TOKENIZERS =
      Path.of(System.getProperty("mekiki.shared", "absent"), "tokenizers");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "The quick brown fox, it's 3.14 – isn't it?",
          "an unpretentious , warm and very funny film",
          "Café CAFE\u0301 naïve Ångström İstanbul ẞ ﬁnance",
          "ΟΔΥΣΣΕΥΣ όδος",
          "你好，世界 日本語のテスト 한국어 \uF900 \uD840\uDC00",
          "😀 👩‍🚀 🇯🇵 ❤️ 1️⃣",
          "a\tb\nc\r\nd\u000Be\u0085f\u00A0g\u2028h\u3000i",
          "zero\u200Bwidth\u200Djoined\u00ADsoft\uFEFFmark",
          "  leading and trailing   ",
          "don't DON'T we'll They've I'M o'clock ''' 's",
          "[MASK] [mask] [CLS][SEP] [PAD]<mask> <MASK> <s></s> <pad><unk>",
          "\uD83D lone \uDE00 halves \u0000 and \uFFFD",
          "x".repeat(100) + " " + "x".repeat(101),
          "https://example.org/?q=1&r=a_b#c user@example.org $5.00 50% C++",
          "सभी मनुष्यों สวัสดี العَرَبِيَّة עִבְרִית",
          "٣٤٥ ½ ² Ⅷ ①",
          "The end.\n\n\n   Next");

  @TempDir private Path folder;

  private static void requireSame(Tokenizer one, Tokenizer other) {
    for (String text : TEXTS) {
      assertEquals(one.encode(text, null, 0), other.encode(text, null, 0), text);
      for (String pair : TEXTS.subList(0, 6)) {
        assertEquals(one.encode(text, pair, 24), other.encode(text, pair, 24), text + " / " + pair);
      }
    }
    var random = new Random(18);
    for (int round = 0; round < 2000; round++) {
      var text = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        String piece = TEXTS.get(random.nextInt(TEXTS.size()));
        int from = random.nextInt(piece.length() + 1);
        text.append(piece, from, Math.min(piece.length(), from + random.nextInt(12)));
      }
      assertEquals(
          one.encode(text.toString(), null, 0),
          other.encode(text.toString(), null, 0),
          text::toString);
    }
  }

  private static List<Integer> ids(Tokenizer tokenizer, String text) {
    return tokenizer.encode(text, null, 0).tokens().stream().map(Encoding.Entry::id).toList();
  }

  private static Path directory(String name) {
    Path directory = TOKENIZERS.resolve(name);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    return directory;
  }

  @Test
  void bertsVocabularyAloneIsBertsTokenizer() throws IOException {
    Path whole = directory("bert-base-uncased");
    assumeTrue(Files.isRegularFile(whole.resolve("tokenizer.json")), "no tokenizer.json");
    Files.copy(whole.resolve("vocab.txt"), folder.resolve("vocab.txt"));
    Tokenizer bare = TokenizerReader.read(folder);
    Tokenizer described = TokenizerReader.read(whole);
    assertEquals(30522, bare.vocabularySize());
    assertEquals(described.vocabularySize(), bare.vocabularySize());
    assertEquals(described.specialTokens(), bare.specialTokens());
    assertEquals(List.of(101, 7592, 2088, 999, 102), ids(bare, "Hello world!"));
    requireSame(described, bare);
  }

  @Test
  void anotherCaseIsAnotherTokenizer() throws IOException {
    Path whole = directory("bert-base-uncased");
    Files.copy(whole.resolve("vocab.txt"), folder.resolve("vocab.txt"));
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\":false}");
    Tokenizer cased = TokenizerReader.read(folder);
    assertNotEquals(ids(TokenizerReader.read(whole), "Hello"), ids(cased, "Hello"));
    assertEquals(ids(TokenizerReader.read(whole), "hello"), ids(cased, "hello"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void robertasVocabularyAloneIsRobertasTokenizer(boolean mergesAsPairs) throws IOException {
    Path bareFiles = directory("roberta-base");
    Tokenizer bare = TokenizerReader.read(bareFiles);
    assertEquals(50265, bare.vocabularySize());
    assertEquals(List.of(0, 31414, 232, 328, 2), ids(bare, "Hello world!"));
    Files.writeString(
        folder.resolve("tokenizer.json"), describedRoberta(bareFiles, mergesAsPairs).toString());
    Tokenizer described = TokenizerReader.read(folder);
    assertEquals(described.specialTokens(), bare.specialTokens());
    requireSame(described, bare);
  }

  /** A tokenizer.json as the reference library writes it for these files. */
  private static ObjectNode describedRoberta(Path files, boolean mergesAsPairs) throws IOException {
    ObjectNode root = NODES.objectNode();
    ArrayNode added = root.putArray("added_tokens");
    List<String> special = List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>");
    List<Integer> numbers = List.of(0, 1, 2, 3, 50264);
    for (int i = 0; i < special.size(); i++) {
      boolean mask = special.get(i).equals("<mask>");
      added
          .addObject()
          .put("id", numbers.get(i))
          .put("content", special.get(i))
          .put("single_word", false)
          .put("lstrip", mask)
          .put("rstrip", false)
          .put("normalized", !mask)
          .put("special", true);
    }
    root.putNull("normalizer");
    root.putObject("pre_tokenizer").put("type", "ByteLevel").put("add_prefix_space", false);
    ObjectNode processor = root.putObject("post_processor");
    processor.put("type", "RobertaProcessing").put("trim_offsets", true);
    processor.put("add_prefix_space", false);
    processor.putArray("sep").add("</s>").add(2);
    processor.putArray("cls").add("<s>").add(0);
    ObjectNode model = root.putObject("model");
    model.put("type", "BPE").set("vocab", JsonFile.read(files.resolve("vocab.json")));
    ArrayNode merges = model.putArray("merges");
    for (String line : mergeLines(files)) {
      if (mergesAsPairs) {
        String[] parts = line.split(" ", -1);
        merges.addArray().add(parts[0]).add(parts[1]);
      } else {
        merges.add(line);
      }
    }
    return root;
  }

  private static List<String> mergeLines(Path files) throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(files.resolve("merges.txt")));
    lines.removeIf(line -> line.startsWith("#version") || line.isEmpty());
    return lines;
  }
}
