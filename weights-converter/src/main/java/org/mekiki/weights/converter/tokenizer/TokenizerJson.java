package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mekiki.transformer.tokenizer.AddedToken;
import org.mekiki.transformer.tokenizer.TokenModel;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.weights.converter.ConversionException;
import org.mekiki.weights.converter.JsonFile;
import tools.jackson.databind.JsonNode;

/** Reads the pipeline that {@code tokenizer.json} describes. */
final class TokenizerJson {
  private final Path path;
  private final JsonNode config;

  TokenizerJson(Path path, JsonNode config) {
    this.path = path;
    this.config = config;
  }

  Tokenizer read() throws IOException {
    JsonNode root = JsonFile.read(path);
    if (!root.path("model").isObject()) {
      throw new ConversionException(path + " describes no model");
    }
    var builder = new TokenizerBuilder();
    builder.normalizer(NormalizerReader.read(node(root, "normalizer", "normalizer")));
    builder.preTokenizer(PreTokenizerReader.read(node(root, "pre_tokenizer", "pre-tokenizer")));
    List<AddedToken> added = addedTokens(root.path("added_tokens"));
    TokenModel model = new ModelReader(node(root, "model", "model"), added).read();
    added = numbered(added, model);
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
      String content = token.text("content", "");
      if (!content.isEmpty()) {
        added.add(
            new AddedToken(
                token.number("id", -1),
                content,
                token.flag("single_word", false),
                token.flag("lstrip", false),
                token.flag("rstrip", false),
                token.flag("normalized", true),
                token.flag("special", false)));
      }
    }
    return added;
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
