package org.mekiki.weights.converter.onnx;

import java.util.List;
import java.util.Map;

/**
 * A step of a graph.
 *
 * @param name as the exporter called it; may be empty
 * @param type what it computes
 * @param domain whose operator that is; empty for ONNX's own
 * @param inputs names of what it reads; an empty one for an optional one that is absent
 * @param outputs names of what it makes
 * @param attributes its settings
 */
record OnnxNode(
    String name,
    String type,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes) {

  /**
   * A setting; only the value of its kind means anything.
   *
   * @param number a whole number
   * @param single a number
   * @param text a text
   * @param numbers whole numbers
   * @param tensor a tensor; null where it is none
   */
  record Attribute(long number, float single, String text, List<Long> numbers, OnnxTensor tensor) {}

  /** A whole number, or what stands for it where it is absent. */
  long number(String key, long absent) {
    Attribute found = attributes.get(key);
    return found == null ? absent : found.number();
  }

  /** A number, or what stands for it where it is absent. */
  float single(String key, float absent) {
    Attribute found = attributes.get(key);
    return found == null ? absent : found.single();
  }

  /** Whole numbers; none where they are absent. */
  List<Long> numbers(String key) {
    Attribute found = attributes.get(key);
    return found == null ? List.of() : found.numbers();
  }

  /** What to call it in a message. */
  String described() {
    String operator = domain.isEmpty() ? type : domain + "." + type;
    return "%s \"%s\""
        .formatted(operator, name.isEmpty() && !outputs.isEmpty() ? outputs.getFirst() : name);
  }
}
