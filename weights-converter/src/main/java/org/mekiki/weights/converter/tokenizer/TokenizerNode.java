package org.mekiki.weights.converter.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/**
 * One component of {@code tokenizer.json}: typed access that names what is wrong.
 *
 * @param path the file
 * @param component what it is, "normalizer" for example
 * @param json its value, perhaps missing
 */
record TokenizerNode(Path path, String component, JsonNode json) {

  boolean isAbsent() {
    return json.isMissingNode() || json.isNull();
  }

  /** Its type; components are told apart by it. */
  String type() {
    return json.path("type").asString("none");
  }

  boolean flag(String key, boolean absent) throws ConversionException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "true or false");
    }
    return value.asBoolean();
  }

  /** A text, or what stands for an absent one; null can. */
  String text(String key, String absent) throws ConversionException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.isString()) {
      throw wrong(key, "a text");
    }
    return value.asString();
  }

  /** A text that must be there. */
  String text(String key) throws ConversionException {
    String text = text(key, null);
    if (text == null) {
      throw wrong(key, "a text");
    }
    return text;
  }

  /** A text of a single character. */
  int character(String key, String absent) throws ConversionException {
    String text = text(key, absent);
    if (text.codePointCount(0, text.length()) != 1) {
      throw wrong(key, "a single character");
    }
    return text.codePointAt(0);
  }

  int number(String key, int absent) throws ConversionException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    int number = TokenizerJson.number(value);
    if (number < 0) {
      throw wrong(key, "a number that is not negative");
    }
    return number;
  }

  /** The components in a list; none is null. */
  List<TokenizerNode> list(String key) throws ConversionException {
    if (!json.path(key).isArray()) {
      throw wrong(key, "a list");
    }
    var list = new ArrayList<TokenizerNode>();
    for (JsonNode one : json.path(key)) {
      if (one.isNull()) {
        throw wrong(key, "a list without nulls");
      }
      list.add(new TokenizerNode(path, component, one));
    }
    return list;
  }

  ConversionException wrong(String key, String right) {
    return new ConversionException(
        "%s: \"%s\" of the %s \"%s\" must be %s".formatted(path, key, component, type(), right));
  }

  ConversionException unsupported() {
    return new ConversionException(
        "%s: the %s \"%s\" is not supported".formatted(path, component, type()));
  }

  /** The whole component, for what another jar makes of it. */
  ComponentSettings settings() {
    var values = new TreeMap<String, String>();
    flatten("", json, values);
    return new ComponentSettings(type(), values, json.toString());
  }

  private static void flatten(String prefix, JsonNode node, SortedMap<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> flatten(joined(prefix, entry.getKey()), entry.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(joined(prefix, Integer.toString(i)), node.path(i), values);
      }
    } else if (!node.isNull()) {
      values.put(prefix, node.asString());
    }
  }

  private static String joined(String prefix, String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }

  /** What another jar makes of a type that is not built in; refused where none does. */
  <T> T provided(Function<ComponentSettings, Optional<T>> find) throws ConversionException {
    try {
      Optional<T> found = find.apply(settings());
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException e) {
      throw new ConversionException(
          "%s: the %s \"%s\": %s".formatted(path, component, type(), e.getMessage()));
    }
    throw unsupported();
  }

  /** A key whose value asks for something that is not there. */
  ConversionException unsupported(String key) {
    return new ConversionException(
        "%s: \"%s\" of the %s \"%s\", %s, is not supported"
            .formatted(path, key, component, type(), json.path(key)));
  }
}
