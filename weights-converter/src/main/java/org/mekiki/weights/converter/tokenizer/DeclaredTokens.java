package org.mekiki.weights.converter.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/**
 * Tokens that a configuration names for a role or as special, without a number: {@code cls_token}
 * and the like, other keys that end in {@code _token}, {@code extra_special_tokens} as a list or by
 * name, {@code additional_special_tokens}.
 */
final class DeclaredTokens {
  /** Roles in the order in which the reference library adds their tokens. */
  static final List<String> ROLES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  static final String EXTRA = "extra_special_tokens";
  static final String ADDITIONAL = "additional_special_tokens";
  static final String BY_NAME = "model_specific_special_tokens";

  private final List<AddedToken> tokens = new ArrayList<>();

  private DeclaredTokens() {}

  /**
   * Collects; the numbers are −1.
   *
   * @param config the configuration
   * @param defaults tokens of a class's roles, which count where the configuration names none
   */
  static List<AddedToken> of(JsonNode config, Map<String, AddedToken> defaults)
      throws ConversionException {
    var declared = new DeclaredTokens();
    for (String role : ROLES) {
      JsonNode entry = config.path(role);
      AddedToken absent = defaults.get(role);
      if (entry.isMissingNode() && absent != null) {
        declared.tokens.add(absent);
      } else if (entry.isString() && absent != null) {
        declared.tokens.add(renamed(absent, entry.asString()));
      } else {
        declared.add(role, entry);
      }
    }
    for (Map.Entry<String, JsonNode> entry : named(config).entrySet()) {
      declared.add(entry.getKey(), entry.getValue());
    }
    JsonNode extra = config.path(EXTRA);
    for (JsonNode entry : extra.isArray() ? extra : List.<JsonNode>of()) {
      declared.add(EXTRA, entry);
    }
    return declared.tokens.stream().filter(token -> !token.content().isEmpty()).toList();
  }

  /** Keys of other roles: those that hold a text come last, as the reference library has it. */
  private static Map<String, JsonNode> named(JsonNode config) {
    var first = new LinkedHashMap<String, JsonNode>();
    var last = new LinkedHashMap<String, JsonNode>();
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      if (entry.getKey().endsWith("_token") && !ROLES.contains(entry.getKey())) {
        (entry.getValue().isString() ? last : first).put(entry.getKey(), entry.getValue());
      }
    }
    if (config.path(BY_NAME).isObject()) {
      config
          .path(BY_NAME)
          .properties()
          .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
    }
    first.putAll(last);
    return first;
  }

  private void add(String key, JsonNode entry) throws ConversionException {
    if (entry.isString()) {
      tokens.add(special(entry.asString()));
    } else if (entry.isObject()) {
      tokens.add(described(key, entry));
    }
  }

  private static AddedToken described(String key, JsonNode entry) throws ConversionException {
    var node = new TokenizerNode(Path.of("tokenizer_config.json"), key, entry);
    boolean special = node.flag("special", false);
    return new AddedToken(
        -1,
        node.text("content", ""),
        node.flag("single_word", false),
        node.flag("lstrip", false),
        node.flag("rstrip", false),
        node.flag("normalized", !special),
        true);
  }

  /** A token that is found exactly as it is written. */
  static AddedToken special(String content) {
    return new AddedToken(-1, content, false, false, false, false, true);
  }

  private static AddedToken renamed(AddedToken token, String content) {
    return new AddedToken(
        -1,
        content,
        token.singleWord(),
        token.leftStrip(),
        token.rightStrip(),
        token.normalized(),
        true);
  }
}
