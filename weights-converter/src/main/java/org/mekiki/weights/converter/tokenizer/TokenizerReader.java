package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.transformer.tokenizer.SpecialTokens;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.tokenizer.TokenizerClass.Treatment;
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

  /** The file that describes a tokenizer whole. */
  public static final String DESCRIPTION = "tokenizer.json";

  private TokenizerReader() {}

  /**
   * Reads {@code tokenizer.json}, or {@code vocab.txt}, or {@code vocab.json} with {@code
   * merges.txt}, or a SentencePiece file; {@code tokenizer_config.json} may stand beside any of
   * them.
   *
   * @throws ConversionException if none is there or one cannot be used
   */
  public static Tokenizer read(Path directory) throws IOException {
    return read(directory, Integer.MAX_VALUE, _ -> {});
  }

  /**
   * Reads as {@link #read(Path)} does.
   *
   * @param directory with the files
   * @param rows where the model's table of embeddings ends: special tokens that are named alone and
   *     would stand behind it are left out
   * @param notes is told, in a sentence each, what the user should know
   * @throws ConversionException if no tokenizer is there or one cannot be used
   */
  public static Tokenizer read(Path directory, int rows, Consumer<String> notes)
      throws IOException {
    return read(directory, directory.resolve(DESCRIPTION), rows, notes);
  }

  /**
   * Reads as {@link #read(Path)} does, but takes a file of another name for {@code tokenizer.json}.
   *
   * @param directory with the files
   * @param described the file that describes the tokenizer whole, which need not be there
   * @param rows where the model's table of embeddings ends: special tokens that are named alone and
   *     would stand behind it are left out
   * @param notes is told, in a sentence each, what the user should know
   * @throws ConversionException if no tokenizer is there or one cannot be used
   */
  public static Tokenizer read(Path directory, Path described, int rows, Consumer<String> notes)
      throws IOException {
    return read(directory, described, rows, JapaneseWords.USUAL, notes);
  }

  /**
   * Reads as {@link #read(Path)} does, but takes a file of another name for {@code tokenizer.json}.
   *
   * @param directory with the files
   * @param described the file that describes the tokenizer whole, which need not be there
   * @param rows where the model's table of embeddings ends: special tokens that are named alone and
   *     would stand behind it are left out
   * @param japanese how a tokenizer for Japanese comes by words
   * @param notes is told, in a sentence each, what the user should know
   * @throws ConversionException if no tokenizer is there or one cannot be used
   */
  public static Tokenizer read(
      Path directory, Path described, int rows, JapaneseWords japanese, Consumer<String> notes)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ConversionException(directory + " is not a directory");
    }
    TokenizerConfig config = TokenizerConfig.read(directory);
    boolean isDescribed = Files.exists(described);
    config.choice().check(directory, config.json(), isDescribed, notes);
    try {
      if (config.choice().treatment() == Treatment.JAPANESE) {
        return new JapaneseTokenizer(directory, config, japanese, notes).read(rows);
      }
      requireNoWords(directory, japanese);
      if (config.choice().treatment() == Treatment.RINNA) {
        return new RinnaTokenizer(directory, config, notes).read();
      }
      Path words = directory.resolve("vocab.txt");
      boolean hasWords = Files.exists(words);
      Treatment asked = isDescribed ? config.choice().treatment() : treatment(config);
      if (hasWords && asked == Treatment.ESM) { // a program, which does not look at tokenizer.json
        JsonNode root =
            BareVocabulary.lines("WordLevel", lines(words).stream().map(String::strip).toList());
        return new TokenizerJson(words, root, Treatment.ESM, config, notes).read(rows, false);
      }
      if (isDescribed) {
        Treatment treatment = config.choice().treatment();
        return new TokenizerJson(described, JsonFile.read(described), treatment, config, notes)
            .read(rows, true);
      }
      if (hasWords) {
        Treatment treatment = bare(words, config, Treatment.BERT, Treatment.BERT, Treatment.MPNET);
        JsonNode root = BareVocabulary.lines("WordPiece", lines(words));
        return new TokenizerJson(words, root, treatment, config, notes).read(rows, false);
      }
      Path pairs = directory.resolve("vocab.json");
      Path merges = directory.resolve("merges.txt");
      if (Files.exists(pairs) && Files.exists(merges)) {
        Treatment treatment =
            bare(pairs, config, Treatment.ROBERTA, Treatment.ROBERTA, Treatment.DEBERTA);
        JsonNode root = BareVocabulary.byteLevel(JsonFile.read(pairs), lines(merges));
        return new TokenizerJson(pairs, root, treatment, config, notes).read(rows, false);
      }
      for (String name : SENTENCE_PIECE_FILES) {
        if (Files.exists(directory.resolve(name))) {
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

  private static void requireNoWords(Path directory, JapaneseWords japanese)
      throws ConversionException {
    if (japanese.dictionary().isPresent() || japanese.segmented()) {
      throw new ConversionException(
          "%s: the tokenizer does not find words with a program first, so there is nothing to be said by %s"
              .formatted(directory, japanese.segmented() ? "--segmented" : "--mecab-dictionary"));
    }
  }

  /** The pipeline around a bare vocabulary; a class that takes all from a file has its model's. */
  private static Treatment bare(
      Path file, TokenizerConfig config, Treatment absent, Treatment... possible)
      throws ConversionException {
    Treatment treatment = treatment(config);
    if (treatment == Treatment.FILE) {
      return absent;
    }
    if (!List.of(possible).contains(treatment)) {
      throw notOfThatClass(file, config);
    }
    return treatment;
  }

  private static Treatment treatment(TokenizerConfig config) {
    Treatment treatment = config.choice().treatment();
    TokenizerClass ofModel = TokenizerClass.ofModel(config.modelType());
    return treatment == Treatment.FILE && ofModel != null ? ofModel.treatment() : treatment;
  }

  /**
   * Whether the positions of a directory's model begin with 0, as they do for RoBERTa models of
   * rinna, whose users are told to give them by hand.
   *
   * @param directory with {@code config.json} and {@code tokenizer_config.json}
   * @return whether the model is such a one
   */
  public static boolean countsFromZero(Path directory) throws IOException {
    return TokenizerConfig.read(directory).choice().treatment() == Treatment.RINNA;
  }

  private static ConversionException notOfThatClass(Path file, TokenizerConfig config) {
    TokenizerClass named = config.choice().named();
    boolean plain = named == null || named.treatment() == Treatment.FILE;
    return new ConversionException(
        ("%s is not a file of the tokenizer %s, which the directory asks for; if another class"
                + " wrote it, name that as \"tokenizer_class\" in tokenizer_config.json")
            .formatted(file, plain ? "of " + config.modelType() + " models" : named.name()));
  }

  private static Tokenizer sentencePiece(Path directory, String name, TokenizerConfig config)
      throws IOException {
    Path file = directory.resolve(name);
    SentencePieceFamily family =
        switch (treatment(config)) {
          case XLM_ROBERTA, MLUKE -> SentencePieceFamily.XLM_ROBERTA;
          case CAMEMBERT -> SentencePieceFamily.CAMEMBERT;
          case ALBERT -> SentencePieceFamily.ALBERT;
          case DEBERTA_V2 -> SentencePieceFamily.DEBERTA;
          case FILE -> SentencePieceFamily.of(config.modelType());
          default -> throw notOfThatClass(file, config);
        };
    return new SentencePieceTokenizer(SentencePieceModel.read(file), family, config).build();
  }

  /** Where long texts are cut off. */
  static Truncation.Side truncationSide(JsonNode config, String absent) {
    return config.path("truncation_side").asString(absent).equalsIgnoreCase("left")
        ? Truncation.Side.LEFT
        : Truncation.Side.RIGHT;
  }

  /** The lines of a file in UTF-8. */
  static List<String> lines(Path path) throws IOException {
    String text;
    InputFile.require(path);
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
    JsonNode newer = config.path("model_max_length");
    JsonNode node = newer.isMissingNode() ? config.path("max_len") : newer;
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
