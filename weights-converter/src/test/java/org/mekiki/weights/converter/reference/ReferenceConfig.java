package org.mekiki.weights.converter.reference;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A {@code config.json}.
 *
 * @param json its object
 */
public record ReferenceConfig(JsonNode json) {
  int integer(String key, int absent) {
    return json.path(key).asInt(absent);
  }

  double number(String key, double absent) {
    return json.path(key).asDouble(absent);
  }

  boolean truth(String key, boolean absent) {
    return json.path(key).asBoolean(absent);
  }

  String text(String key, String absent) {
    return json.path(key).isString() ? json.path(key).asString() : absent;
  }

  List<String> list(String key) {
    var list = new ArrayList<String>();
    json.path(key).forEach(entry -> list.add(entry.asString()));
    return list;
  }

  /** {@code model_type}. */
  public String family() {
    return text("model_type", "");
  }
}
