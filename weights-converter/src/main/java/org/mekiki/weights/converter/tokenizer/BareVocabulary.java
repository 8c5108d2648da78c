package org.mekiki.weights.converter.tokenizer;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vocabulary files in the form of {@code tokenizer.json}, which says no more than they do. */
final class BareVocabulary {
  private BareVocabulary() {}

  /**
   * One token a line, the line's number is its own; of two that are alike the later counts.
   *
   * @param model WordPiece, WordLevel
   */
  static JsonNode lines(String model, List<String> tokens) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode vocabulary = root.putObject("model").put("type", model).putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      vocabulary.put(tokens.get(id), id);
    }
    return root;
  }

  /** Byte-level pairs as GPT-2 published them. */
  static JsonNode byteLevel(JsonNode vocabulary, List<String> lines) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.set("vocab", vocabulary);
    ArrayNode merges = model.putArray("merges");
    for (int i = 0; i < lines.size(); i++) {
      boolean comment = i == 0 && lines.get(i).startsWith("#version");
      if (!comment && !lines.get(i).isBlank()) {
        merges.add(lines.get(i));
      }
    }
    return root;
  }
}
