package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Numbers, types and offsets of the reference tokenizers' own answers. */
final class GoldenTokenizerTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("mekiki.shared", "absent"), "golden");

  @ParameterizedTest
  @CsvSource({
    "bert, tokenizer/bert.json",
    "roberta, tokenizer/roberta.json",
    "deberta-v2, tokenizer/deberta-v2.json",
    "xlm-roberta, tokenizer/xlm-roberta.json"
  })
  void wholeTokenizersAgree(String folder, String file) throws IOException {
    Path cases = GOLDEN.resolve(file);
    assumeTrue(Files.isRegularFile(cases), "no reference data at " + cases);
    Tokenizer tokenizer = TokenizerReader.read(GOLDEN.resolve(folder));
    assertTrue(check(tokenizer, JsonFile.read(cases).path("cases")) > 100);
  }

  static Stream<Path> components() throws IOException {
    Path components = GOLDEN.resolve("tokenizer-components");
    if (!Files.isDirectory(components)) {
      return Stream.of(components);
    }
    try (var directories = Files.list(components)) {
      return directories.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("components")
  void componentsAgree(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    Tokenizer tokenizer = TokenizerReader.read(directory);
    assertTrue(check(tokenizer, JsonFile.read(directory.resolve("cases.json")).path("cases")) > 50);
  }

  private static int check(Tokenizer tokenizer, JsonNode cases) {
    int checked = 0;
    for (JsonNode example : cases) {
      JsonNode pair = example.path("text_pair");
      String first = example.path("text").asString();
      String second = pair.isString() ? pair.asString() : null;
      Encoding encoding = tokenizer.encode(first, second, example.path("max_length").asInt(0));
      var ids = new ArrayList<Integer>();
      var types = new ArrayList<Integer>();
      var special = new ArrayList<Integer>();
      var offsets = new ArrayList<List<Integer>>();
      for (Encoding.Entry token : encoding.tokens()) {
        String text = token.sequence() == 1 ? second : first;
        ids.add(token.id());
        types.add(token.typeId());
        special.add(token.added() ? 1 : 0);
        offsets.add(
            List.of(text.codePointCount(0, token.start()), text.codePointCount(0, token.end())));
      }
      String place = "case " + checked + ": " + example.path("text");
      assertEquals(example.path("ids").toString(), compact(ids), place);
      assertEquals(example.path("type_ids").toString(), compact(types), place);
      assertEquals(example.path("special").toString(), compact(special), place);
      assertEquals(example.path("offsets").toString(), compact(offsets), place);
      checked++;
    }
    return checked;
  }

  private static String compact(List<?> list) {
    return list.toString().replace(" ", "");
  }
}
