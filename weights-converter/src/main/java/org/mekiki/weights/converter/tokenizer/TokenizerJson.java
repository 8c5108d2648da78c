package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Reads the pipeline that {@code tokenizer.json} describes. */
final class TokenizerJson {
  private static final List<String> BERT_LIKE =
      List.of("berttokenizer", "electratokenizer", "mpnettokenizer");

  private final Path path;
  private final TokenizerConfig settings;
  private final JsonNode config;

  TokenizerJson(Path path, TokenizerConfig settings) {
    this.path = path;
    this.settings = settings;
    this.config = settings.json();
  }

  Tokenizer read() throws IOException {
    JsonNode root = JsonFile.read(path);
    if (!root.path("model").isObject()) {
      throw new ConversionException(path + " describes no model");
    }
    var builder = new TokenizerBuilder();
    builder.normalizer(configured(NormalizerReader.read(node(root, "normalizer", "normalizer"))));
    builder.preTokenizer(PreTokenizerReader.read(node(root, "pre_tokenizer", "pre-tokenizer")));
    List<AddedToken> added = addedTokens(root.path("added_tokens"));
    TokenModel model = new ModelReader(node(root, "model", "model"), added).read();
    added = numbered(listed(added), model);
    builder.model(model);
    added.forEach(builder::addedToken);
    new PostProcessorReader(builder).read(node(root, "post_processor", "post-processor"));
    builder.truncationSide(
        TokenizerReader.truncationSide(
            config, root.path("truncation").path("direction").asString("right")));
    List<AddedToken> tokens = added;
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(
                config, defaults(model, tokens), name -> id(name, model, tokens)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .build();
  }

  private TokenizerNode node(JsonNode root, String key, String component) {
    return new TokenizerNode(path, component, root.path(key));
  }

  private List<AddedToken> addedTokens(JsonNode list) throws ConversionException {
    var added = new ArrayList<AddedToken>();
    for (JsonNode json : list) {
      var token = new TokenizerNode(path, "added token", json);
      if (!token.text("content", "").isEmpty()) {
        added.add(TokenizerConfig.token(token, token.number("id", -1)));
      }
    }
    return added;
  }

  /** With the tokens that the configuration lists: their flags count, and some may be missing. */
  private List<AddedToken> listed(List<AddedToken> added) {
    var all = new ArrayList<AddedToken>();
    for (AddedToken token : added) {
      AddedToken other = settings.added(token.content());
      all.add(other != null && other.id() == token.id() ? other : token);
    }
    for (AddedToken token : settings.added()) {
      if (!token.content().isEmpty()
          && added.stream().noneMatch(one -> one.content().equals(token.content()))) {
        all.add(token);
      }
    }
    return all;
  }

  /** BERT's normalizer as the configuration wants it; other classes leave the file as it is. */
  private Normalizer configured(Normalizer normalizer) {
    boolean likeBert = BERT_LIKE.stream().anyMatch(settings::isOf);
    if (!likeBert
        || !(normalizer
            instanceof
            BertNormalizer(boolean clean, boolean ideographs, boolean accents, boolean lower))) {
      return normalizer;
    }
    boolean lowerCase = config.path("do_lower_case").asBoolean(lower);
    JsonNode strip = config.path("strip_accents");
    // Left open, accents follow the case.
    boolean open = accents == lower;
    boolean stripAccents = strip.isBoolean() ? strip.asBoolean() : open ? lowerCase : accents;
    return new BertNormalizer(
        clean,
        config.path("tokenize_chinese_chars").asBoolean(ideographs),
        stripAccents,
        lowerCase);
  }

  /** An added token that the model has too keeps the model's number; two cannot share one. */
  private List<AddedToken> numbered(List<AddedToken> added, TokenModel model)
      throws ConversionException {
    var names = new HashMap<Integer, String>();
    for (AddedToken token : added) {
      int own = model.vocabulary().id(token.content());
      String other = own == token.id() ? token.content() : model.vocabulary().token(token.id());
      String before = names.put(token.id(), token.content());
      if (own >= 0 && own != token.id()) {
        throw new ConversionException(
            "%s: the added token \"%s\" has the number %d, in the vocabulary it has %d"
                .formatted(path, token.content(), token.id(), own));
      }
      for (String name : new String[] {other, before}) {
        if (name != null && !name.equals(token.content())) {
          throw new ConversionException(
              "%s: the tokens \"%s\" and \"%s\" have the same number %d"
                  .formatted(path, name, token.content(), token.id()));
        }
      }
    }
    return added;
  }

  private static int id(String name, TokenModel model, List<AddedToken> added) {
    return added.stream()
        .filter(token -> token.content().equals(name))
        .mapToInt(AddedToken::id)
        .findFirst()
        .orElseGet(() -> model.vocabulary().id(name));
  }

  private static List<String> defaults(TokenModel model, List<AddedToken> added) {
    boolean roberta = id("<s>", model, added) >= 0 && id("[CLS]", model, added) < 0;
    return roberta
        ? List.of("<s>", "</s>", "<pad>", "<mask>", "<unk>")
        : List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
  }

  /** A token's number; −1 for anything else. */
  static int number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() ? node.asInt() : -1;
  }
}
