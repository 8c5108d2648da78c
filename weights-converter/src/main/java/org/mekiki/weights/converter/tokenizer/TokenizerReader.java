package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.mekiki.transformer.tokenizer.SpecialTokens;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Finds and reads the tokenizer of a Hugging Face directory. */
public final class TokenizerReader {
  static final List<String> SENTENCE_PIECE_FILES =
      List.of(
          "sentencepiece.bpe.model",
          "spiece.model",
          "spm.model",
          "sentencepiece.model",
          "tokenizer.model");

  private TokenizerReader() {}

  /**
   * Reads {@code tokenizer.json}, or {@code vocab.txt}, or {@code vocab.json} with {@code
   * merges.txt}, or a SentencePiece file; {@code tokenizer_config.json} may stand beside any of
   * them.
   *
   * @throws ConversionException if none is there or one cannot be used
   */
  public static Tokenizer read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ConversionException(directory + " is no directory");
    }
    TokenizerConfig config = TokenizerConfig.read(directory);
    try {
      if (Files.isRegularFile(directory.resolve("tokenizer.json"))) {
        return new TokenizerJson(directory.resolve("tokenizer.json"), config).read();
      }
      if (Files.isRegularFile(directory.resolve("vocab.txt"))) {
        return BareVocabulary.wordPiece(lines(directory.resolve("vocab.txt")), config);
      }
      if (Files.isRegularFile(directory.resolve("vocab.json"))
          && Files.isRegularFile(directory.resolve("merges.txt"))) {
        return BareVocabulary.byteLevel(
            JsonFile.read(directory.resolve("vocab.json")),
            lines(directory.resolve("merges.txt")),
            config);
      }
      for (String name : SENTENCE_PIECE_FILES) {
        if (Files.isRegularFile(directory.resolve(name))) {
          return sentencePiece(directory, name, config);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ConversionException(
          "the tokenizer in %s cannot be used: %s".formatted(directory, e.getMessage()), e);
    }
    throw new ConversionException(
        directory
            + " has no tokenizer: tokenizer.json, vocab.txt, vocab.json with merges.txt, or one of "
            + String.join(", ", SENTENCE_PIECE_FILES)
            + " is needed");
  }

  private static Tokenizer sentencePiece(Path directory, String name, TokenizerConfig config)
      throws IOException {
    var family =
        SentencePieceFamily.of(
            config.modelType(), config.json().path("tokenizer_class").asString(""));
    return new SentencePieceTokenizer(
            SentencePieceModel.read(directory.resolve(name)), family, config)
        .build();
  }

  /** Where long texts are cut off. */
  static Truncation.Side truncationSide(JsonNode config, String absent) {
    return config.path("truncation_side").asString(absent).equalsIgnoreCase("left")
        ? Truncation.Side.LEFT
        : Truncation.Side.RIGHT;
  }

  private static List<String> lines(Path path) throws IOException {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new ConversionException(path + " is not valid UTF-8", e);
    }
    // Only line feeds end a line: vocabularies hold other separators as tokens.
    List<String> lines = List.of(text.split("\n", -1));
    List<String> whole = lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    return whole.stream()
        .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
        .toList();
  }

  /** A special token's content: a string, or an object with {@code content}. */
  static String content(JsonNode config, String key, String absent) {
    JsonNode node = config.path(key);
    if (node.isObject()) {
      node = node.path("content");
    }
    return node.isString() ? node.asString() : absent;
  }

  /** The limit, unless it is the huge number that stands for none. */
  static OptionalInt modelMaxLength(JsonNode config) {
    JsonNode node = config.path("model_max_length");
    return node.isNumber() && node.asDouble() >= 1 && node.asDouble() <= 1e9
        ? OptionalInt.of((int) node.asDouble())
        : OptionalInt.empty();
  }

  /** Numbers of the tokens with a role, found by their configured names. */
  static SpecialTokens specialTokens(
      JsonNode config, List<String> defaults, ToIntFunction<String> ids) {
    List<String> keys = TokenizerConfig.ROLES;
    OptionalInt[] found = new OptionalInt[keys.size()];
    for (int i = 0; i < found.length; i++) {
      String name = content(config, keys.get(i), defaults.get(i));
      int id = name == null ? -1 : ids.applyAsInt(name);
      found[i] = id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }
    return new SpecialTokens(found[0], found[1], found[2], found[3], found[4]);
  }
}
