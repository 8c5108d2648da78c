package org.mekiki.weights.converter.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/** Tokenizers of directories that have vocabulary files only: BERT's and RoBERTa's conventions. */
final class BareVocabulary {
  private BareVocabulary() {}

  /** One token a line, the line's number is its own. */
  static Tokenizer wordPiece(List<String> tokens, TokenizerConfig settings)
      throws ConversionException {
    JsonNode config = settings.json();
    boolean mpnet = settings.isOf("mpnet");
    List<String> defaults =
        mpnet
            ? List.of("<s>", "</s>", "<pad>", "<mask>", "[UNK]")
            : List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
    boolean lowerCase = config.path("do_lower_case").asBoolean(true);
    JsonNode accents = config.path("strip_accents");
    var builder =
        new TokenizerBuilder()
            .bertNormalizer(
                true,
                config.path("tokenize_chinese_chars").asBoolean(true),
                accents.isBoolean() ? accents.asBoolean() : lowerCase,
                lowerCase)
            .bertPreTokenizer()
            .wordPiece(
                tokens,
                TokenizerReader.content(config, "unk_token", defaults.getLast()),
                "##",
                100);
    var special = new BareTokens(numbers(tokens), settings, defaults);
    if (mpnet) {
      mpnetTemplate(builder, special.required(0), special.required(1));
    } else {
      builder.bertTemplate(special.required(0), special.required(1));
    }
    return special.finish(builder, mpnet);
  }

  private static Map<String, Integer> numbers(List<String> tokens) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
    return ids;
  }

  /** Byte-level pairs as GPT-2 published them, with the special tokens of RoBERTa or DeBERTa. */
  static Tokenizer byteLevel(JsonNode vocabulary, List<String> lines, TokenizerConfig settings)
      throws ConversionException {
    Map<String, Integer> ids = new HashMap<>();
    vocabulary
        .properties()
        .forEach(entry -> ids.put(entry.getKey(), TokenizerJson.number(entry.getValue())));
    JsonNode config = settings.json();
    boolean deberta = settings.isOf("deberta");
    boolean prefixSpace = config.path("add_prefix_space").asBoolean(false);
    var builder =
        new TokenizerBuilder()
            .byteLevelPreTokenizer(prefixSpace, true)
            .bytePairs(ModelReader.tokensById(ids, "vocab.json"), merges(lines), null);
    List<String> defaults =
        deberta
            ? List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]")
            : List.of("<s>", "</s>", "<pad>", "<mask>", "<unk>");
    var special = new BareTokens(ids, settings, defaults);
    if (deberta) {
      builder.bertTemplate(special.required(0), special.required(1));
    } else {
      robertaTemplate(builder, special.required(0), special.required(1));
      if (config.path("trim_offsets").asBoolean(true)) {
        builder.trimOffsets(prefixSpace);
      }
    }
    return special.finish(builder, true);
  }

  private static List<String> merges(List<String> lines) {
    var merges = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      boolean comment = i == 0 && lines.get(i).startsWith("#version");
      if (!comment && !lines.get(i).isBlank()) {
        merges.addAll(ModelReader.pair(lines.get(i)));
      }
    }
    return merges;
  }

  /** As RoBERTa's, with type 1 for B. */
  private static void mpnetTemplate(TokenizerBuilder builder, int cls, int sep) {
    for (boolean ofPair : new boolean[] {false, true}) {
      builder
          .templateToken(ofPair, cls, 0)
          .templateText(ofPair, 0, 0)
          .templateToken(ofPair, sep, 0);
    }
    builder.templateToken(true, sep, 0).templateText(true, 1, 1).templateToken(true, sep, 1);
  }

  /** {@code <s> A </s>}, and {@code <s> A </s></s> B </s>}; all of type 0. */
  static void robertaTemplate(TokenizerBuilder builder, int cls, int sep) {
    for (boolean ofPair : new boolean[] {false, true}) {
      builder
          .templateToken(ofPair, cls, 0)
          .templateText(ofPair, 0, 0)
          .templateToken(ofPair, sep, 0);
    }
    builder.templateToken(true, sep, 0).templateText(true, 1, 0).templateToken(true, sep, 0);
  }
}
