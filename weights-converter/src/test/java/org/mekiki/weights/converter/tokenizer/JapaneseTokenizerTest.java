package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Directories with a Japanese tokenizer, all kinds of words and pieces among them, against what
 * transformers 5.18 with MeCab's own library and SentencePiece made of them: the number of every
 * token. {@code src/test/japanese/make.py} makes the expected values.
 */
final class JapaneseTokenizerTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path folder;

  private JsonNode cases;
  private Path dictionary;

  private void prepare() throws IOException {
    try (InputStream in =
        JapaneseTokenizerTest.class.getResourceAsStream("japanese-tokenizers.json")) {
      cases = MAPPER.readTree(in.readAllBytes());
    }
    dictionary = TinyMecab.in(folder.resolve("dictionary"));
  }

  private Tokenizer read(JsonNode entry, List<String> notes) throws IOException {
    Path directory = Files.createDirectory(folder.resolve(entry.path("name").asString()));
    String config =
        entry.path("config").toString().replace("DIC", dictionary.toString().replace("\\", "/"));
    Files.writeString(directory.resolve("tokenizer_config.json"), config);
    String files = entry.path("files").asString();
    if (files.equals("vocab")) {
      var lines = new StringBuilder();
      cases.path("vocab").forEach(token -> lines.append(token.asString()).append('\n'));
      Files.writeString(directory.resolve("vocab.txt"), lines);
    } else {
      Files.write(
          directory.resolve("spiece.model"),
          Base64.getDecoder().decode(cases.path(files).asString()));
    }
    return TokenizerReader.read(directory, Integer.MAX_VALUE, notes::add);
  }

  private static List<Integer> ids(Encoding encoding) {
    return encoding.tokens().stream().map(Encoding.Entry::id).toList();
  }

  private static List<Integer> numbers(JsonNode list) {
    return list.valueStream().map(JsonNode::asInt).toList();
  }

  private List<String> texts(JsonNode entry) {
    var texts = new ArrayList<String>();
    cases.path("texts").forEach(text -> texts.add(text.asString()));
    if (entry.path("name").asString().equals("added")) {
      cases.path("added texts").forEach(text -> texts.add(text.asString()));
    }
    return texts;
  }

  private static String pair(JsonNode node) {
    return node.path("pair").isNull() ? null : node.path("pair").asString();
  }

  @Test
  void tokensAreThoseOfTheReferenceLibrary() throws IOException {
    prepare();
    var wrong = new ArrayList<String>();
    int compared = 0;
    for (JsonNode entry : cases.path("directories")) {
      String name = entry.path("name").asString();
      var notes = new ArrayList<String>();
      Tokenizer tokenizer = read(entry, notes);
      List<String> texts = texts(entry);
      assertEquals(texts.size(), entry.path("ids").size());
      for (int i = 0; i < texts.size(); i++) {
        List<Integer> expected = numbers(entry.path("ids").get(i));
        List<Integer> found = ids(tokenizer.encode(texts.get(i), null, 0));
        compared++;
        if (!expected.equals(found)) {
          wrong.add("%s: %s: %s, not %s".formatted(name, texts.get(i), found, expected));
        }
      }
      for (JsonNode two : entry.path("pairs")) {
        Encoding encoding = tokenizer.encode(two.path("text").asString(), pair(two), 0);
        assertEquals(numbers(two.path("ids")), ids(encoding), name);
        assertEquals(
            numbers(two.path("types")),
            encoding.tokens().stream().map(Encoding.Entry::typeId).toList(),
            name);
      }
      for (JsonNode cut : entry.path("cuts")) {
        int length = cut.path("length").asInt();
        var truncation =
            new Truncation(
                length, Truncation.Strategy.LONGEST_FIRST, tokenizer.truncationSide(), 0);
        Encoding encoding = tokenizer.encode(cut.path("text").asString(), pair(cut), truncation);
        assertEquals(numbers(cut.path("ids")), ids(encoding), name + ": " + cut);
      }
      JsonNode length = entry.path("max_length");
      assertEquals(
          length.isNull() ? OptionalInt.empty() : OptionalInt.of(length.asInt()),
          tokenizer.modelMaxLength(),
          name);
    }
    assertTrue(wrong.isEmpty(), () -> "%d: %s".formatted(wrong.size(), String.join("\n", wrong)));
    assertTrue(compared > 2000, "only " + compared);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    prepare();
    for (JsonNode entry : cases.path("directories")) {
      Tokenizer tokenizer = read(entry, new ArrayList<>());
      var bytes = new ByteArrayOutputStream();
      tokenizer.writeTo(new DataOutputStream(bytes));
      MecabDictionary files =
          tokenizer.dictionaryFiles().isEmpty()
              ? null
              : MecabDictionary.of(tokenizer.dictionaryFiles());
      Tokenizer again =
          Tokenizer.readFrom(
              new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), files);
      for (String text : texts(entry)) {
        assertEquals(tokenizer.encode(text, text, 0), again.encode(text, text, 0));
      }
    }
  }
}
