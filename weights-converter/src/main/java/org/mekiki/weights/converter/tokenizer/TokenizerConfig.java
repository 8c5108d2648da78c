package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands beside a tokenizer's own files: {@code tokenizer_config.json}, with the roles of
 * {@code special_tokens_map.json} where it names none, and the added tokens of its {@code
 * added_tokens_decoder} or, without one, of {@code added_tokens.json}.
 *
 * @param json the configuration
 * @param modelType {@code model_type} of {@code config.json}, perhaps empty
 * @param added tokens with their numbers
 */
record TokenizerConfig(JsonNode json, String modelType, List<AddedToken> added) {
  /** Roles of special tokens, in the order in which defaults are given everywhere. */
  static final List<String> ROLES =
      List.of("cls_token", "sep_token", "pad_token", "mask_token", "unk_token");

  /** Reads the files that are there. */
  static TokenizerConfig read(Path directory) throws IOException {
    Path path = directory.resolve("tokenizer_config.json");
    ObjectNode json = (ObjectNode) optional(path);
    optional(directory.resolve("special_tokens_map.json"))
        .properties()
        .forEach(
            entry -> {
              if (json.path(entry.getKey()).isMissingNode() || json.get(entry.getKey()).isNull()) {
                json.set(entry.getKey(), entry.getValue());
              }
            });
    Path numbers = directory.resolve("added_tokens.json");
    return new TokenizerConfig(
        json,
        optional(directory.resolve("config.json")).path("model_type").asString(""),
        json.path("added_tokens_decoder").isObject()
            ? decoder(path, json.path("added_tokens_decoder"))
            : numbered(numbers, optional(numbers), specialNames(json)));
  }

  /** A JSON object, empty if the file is not there. */
  private static JsonNode optional(Path path) throws IOException {
    return Files.isRegularFile(path) ? JsonFile.read(path) : JsonNodeFactory.instance.objectNode();
  }

  private static List<AddedToken> decoder(Path path, JsonNode tokens) throws ConversionException {
    var added = new ArrayList<AddedToken>();
    for (Map.Entry<String, JsonNode> entry : tokens.properties()) {
      if (!entry.getKey().matches("[0-9]{1,9}")) {
        throw new ConversionException(
            "%s: \"added_tokens_decoder\" has \"%s\" in the place of a token's number"
                .formatted(path, entry.getKey()));
      }
      var node = new TokenizerNode(path, "added token", entry.getValue());
      added.add(token(node, Integer.parseInt(entry.getKey())));
    }
    return added;
  }

  /** A token with the flags of its node. */
  static AddedToken token(TokenizerNode node, int id) throws ConversionException {
    return new AddedToken(
        id,
        node.text("content", ""),
        node.flag("single_word", false),
        node.flag("lstrip", false),
        node.flag("rstrip", false),
        node.flag("normalized", true),
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
    return added;
  }

  private static Set<String> specialNames(JsonNode json) {
    var names = new HashSet<String>();
    for (JsonNode value : json) {
      String name = value.isObject() ? value.path("content").asString("") : value.asString("");
      names.add(name);
    }
    json.path("additional_special_tokens").forEach(token -> names.add(token.asString("")));
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
    if (listed != null && json.path("added_tokens_decoder").isObject()) {
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

  /**
   * Whether the tokenizer is of this family, in lower case: by its class, or where none is named by
   * the model's type.
   */
  boolean isOf(String family) {
    String named = json.path("tokenizer_class").asString("");
    boolean decides = !named.isEmpty() && !named.startsWith("PreTrainedTokenizer");
    return (decides ? named : modelType).toLowerCase(java.util.Locale.ROOT).contains(family);
  }
}
