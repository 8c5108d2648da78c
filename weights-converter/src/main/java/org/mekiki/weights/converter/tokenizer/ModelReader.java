package org.mekiki.weights.converter.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.BpeOptions;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordLevelModel;
import org.mekiki.transformer.tokenizer.model.WordPieceModel;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/** Models of {@code tokenizer.json}. */
final class ModelReader {
  private static final int LARGEST_NUMBER = 10_000_000;

  private final TokenizerNode node;
  private final List<AddedToken> added;

  /** The added tokens may lend the unknown token its number. */
  ModelReader(TokenizerNode node, List<AddedToken> added) {
    this.node = node;
    this.added = added;
  }

  TokenModel read() throws ConversionException {
    return switch (type(node.json())) {
      case "WordPiece" -> wordPiece();
      case "BPE" -> bytePairs();
      case "Unigram" -> unigram();
      case "WordLevel" -> wordLevel();
      default -> throw node.unsupported();
    };
  }

  /** The kind of a model; files of before 2020 leave it out. */
  static String type(JsonNode model) {
    if (!model.path("type").isMissingNode()) {
      return model.path("type").asString("none");
    }
    return model.path("vocab").isArray() ? "Unigram" : model.has("merges") ? "BPE" : "WordPiece";
  }

  private Vocabulary vocabulary() throws ConversionException {
    JsonNode vocabulary = node.json().path("vocab");
    if (!vocabulary.isObject()) {
      throw node.wrong("vocab", "an object of tokens and numbers");
    }
    Map<String, Integer> ids = new HashMap<>();
    vocabulary
        .properties()
        .forEach(entry -> ids.put(entry.getKey(), TokenizerJson.number(entry.getValue())));
    return new Vocabulary(tokensById(ids, node.path().toString()));
  }

  private TokenModel wordPiece() throws ConversionException {
    Vocabulary vocabulary = vocabulary();
    return new WordPieceModel(
        vocabulary,
        unknown(vocabulary, node.text("unk_token", "[UNK]")),
        node.text("continuing_subword_prefix", "##"),
        node.number("max_input_chars_per_word", 100));
  }

  private TokenModel wordLevel() throws ConversionException {
    Vocabulary vocabulary = vocabulary();
    return new WordLevelModel(vocabulary, unknown(vocabulary, node.text("unk_token", "<unk>")));
  }

  private TokenModel bytePairs() throws ConversionException {
    JsonNode dropout = node.json().path("dropout");
    if (dropout.isNumber()
        ? dropout.asDouble() != 0
        : !dropout.isMissingNode() && !dropout.isNull()) {
      throw node.unsupported("dropout");
    }
    Vocabulary vocabulary = vocabulary();
    String unknown = node.text("unk_token", null);
    return new BpeModel(
        vocabulary,
        merges(),
        new BpeOptions(
            unknown == null ? -1 : unknown(vocabulary, unknown),
            node.text("continuing_subword_prefix", ""),
            node.text("end_of_word_suffix", ""),
            node.flag("fuse_unk", false),
            node.flag("byte_fallback", false),
            node.flag("ignore_merges", false)));
  }

  /** Merges are written {@code "a b"} or {@code ["a", "b"]}. */
  private List<String> merges() throws ConversionException {
    if (!node.json().path("merges").isArray()) {
      throw node.wrong("merges", "a list");
    }
    var merges = new ArrayList<String>();
    for (JsonNode merge : node.json().path("merges")) {
      if (merge.isArray()) {
        merges.add(merge.path(0).asString(""));
        merges.add(merge.path(1).asString(""));
      } else {
        merges.addAll(pair(merge.asString("")));
      }
    }
    return merges;
  }

  private TokenModel unigram() throws ConversionException {
    if (!node.json().path("vocab").isArray()) {
      throw node.wrong("vocab", "a list of tokens and scores");
    }
    var tokens = new ArrayList<String>();
    double[] scores = new double[node.json().path("vocab").size()];
    for (JsonNode entry : node.json().path("vocab")) {
      if (entry.size() != 2 || !entry.path(0).isString() || !entry.path(1).isNumber()) {
        throw node.wrong("vocab", "a list of tokens and scores");
      }
      scores[tokens.size()] = ScoreReader.read(entry.path(1).asDouble());
      tokens.add(entry.path(0).asString());
    }
    // Without one, texts with a character that has no token are refused when they come.
    int unknown = node.number("unk_id", -1);
    if (unknown >= tokens.size()) {
      throw node.wrong("unk_id", "the number of the unknown token");
    }
    return new UnigramModel(
        new Vocabulary(tokens), scores, unknown, node.flag("byte_fallback", false));
  }

  private int unknown(Vocabulary vocabulary, String token) throws ConversionException {
    int id = vocabulary.id(token);
    if (id >= 0) {
      return id;
    }
    for (AddedToken one : added) {
      if (one.content().equals(token)) {
        return one.id();
      }
    }
    throw new ConversionException(
        "%s: the vocabulary lacks the unknown token \"%s\"".formatted(node.path(), token));
  }

  /** The two parts of a merge written as {@code "a b"}. */
  static List<String> pair(String merge) {
    int space = merge.indexOf(' ', 1);
    if (space < 0 || space == merge.length() - 1) {
      throw new IllegalArgumentException("\"" + merge + "\" is not a merge of two tokens");
    }
    return List.of(merge.substring(0, space), merge.substring(space + 1));
  }

  /** Tokens by number, null where a number is not used. */
  static List<String> tokensById(Map<String, Integer> ids, String file) throws ConversionException {
    if (ids.isEmpty()) {
      throw new ConversionException(file + ": the vocabulary is empty");
    }
    int largest = ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    int smallest = ids.values().stream().mapToInt(Integer::intValue).min().orElse(-1);
    if (smallest < 0 || largest > LARGEST_NUMBER) {
      throw new ConversionException(file + ": the vocabulary's numbers are not usable");
    }
    String[] tokens = new String[largest + 1];
    for (Map.Entry<String, Integer> entry : new TreeMap<>(ids).entrySet()) {
      int id = entry.getValue();
      if (tokens[id] != null) {
        throw new ConversionException(
            "%s: the tokens \"%s\" and \"%s\" have the same number %d"
                .formatted(file, tokens[id], entry.getKey(), id));
      }
      tokens[id] = entry.getKey();
    }
    return Arrays.asList(tokens);
  }
}
