package org.mekiki.weights.converter;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON text with one value taken away or replaced, in every way and at every place. */
public final class JsonChanges {
  private static final List<String> VALUES =
      List.of("null", "true", "-1", "1", "1e99", "\"\"", "\"x\"", "[]", "{}", "[[1]]");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JsonNode root;
  private final List<String> changed = new ArrayList<>();

  private JsonChanges(JsonNode root) {
    this.root = root;
  }

  /** All changed texts. */
  public static List<String> of(String json) {
    var changes = new JsonChanges(MAPPER.readTree(json));
    changes.visit(changes.root);
    return changes.changed;
  }

  private void visit(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String key : List.copyOf(object.propertyNames())) {
        JsonNode kept = object.get(key);
        visit(kept);
        for (String value : VALUES) {
          object.set(key, MAPPER.readTree(value));
          changed.add(root.toString());
        }
        object.remove(key);
        changed.add(root.toString());
        object.set(key, kept);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode kept = array.get(i);
        visit(kept);
        for (String value : VALUES) {
          array.set(i, MAPPER.readTree(value));
          changed.add(root.toString());
        }
        array.remove(i);
        changed.add(root.toString());
        array.insert(i, kept);
      }
    }
  }
}
