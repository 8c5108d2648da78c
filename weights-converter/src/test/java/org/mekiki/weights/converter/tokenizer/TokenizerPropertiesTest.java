package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Encoding.Entry;
import org.mekiki.transformer.tokenizer.Tokenizer;

/** What holds for every tokenizer and every text, valid Unicode or not. */
final class TokenizerPropertiesTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("mekiki.shared", "absent"), "golden");

  static Stream<Path> tokenizers() throws IOException {
    return Stream.concat(
        GoldenTokenizerTest.components(),
        Stream.of("bert", "roberta", "xlm-roberta", "deberta-v2").map(GOLDEN::resolve));
  }

  /** Any UTF-16 units, halves of surrogate pairs among them, and some text that is cut. */
  private static String anyText(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        case 1 -> text.appendCodePoint(random.nextInt(0x20000));
        case 2 -> text.append((char) random.nextInt(0x300));
        case 3 -> text.append(List.of(" ", "e\u0301", "ﬁ", "<mask>", "[SEP]", "1234").get(i % 6));
        default -> text.append("the film ", 0, random.nextInt(10));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void offsetsAreOrderedAndInTheText(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    Tokenizer tokenizer = TokenizerReader.read(directory);
    var random = new Random(71);
    for (int round = 0; round < 500; round++) {
      String text = anyText(random);
      int end = 0;
      int word = -1;
      for (Entry token : tokenizer.encode(text, null, 0).tokens()) {
        if (token.added() || text.isEmpty()) {
          continue;
        }
        // A template may hold the text twice.
        end = token.word() < word ? 0 : end;
        assertTrue(token.start() <= token.end() && token.end() <= text.length(), text);
        assertTrue(token.end() >= end || token.word() == word, text);
        end = Math.max(end, token.end());
        word = token.word();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void theStoredTokenizerIsTheSame(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    Tokenizer tokenizer = TokenizerReader.read(directory);
    var bytes = new ByteArrayOutputStream();
    tokenizer.writeTo(new DataOutputStream(bytes));
    Tokenizer stored =
        Tokenizer.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    var random = new Random(72);
    for (int round = 0; round < 200; round++) {
      String text = anyText(random);
      String pair = random.nextBoolean() ? anyText(random) : null;
      assertEquals(tokenizer.encode(text, pair, 0), stored.encode(text, pair, 0), text);
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void lengthIsNoObstacle(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    Tokenizer tokenizer = TokenizerReader.read(directory);
    for (String piece : List.of("a", "1", " ", "é ", "the film, 12 ", "<a>")) {
      String text = piece.repeat(100_000 / piece.length());
      int size = tokenizer.encode(text, null, 0).size();
      assertTrue(size <= 8 * text.length() + 8, piece);
    }
  }

  /** Where words end at white space, a text's tokens are those of its two halves. */
  @ParameterizedTest
  @ValueSource(strings = {"bert", "xlm-roberta", "tokenizer-components/whitespace-split"})
  void joinedTextsHaveTheirOwnTokens(String folder) throws IOException {
    Path directory = GOLDEN.resolve(folder);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    Tokenizer tokenizer = TokenizerReader.read(directory);
    var random = new Random(73);
    for (int round = 0; round < 300; round++) {
      String first = "a" + anyText(random).replace("<mask>", "") + "b ";
      String second = "a" + anyText(random);
      List<Entry> left = tokens(tokenizer.encode(first, null, 0));
      List<Entry> right = tokens(tokenizer.encode(second, null, 0));
      List<Entry> both = tokens(tokenizer.encode(first + second, null, 0));
      assertEquals(left.size() + right.size(), both.size(), first + second);
      for (int i = 0; i < both.size(); i++) {
        boolean inFirst = i < left.size();
        Entry part = inFirst ? left.get(i) : right.get(i - left.size());
        int shift = inFirst ? 0 : first.length();
        assertEquals(part.id(), both.get(i).id(), first + second);
        assertEquals(part.start() + shift, both.get(i).start(), first + second);
        assertEquals(part.end() + shift, both.get(i).end(), first + second);
      }
    }
  }

  private static List<Entry> tokens(Encoding encoding) {
    return encoding.tokens().stream().filter(token -> !token.added()).toList();
  }
}
