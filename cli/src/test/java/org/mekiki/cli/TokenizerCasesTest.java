package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.JsonFile;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;
import tools.jackson.databind.JsonNode;

/** Hundreds of texts, cut as the reference implementation cuts them. */
final class TokenizerCasesTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));

  @ParameterizedTest
  @ValueSource(strings = {"bert", "roberta"})
  void everyCaseIsEqual(String name) throws IOException {
    Path file = SHARED.resolve("golden/tokenizer/" + name + ".json");
    assumeTrue(Files.isRegularFile(file), "no reference data at " + file);
    JsonNode cases = JsonFile.read(file);
    Path directory = file.resolveSibling(cases.path("tokenizer_dir").asString());
    Tokenizer tokenizer = TokenizerReader.read(directory);
    int checked = 0;
    for (JsonNode expected : cases.path("cases")) {
      check(tokenizer, expected);
      checked++;
    }
    assertTrue(checked >= 400, "only " + checked + " cases were found");
  }

  private static void check(Tokenizer tokenizer, JsonNode expected) {
    JsonNode pair = expected.path("text_pair");
    JsonNode limit = expected.path("max_length");
    String text = expected.path("text").asString();
    String second = pair.isNull() ? null : pair.asString();
    Encoding encoding = tokenizer.encode(text, second, limit.isNull() ? 0 : limit.asInt());
    List<Encoding.Entry> tokens = encoding.tokens();
    assertEquals(expected.path("ids").size(), tokens.size(), text);
    for (int i = 0; i < tokens.size(); i++) {
      Encoding.Entry token = tokens.get(i);
      String source = token.sequence() == 1 ? second : text;
      String where = text + ", token " + i;
      assertEquals(expected.path("ids").path(i).asInt(), token.id(), where);
      assertEquals(expected.path("special").path(i).asInt(), token.added() ? 1 : 0, where);
      JsonNode offsets = expected.path("offsets").path(i);
      assertEquals(offsets.path(0).asInt(), source.codePointCount(0, token.start()), where);
      assertEquals(offsets.path(1).asInt(), source.codePointCount(0, token.end()), where);
      JsonNode types = expected.path("type_ids");
      if (types.isArray()) {
        assertEquals(types.path(i).asInt(), token.typeId(), where);
      }
    }
  }
}
