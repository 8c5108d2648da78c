package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.transformer.tokenizer.AddedToken;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.weights.converter.ConversionException;
import org.mekiki.weights.converter.JsonFile;
import tools.jackson.databind.JsonNode;

/** Reads the pipeline that {@code tokenizer.json} describes. */
final class TokenizerJson {
  private static final List<String> BERT_NAMES =
      List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
  private static final List<String> ROBERTA_NAMES =
      List.of("<s>", "</s>", "<pad>", "<mask>", "<unk>");

  private static final int LARGEST_NUMBER = 10_000_000;

  private final Path path;
  private final JsonNode config;
  private final TokenizerBuilder builder = new TokenizerBuilder();
  private final Map<String, Integer> ids = new HashMap<>();

  TokenizerJson(Path path, JsonNode config) {
    this.path = path;
    this.config = config;
  }

  Tokenizer read() throws IOException {
    JsonNode root = JsonFile.read(path);
    readNormalizer(root.path("normalizer"));
    readPreTokenizer(root.path("pre_tokenizer"));
    readModel(root.path("model"), root.path("added_tokens"));
    readPostProcessor(root.path("post_processor"));
    boolean roberta = ids.containsKey("<s>") && !ids.containsKey("[CLS]");
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(
                config, roberta ? ROBERTA_NAMES : BERT_NAMES, name -> ids.getOrDefault(name, -1)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .build();
  }

  private void readNormalizer(JsonNode node) throws ConversionException {
    if (isAbsent(node)) {
      return;
    }
    if (!type(node).equals("BertNormalizer")) {
      throw unsupported("normalizer", node);
    }
    boolean lowerCase = flag(node, "lowercase", true);
    builder.bertNormalizer(
        flag(node, "clean_text", true),
        flag(node, "handle_chinese_chars", true),
        flag(node, "strip_accents", lowerCase),
        lowerCase);
  }

  private void readPreTokenizer(JsonNode node) throws ConversionException {
    switch (type(node)) {
      case "BertPreTokenizer" -> builder.bertPreTokenizer();
      case "ByteLevel" ->
          builder.byteLevelPreTokenizer(
              flag(node, "add_prefix_space", true), flag(node, "use_regex", true));
      default -> throw unsupported("pre-tokenizer", node);
    }
  }

  private void readModel(JsonNode node, JsonNode added) throws ConversionException {
    JsonNode vocabulary = node.path("vocab");
    if (!vocabulary.isObject()) {
      throw new ConversionException(path + ": the model has no vocabulary");
    }
    vocabulary.properties().forEach(entry -> ids.put(entry.getKey(), number(entry.getValue())));
    for (JsonNode token : added) {
      String content = token.path("content").asString("");
      int id = number(token.path("id"));
      ids.put(content, id);
      builder.addedToken(
          new AddedToken(
              id,
              content,
              flag(token, "single_word", false),
              flag(token, "lstrip", false),
              flag(token, "rstrip", false),
              flag(token, "normalized", true),
              flag(token, "special", false)));
    }
    List<String> tokens = tokensById(ids, path.toString());
    switch (node.path("type").asString(node.has("merges") ? "BPE" : "WordPiece")) {
      case "WordPiece" ->
          builder.wordPiece(
              tokens,
              node.path("unk_token").asString("[UNK]"),
              node.path("continuing_subword_prefix").asString("##"),
              node.path("max_input_chars_per_word").asInt(100));
      case "BPE" -> readBytePairs(node, tokens);
      default -> throw unsupported("model", node);
    }
  }

  private void readBytePairs(JsonNode node, List<String> tokens) throws ConversionException {
    for (String key : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      if (!node.path(key).asString("").isEmpty()) {
        throw new ConversionException(path + ": \"" + key + "\" of a BPE model is not supported");
      }
    }
    for (String key : List.of("byte_fallback", "ignore_merges", "fuse_unk")) {
      if (flag(node, key, false)) {
        throw new ConversionException(path + ": \"" + key + "\" of a BPE model is not supported");
      }
    }
    var merges = new ArrayList<String>();
    for (JsonNode merge : node.path("merges")) {
      if (merge.isArray()) {
        merges.add(merge.path(0).asString(""));
        merges.add(merge.path(1).asString(""));
      } else {
        merges.addAll(pair(merge.asString("")));
      }
    }
    JsonNode unknown = node.path("unk_token");
    builder.bytePairs(tokens, merges, unknown.isString() ? unknown.asString() : null);
  }

  /** The two parts of a merge written as {@code "a b"}. */
  static List<String> pair(String merge) {
    int space = merge.indexOf(' ', 1);
    if (space < 0 || space == merge.length() - 1) {
      throw new IllegalArgumentException("\"" + merge + "\" is no merge of two tokens");
    }
    return List.of(merge.substring(0, space), merge.substring(space + 1));
  }

  /** Tokens by number, null where a number is not used. */
  static List<String> tokensById(Map<String, Integer> ids, String file) throws ConversionException {
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

  /** A token's number; −1 for anything else. */
  static int number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() ? node.asInt() : -1;
  }

  /** The number in a pair of token and number. */
  private int numberOf(JsonNode processor, String key) throws ConversionException {
    int number = number(processor.path(key).path(1));
    if (number < 0) {
      throw new ConversionException(
          path + ": the post-processor's \"" + key + "\" is no pair of token and number");
    }
    return number;
  }

  private void readPostProcessor(JsonNode node) throws ConversionException {
    if (isAbsent(node)) {
      return;
    }
    switch (type(node)) {
      case "TemplateProcessing" -> readTemplate(node);
      case "BertProcessing" ->
          BareVocabulary.bertTemplate(builder, numberOf(node, "cls"), numberOf(node, "sep"));
      case "RobertaProcessing" -> {
        BareVocabulary.robertaTemplate(builder, numberOf(node, "cls"), numberOf(node, "sep"));
        if (flag(node, "trim_offsets", true)) {
          builder.trimOffsets(flag(node, "add_prefix_space", true));
        }
      }
      case "ByteLevel" -> {
        if (flag(node, "trim_offsets", true)) {
          builder.trimOffsets(flag(node, "add_prefix_space", true));
        }
      }
      default -> throw unsupported("post-processor", node);
    }
  }

  private void readTemplate(JsonNode node) throws ConversionException {
    for (boolean ofPair : new boolean[] {false, true}) {
      for (JsonNode part : node.path(ofPair ? "pair" : "single")) {
        JsonNode special = part.path("SpecialToken");
        JsonNode sequence = part.path("Sequence");
        if (sequence.isObject()) {
          boolean second = sequence.path("id").asString("A").equals("B");
          builder.templateText(ofPair, second ? 1 : 0, sequence.path("type_id").asInt(0));
          continue;
        }
        String name = special.path("id").asString("");
        JsonNode numbers = node.path("special_tokens").path(name).path("ids");
        if (numbers.isEmpty()) {
          throw new ConversionException(
              path + ": the template uses \"" + name + "\" without saying its number");
        }
        for (JsonNode id : numbers) {
          builder.templateToken(ofPair, number(id), special.path("type_id").asInt(0));
        }
      }
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String type(JsonNode node) {
    return node.path("type").asString("none");
  }

  private static boolean flag(JsonNode node, String key, boolean absent) {
    JsonNode value = node.path(key);
    return value.isBoolean() ? value.asBoolean() : absent;
  }

  private ConversionException unsupported(String component, JsonNode node) {
    return new ConversionException(
        "%s: the %s \"%s\" is not supported".formatted(path, component, type(node)));
  }
}
