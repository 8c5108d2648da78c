package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands beside a tokenizer's own files: {@code tokenizer_config.json}, and the added tokens
 * of its {@code added_tokens_decoder}. Without those, as the reference library has it, {@code
 * special_tokens_map.json} overrules the configuration and {@code added_tokens.json} lists the
 * added tokens.
 *
 * @param json the configuration
 * @param roles the same, with the roles of {@code special_tokens_map.json} that it does not name
 * @param choice the class that is asked for
 * @param modelType {@code model_type} of {@code config.json}, perhaps empty
 * @param added tokens with the numbers that files give them, ascending
 * @param hasDecoder whether {@code added_tokens_decoder} lists them
 * @param typeless whether a model with token types gets none: {@code model_input_names} lacks them
 */
record TokenizerConfig(
    JsonNode json,
    JsonNode roles,
    TokenizerChoice choice,
    String modelType,
    List<AddedToken> added,
    boolean hasDecoder,
    boolean typeless) {
  /** Roles of special tokens, in the order in which defaults are given everywhere. */
  static final List<String> ROLES =
      List.of("cls_token", "sep_token", "pad_token", "mask_token", "unk_token");

  private static final String DECODER = "added_tokens_decoder";

  /** Reads the files that are there. */
  static TokenizerConfig read(Path directory) throws IOException {
    Path path = directory.resolve("tokenizer_config.json");
    ObjectNode json = (ObjectNode) optional(path);
    JsonNode model = optional(directory.resolve("config.json"));
    JsonNode map = optional(directory.resolve("special_tokens_map.json"));
    boolean hasDecoder = json.path(DECODER).isObject();
    extraTokens(json, false);
    if (!hasDecoder) {
      map.properties().forEach(entry -> overrule(json, entry.getKey(), entry.getValue()));
      extraTokens(json, true);
    }
    ObjectNode roles = json.deepCopy();
    map.properties().stream()
        .filter(entry -> roles.path(entry.getKey()).isMissingNode())
        .forEach(entry -> roles.set(entry.getKey(), entry.getValue()));
    Path numbers = directory.resolve("added_tokens.json");
    return new TokenizerConfig(
        json,
        roles,
        TokenizerChoice.of(json, model),
        model.path("model_type").asString(""),
        hasDecoder
            ? decoder(path, json.path(DECODER))
            : numbered(numbers, optional(numbers), specialNames(json)),
        hasDecoder,
        model.path("type_vocab_size").asInt(0) > 1 && typeless(json.path("model_input_names")));
  }

  private static boolean typeless(JsonNode names) {
    return names.isArray()
        && names.valueStream().noneMatch(name -> name.asString("").equals("token_type_ids"));
  }

  /** A JSON object, empty if the file is not there. */
  private static JsonNode optional(Path path) throws IOException {
    return Files.exists(path) ? JsonFile.read(path) : JsonNodeFactory.instance.objectNode();
  }

  /**
   * Tokens by name are kept apart; the older name of the list counts where the newer one is not
   * there, and in the configuration where it is empty too.
   */
  private static void extraTokens(ObjectNode json, boolean withMap) {
    JsonNode newer = json.path(DeclaredTokens.EXTRA);
    if (newer.isObject()) {
      ObjectNode named =
          json.path(DeclaredTokens.BY_NAME) instanceof ObjectNode known
              ? known
              : json.putObject(DeclaredTokens.BY_NAME);
      named.setAll((ObjectNode) newer);
      json.remove(DeclaredTokens.EXTRA);
      newer = json.path(DeclaredTokens.EXTRA);
    }
    JsonNode older = json.path(DeclaredTokens.ADDITIONAL);
    boolean open = newer.isMissingNode() || !withMap && (newer.isNull() || newer.isEmpty());
    if (!older.isMissingNode() && open) {
      json.set(DeclaredTokens.EXTRA, older);
      json.remove(DeclaredTokens.ADDITIONAL);
    }
  }

  /** An entry of the map: a list of special tokens is added to, a role replaced. */
  private static void overrule(ObjectNode json, String key, JsonNode value) {
    boolean named = key.endsWith("_token") && !DeclaredTokens.ROLES.contains(key);
    if (named && json.path(key).isString()) {
      return;
    }
    if (key.equals(DeclaredTokens.EXTRA) && value.isArray() && json.path(key).isArray()) {
      ((ArrayNode) json.get(key)).addAll((ArrayNode) value);
    } else if (value.isObject() && !key.equals(DeclaredTokens.EXTRA)) {
      json.set(key, ((ObjectNode) value.deepCopy()).put("special", true));
    } else if (!value.isNull()) {
      json.set(key, value);
    }
  }

  private static List<AddedToken> decoder(Path path, JsonNode tokens) throws ConversionException {
    var added = new ArrayList<AddedToken>();
    for (Map.Entry<String, JsonNode> entry : tokens.properties()) {
      if (!entry.getKey().matches("[0-9]{1,9}")) {
        throw new ConversionException(
            "%s: \"added_tokens_decoder\" has \"%s\" instead of a token's number"
                .formatted(path, entry.getKey()));
      }
      var node = new TokenizerNode(path, "added token", entry.getValue());
      boolean special = node.flag("special", false);
      added.add(token(node, Integer.parseInt(entry.getKey()), !special));
    }
    added.sort(Comparator.comparingInt(AddedToken::id));
    return added;
  }

  /** A token with the flags of its node. */
  static AddedToken token(TokenizerNode node, int id, boolean normalized)
      throws ConversionException {
    return new AddedToken(
        id,
        node.text("content", ""),
        node.flag("single_word", false),
        node.flag("lstrip", false),
        node.flag("rstrip", false),
        node.flag("normalized", normalized),
        node.flag("special", false));
  }

  private static List<AddedToken> numbered(Path path, JsonNode numbers, Set<String> special)
      throws ConversionException {
    var added = new ArrayList<AddedToken>();
    for (Map.Entry<String, JsonNode> entry : numbers.properties()) {
      int id = TokenizerJson.number(entry.getValue());
      if (id < 0) {
        throw new ConversionException(
            "%s gives \"%s\" the number %s, which it cannot have"
                .formatted(path, entry.getKey(), entry.getValue()));
      }
      boolean role = special.contains(entry.getKey());
      added.add(new AddedToken(id, entry.getKey(), false, false, false, !role, role));
    }
    added.sort(Comparator.comparingInt(AddedToken::id));
    return added;
  }

  private static Set<String> specialNames(JsonNode json) {
    var names = new HashSet<String>();
    DeclaredTokens.ROLES.forEach(role -> names.add(TokenizerReader.content(json, role, "")));
    for (JsonNode extra : json.path(DeclaredTokens.EXTRA)) {
      names.add(extra.isObject() ? extra.path("content").asString("") : extra.asString(""));
    }
    return names;
  }

  /** The added token that looks like this, null if there is none. */
  AddedToken added(String content) {
    return added.stream().filter(token -> token.content().equals(content)).findFirst().orElse(null);
  }

  /**
   * The special token of a role: as it is listed, else with the flags that the role's own entry
   * has, else found as it is written, white space before it included where asked for.
   *
   * @param defaultName what it looks like where nothing says so
   * @param takesSpaceBefore where nothing says so
   * @param normalized whether it is looked for after normalisation, where nothing says so
   */
  AddedToken role(
      String role, String defaultName, int id, boolean takesSpaceBefore, boolean normalized)
      throws ConversionException {
    String name = TokenizerReader.content(json, role, defaultName);
    AddedToken listed = added(name);
    // A bare number says nothing of flags.
    if (listed != null && hasDecoder) {
      return listed;
    }
    JsonNode entry = json.path(role);
    boolean own = entry.isObject();
    var node = new TokenizerNode(Path.of("tokenizer_config.json"), role, entry);
    return new AddedToken(
        id,
        name,
        own && node.flag("single_word", false),
        own ? node.flag("lstrip", takesSpaceBefore) : takesSpaceBefore,
        own && node.flag("rstrip", false),
        own ? node.flag("normalized", normalized) : normalized,
        true);
  }
}
