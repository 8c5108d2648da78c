package org.mekiki.cli.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.transformer.head.Task;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON objects, one a line. */
public final class Records {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Records() {}

  /**
   * A record as one line, whatever a reader takes for the end of one: JSON allows U+0085, U+2028
   * and U+2029 in strings as they are, and some readers of lines, Python's splitlines among them,
   * break there. Outside of strings they do not occur.
   */
  public static String line(ObjectNode node) {
    return JSON.writeValueAsString(node)
        .replace("\u0085", "\\u0085")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** What a line says; empty where it is no JSON. */
  public static Optional<JsonNode> parse(String line) {
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The object of these entries. */
  public static ObjectNode object(Map<String, Object> entries) {
    return JSON.valueToTree(entries);
  }

  /** The entries of an object, in its order. */
  public static Map<String, Object> entries(ObjectNode node) {
    return JSON.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** What the caller gave. */
  private static ObjectNode head(TextItem item) {
    ObjectNode node = object().set("id", item.id()).put("text", item.text());
    if (item.pair() != null) {
      node.put("text_pair", item.pair());
    }
    addNote(node, item);
    return node;
  }

  /** The beginning of a record about a text and what a model makes of it. */
  static ObjectNode about(String schema, TextItem item, ModelDescription model) {
    ObjectNode node =
        object()
            .put("schema", schema)
            .set("id", item.id())
            .put("text", item.text())
            .put("text_pair", item.pair());
    addNote(node, item);
    node.putObject("model")
        .put("family", model.family())
        .put("source", model.source())
        .put("sha256", model.sha256());
    return node;
  }

  /** The note, where there is one. */
  private static void addNote(ObjectNode node, TextItem item) {
    if (item.note() != null) {
      node.put("note", item.note());
    }
  }

  public static ObjectNode tokens(TextItem item, EncodedText text) {
    ObjectNode node = head(item);
    ArrayNode tokens = node.putArray("tokens");
    text.tokens().forEach(token -> addToken(tokens, text, token));
    return node;
  }

  /** What {@code predict} says of one text. */
  public static ObjectNode prediction(TextItem item, Task task, ObjectNode answer) {
    ObjectNode node = head(item);
    return node.put("task", task.label()).set("prediction", answer);
  }

  /** Classes with their logits and probabilities, or outputs with their values. */
  public static void addAnswer(
      ObjectNode prediction, List<String> labels, List<Double> logits, List<Double> probabilities) {
    ArrayNode names = prediction.putArray("labels");
    labels.forEach(names::add);
    ArrayNode values = prediction.putArray("logits");
    logits.forEach(values::add);
    ArrayNode shares = prediction.putArray(probabilities.isEmpty() ? "values" : "probabilities");
    (probabilities.isEmpty() ? logits : probabilities).forEach(shares::add);
  }

  /** Where a token stands, in code points of its text. */
  public static void addPlace(ObjectNode node, EncodedText text, Token token) {
    String source = token.sequence() == 1 ? text.pair() : text.text();
    if (token.added()) {
      node.putNull("sequence");
    } else {
      node.put("sequence", token.sequence());
    }
    node.put("start", source.codePointCount(0, token.start()))
        .put("end", source.codePointCount(0, token.end()));
  }

  public static ObjectNode addToken(ArrayNode tokens, EncodedText text, Token token) {
    ObjectNode node = tokens.addObject().put("text", token.text()).put("id", token.id());
    addPlace(node, text, token);
    node.put("special", token.added());
    if (token.added()) {
      return node.putNull("word");
    }
    return node.put("word", token.word());
  }
}
