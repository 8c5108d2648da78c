package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.Corpus;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;

/**
 * Texts through tokenizers of several kinds. No text is refused, and every token's place lies in
 * the text. Inputs are UTF-8, or, where they begin with a zero byte, UTF-16 with halves of pairs.
 */
public final class TextTarget implements FuzzTarget {
  private static final List<String> KINDS = List.of("bert", "byte-level", "unigram");

  private volatile List<Tokenizer> tokenizers = List.of();

  @Override
  public String name() {
    return "text";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of();
  }

  @Override
  public List<String> words() {
    return List.of(
        "[MASK]",
        "</s>",
        "<mask>",
        " ",
        "\u3000",
        "\u200d",
        "\u0301\u0301\u0301",
        "\ud83c\uddef",
        "\u1100\u1161\u11a8",
        "\u0e33",
        "\u0958",
        "\ufb03",
        "\u03a3",
        "\u2581",
        "film");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    if (tokenizers.isEmpty()) {
      tokenizers = read(folder);
    }
    String text =
        input.length > 0 && input[0] == 0
            ? halves(input)
            : new String(input, StandardCharsets.UTF_8);
    for (Tokenizer tokenizer : tokenizers) {
      requireSound(tokenizer, text);
    }
  }

  /** A decoder would put a mark in the place of half a pair. */
  private static String halves(byte[] input) {
    var text = new StringBuilder();
    for (int i = 1; i + 1 < input.length; i += 2) {
      text.append((char) (input[i] & 0xFF | (input[i + 1] & 0xFF) << 8));
    }
    return text.toString();
  }

  private static List<Tokenizer> read(Path folder) throws IOException {
    var all = new ArrayList<Tokenizer>();
    for (String kind : KINDS) {
      Path directory = Files.createDirectories(folder.resolve(kind));
      Corpus.place(kind + ".json", directory.resolve("tokenizer.json"));
      all.add(TokenizerReader.read(directory));
    }
    return all;
  }

  /**
   * Cuts a text.
   *
   * @throws AssertionError if a token's place is none in the text
   */
  static void requireSound(Tokenizer tokenizer, String text) {
    Encoding encoding = tokenizer.encode(text, null, 0);
    for (Encoding.Entry token : encoding.tokens()) {
      if (token.added()) {
        continue;
      }
      if (token.start() < 0 || token.end() < token.start() || token.end() > text.length()) {
        throw new AssertionError(
            "the token %d stands from %d to %d in a text of %d characters"
                .formatted(token.id(), token.start(), token.end(), text.length()));
      }
    }
    encoding.of(text, null);
  }
}
