package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.WordCounts;
import org.mekiki.transformer.tokenizer.WordPieceTrainer;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;

/** A tokenizer that was written is read as the same. */
final class TokenizerWriterTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));
  @TempDir private Path folder;

  private static byte[] bytes(Tokenizer tokenizer) throws IOException {
    var bytes = new ByteArrayOutputStream();
    tokenizer.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  static Stream<Path> tokenizers() throws IOException {
    var found = new TreeSet<Path>();
    for (String parent : List.of("golden", "golden/tokenizer-components", "tokenizers", "models")) {
      if (Files.isDirectory(SHARED.resolve(parent))) {
        try (Stream<Path> inside = Files.list(SHARED.resolve(parent))) {
          inside
              .filter(
                  path ->
                      Stream.of("tokenizer.json", "vocab.txt", "vocab.json")
                          .anyMatch(name -> Files.exists(path.resolve(name))))
              .forEach(found::add);
        }
      }
    }
    return found.isEmpty() ? Stream.of(SHARED) : found.stream();
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void referenceTokenizersStayTheSame(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    Tokenizer tokenizer = TokenizerReader.read(directory);
    TokenizerWriter.write(tokenizer, true, folder);
    assertArrayEquals(bytes(tokenizer), bytes(TokenizerReader.read(folder)));
  }

  private static Tokenizer trained(boolean lower) {
    Normalizer normalizer = new BertNormalizer(true, true, lower, lower);
    var counts = new WordCounts(normalizer, new BertPreTokenizer());
    for (String text : List.of("A fine film, finer than films.", "Fine filming is finest!")) {
      counts.add(text);
    }
    List<String> tokens = WordPieceTrainer.bert(60, 2, 1000).train(counts);
    return WordPieceTrainer.bertTokenizer(tokens, normalizer, OptionalInt.of(32));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTrainedTokenizerIsReadFromEitherFile(boolean lower) throws IOException {
    Tokenizer tokenizer = trained(lower);
    TokenizerWriter.write(tokenizer, true, folder);
    assertArrayEquals(bytes(tokenizer), bytes(TokenizerReader.read(folder)));
    Files.delete(folder.resolve("tokenizer.json"));
    assertArrayEquals(bytes(tokenizer), bytes(TokenizerReader.read(folder)));
    assertTrue(tokenizer.idOf("fine").isPresent(), "the most frequent word became a token");
  }

  @Test
  void capitalsStayWhereTheyAreKept() {
    assertTrue(trained(false).idOf("A").isPresent());
    assertTrue(trained(true).idOf("A").isEmpty());
  }

  @Test
  void inputsAreThoseOfTheModel() throws IOException {
    TokenizerWriter.write(trained(true), false, folder);
    String config = Files.readString(folder.resolve("tokenizer_config.json"));
    assertFalse(config.contains("token_type_ids"), config);
    assertEquals(32, trained(true).modelMaxLength().orElseThrow());
  }
}
