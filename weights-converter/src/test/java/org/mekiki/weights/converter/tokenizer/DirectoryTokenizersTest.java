package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.transformer.tokenizer.Tokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small directories with special tokens and options in all files that may hold them, against what
 * transformers 5.18 with tokenizers 0.23 made of them: number, type and place of every token.
 */
final class DirectoryTokenizersTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path folder;

  private static JsonNode directories() throws IOException {
    try (InputStream in =
        DirectoryTokenizersTest.class.getResourceAsStream("tokenizer-directories.json")) {
      return MAPPER.readTree(in.readAllBytes());
    }
  }

  private static String tokens(Tokenizer tokenizer, JsonNode texts) {
    String first = texts.path(0).asString();
    String second = texts.has(1) ? texts.path(1).asString() : null;
    return tokenizer.encode(first, second, 0).tokens().stream()
        .map(
            token ->
                "%d:%d:%d-%d".formatted(token.id(), token.typeId(), token.start(), token.end()))
        .collect(Collectors.joining(" "));
  }

  private Tokenizer read(JsonNode files, int number, List<String> notes) throws IOException {
    Path directory = Files.createDirectory(folder.resolve("d" + number));
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      JsonNode content = file.getValue();
      Files.writeString(
          directory.resolve(file.getKey()),
          content.isString() ? content.asString() : content.toString());
    }
    return TokenizerReader.read(directory, Integer.MAX_VALUE, notes::add);
  }

  @Test
  void tokensAreThoseOfTheReferenceLibrary() throws IOException {
    JsonNode directories = directories();
    int told = 0;
    for (int i = 0; i < directories.size(); i++) {
      JsonNode directory = directories.get(i);
      var notes = new ArrayList<String>();
      Tokenizer tokenizer = read(directory.path("files"), i, notes);
      for (int j = 0; j < directory.path("texts").size(); j++) {
        assertEquals(
            directory.path("tokens").path(j).asString(),
            tokens(tokenizer, directory.path("texts").path(j)),
            "directory %d: %s".formatted(i, directory.path("files").path("tokenizer_config.json")));
      }
      told += notes.stream().anyMatch(note -> note.contains("the class is followed")) ? 1 : 0;
      notes.forEach(note -> assertEquals(1, note.lines().count(), note));
    }
    assertTrue(directories.size() > 50 && told > 10, "only " + told);
  }
}
