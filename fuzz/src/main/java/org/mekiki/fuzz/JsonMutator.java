package org.mekiki.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Changes the values of a JSON text and leaves it valid, mostly: other types, huge numbers, deep
 * nests, values of other places or of another text, keys exchanged, repeated or gone.
 */
final class JsonMutator {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Stands for a value that no tree can hold, until the text is written. */
  private static final String MARK = "\ue000hostile\ue000";

  private static final List<String> HOSTILE =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "0.5",
          "-0.0",
          "1e400",
          "1e-400",
          "1e999999999",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967296",
          "9223372036854775808",
          "99999999999999999999999999999999",
          "\"\"",
          "\" \"",
          "\"0\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\\uffff\"",
          "\"\\ud83d\\ude00\"",
          "\"(((\"",
          "\"(a*)*b\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"\":null}",
          "[0,1,2]",
          "[\"a\",\"b\"]",
          "{\"type\":\"Sequence\"}",
          "NaN");

  private JsonMutator() {}

  /** A value in a tree: of an object by its key, of a list by its place. */
  private record Place(JsonNode parent, String key, int index) {
    JsonNode value() {
      return key == null ? parent.get(index) : parent.get(key);
    }

    void set(JsonNode value) {
      if (key == null) {
        ((ArrayNode) parent).set(index, value);
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }

    void remove() {
      if (key == null) {
        ((ArrayNode) parent).remove(index);
      } else {
        ((ObjectNode) parent).remove(key);
      }
    }
  }

  /**
   * Another text; the same where it is not JSON.
   *
   * @param other a text that values can come from
   */
  static byte[] changed(byte[] input, byte[] other, SplittableRandom random) {
    JsonNode root;
    JsonNode source;
    try {
      root = JSON.readTree(input);
      source = JSON.readTree(random.nextBoolean() ? input : other);
    } catch (JacksonException e) {
      return input;
    }
    String hostile = "null";
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<Place> places = places(root);
      if (places.isEmpty()) {
        break;
      }
      Place place = places.get(random.nextInt(places.size()));
      switch (random.nextInt(6)) {
        case 0 -> place.remove();
        case 1 -> exchange(place, places.get(random.nextInt(places.size())));
        case 2 -> {
          List<Place> others = places(source);
          if (!others.isEmpty()) {
            place.set(others.get(random.nextInt(others.size())).value().deepCopy());
          }
        }
        case 3 -> grow(place, random);
        default -> {
          hostile = hostile(random);
          place.set(StringNode.valueOf(MARK));
        }
      }
    }
    String text = root.toString().replace('"' + MARK + '"', hostile);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hostile(SplittableRandom random) {
    if (random.nextInt(8) > 0) {
      return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }
    int depth = 1 << random.nextInt(14);
    return random.nextBoolean()
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{\"a\":".repeat(depth) + "0" + "}".repeat(depth);
  }

  /** Neither may lie in the other, or the tree would be a circle; copies never do. */
  private static void exchange(Place one, Place two) {
    JsonNode first = one.value().deepCopy();
    one.set(two.value().deepCopy());
    two.set(first);
  }

  /** The same value more often, or under another key. */
  private static void grow(Place place, SplittableRandom random) {
    if (place.parent() instanceof ArrayNode list) {
      for (int i = random.nextInt(16); i >= 0; i--) {
        list.add(place.value().deepCopy());
      }
    } else {
      List<String> keys = new ArrayList<>(place.parent().propertyNames());
      String key = keys.get(random.nextInt(keys.size()));
      JsonNode value = place.value().deepCopy();
      ((ObjectNode) place.parent()).set(random.nextBoolean() ? key : key + "_", value);
    }
  }

  private static List<Place> places(JsonNode root) {
    var places = new ArrayList<Place>();
    var open = new ArrayList<JsonNode>(List.of(root));
    while (!open.isEmpty()) {
      JsonNode node = open.removeLast();
      if (node.isObject()) {
        node.propertyNames().forEach(key -> places.add(new Place(node, key, -1)));
      }
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        places.add(new Place(node, null, i));
      }
      node.values().forEach(open::add);
    }
    return places;
  }
}
