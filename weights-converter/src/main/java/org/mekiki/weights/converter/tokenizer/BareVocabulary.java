package org.mekiki.weights.converter.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.tokenizer.AddedToken;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.weights.converter.ConversionException;
import tools.jackson.databind.JsonNode;

/** Tokenizers of directories that have vocabulary files only: BERT's and RoBERTa's conventions. */
final class BareVocabulary {
  private BareVocabulary() {}

  /** One token a line, the line's number is its own. */
  static Tokenizer wordPiece(List<String> tokens, JsonNode config) throws ConversionException {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
    boolean lowerCase = config.path("do_lower_case").asBoolean(true);
    JsonNode accents = config.path("strip_accents");
    String unknown = TokenizerReader.content(config, "unk_token", "[UNK]");
    var builder =
        new TokenizerBuilder()
            .bertNormalizer(
                true,
                config.path("tokenize_chinese_chars").asBoolean(true),
                accents.isBoolean() ? accents.asBoolean() : lowerCase,
                lowerCase)
            .bertPreTokenizer()
            .wordPiece(tokens, unknown, "##", 100);
    String cls = TokenizerReader.content(config, "cls_token", "[CLS]");
    String sep = TokenizerReader.content(config, "sep_token", "[SEP]");
    bertTemplate(builder, id(ids, cls), id(ids, sep));
    List<String> defaults = List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
    addSpecialTokens(builder, config, defaults, ids, false);
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(config, defaults, name -> ids.getOrDefault(name, -1)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .truncationSide(TokenizerReader.truncationSide(config, "right"))
        .build();
  }

  /** Byte-level pairs as GPT-2 published them, with RoBERTa's special tokens. */
  static Tokenizer byteLevel(JsonNode vocabulary, List<String> lines, JsonNode config)
      throws ConversionException {
    Map<String, Integer> ids = new HashMap<>();
    vocabulary
        .properties()
        .forEach(entry -> ids.put(entry.getKey(), TokenizerJson.number(entry.getValue())));
    var merges = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      boolean comment = i == 0 && lines.get(i).startsWith("#version");
      if (!comment && !lines.get(i).isBlank()) {
        merges.addAll(ModelReader.pair(lines.get(i)));
      }
    }
    boolean prefixSpace = config.path("add_prefix_space").asBoolean(false);
    var builder =
        new TokenizerBuilder()
            .byteLevelPreTokenizer(prefixSpace, true)
            .bytePairs(ModelReader.tokensById(ids, "vocab.json"), merges, null);
    String cls = TokenizerReader.content(config, "cls_token", "<s>");
    String sep = TokenizerReader.content(config, "sep_token", "</s>");
    robertaTemplate(builder, id(ids, cls), id(ids, sep));
    if (config.path("trim_offsets").asBoolean(true)) {
      builder.trimOffsets(prefixSpace);
    }
    List<String> defaults = List.of("<s>", "</s>", "<pad>", "<mask>", "<unk>");
    addSpecialTokens(builder, config, defaults, ids, true);
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(config, defaults, name -> ids.getOrDefault(name, -1)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .truncationSide(TokenizerReader.truncationSide(config, "right"))
        .build();
  }

  /** [CLS] A [SEP], and [CLS] A [SEP] B [SEP] with type 1 for B. */
  static void bertTemplate(TokenizerBuilder builder, int cls, int sep) {
    for (boolean ofPair : new boolean[] {false, true}) {
      builder
          .templateToken(ofPair, cls, 0)
          .templateText(ofPair, 0, 0)
          .templateToken(ofPair, sep, 0);
    }
    builder.templateText(true, 1, 1).templateToken(true, sep, 1);
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

  private static void addSpecialTokens(
      TokenizerBuilder builder,
      JsonNode config,
      List<String> defaults,
      Map<String, Integer> ids,
      boolean maskTakesSpaceBefore) {
    List<String> keys = List.of("cls_token", "sep_token", "pad_token", "mask_token", "unk_token");
    for (int i = 0; i < keys.size(); i++) {
      String name = TokenizerReader.content(config, keys.get(i), defaults.get(i));
      if (ids.containsKey(name)) {
        boolean mask = keys.get(i).equals("mask_token");
        builder.addedToken(
            new AddedToken(
                ids.get(name), name, false, mask && maskTakesSpaceBefore, false, false, true));
      }
    }
  }

  private static int id(Map<String, Integer> ids, String token) throws ConversionException {
    Integer id = ids.get(token);
    if (id == null) {
      throw new ConversionException("the vocabulary lacks the token \"" + token + "\"");
    }
    return id;
  }
}
