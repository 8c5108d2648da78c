package org.mekiki.cli;

import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.sig.Attribution;
import org.mekiki.sig.Explanation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON objects, one a line. */
final class Records {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Records() {}

  static String line(ObjectNode node) {
    return JSON.writeValueAsString(node);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ObjectNode tokens(TextItem item, EncodedText text) {
    ObjectNode node = object().set("id", item.id()).put("text", item.text());
    if (item.pair() != null) {
      node.put("text_pair", item.pair());
    }
    ArrayNode tokens = node.putArray("tokens");
    text.tokens().forEach(token -> addToken(tokens, text, token));
    return node;
  }

  static ObjectNode prediction(
      TextItem item, List<String> labels, List<Double> logits, List<Double> probabilities) {
    ObjectNode node = object().set("id", item.id()).put("text", item.text());
    if (item.pair() != null) {
      node.put("text_pair", item.pair());
    }
    addPrediction(node, labels, logits, probabilities);
    return node;
  }

  private static void addPrediction(
      ObjectNode node, List<String> labels, List<Double> logits, List<Double> probabilities) {
    ObjectNode prediction = node.putObject("prediction");
    ArrayNode names = prediction.putArray("labels");
    labels.forEach(names::add);
    ArrayNode values = prediction.putArray("logits");
    logits.forEach(values::add);
    ArrayNode shares = prediction.putArray("probabilities");
    probabilities.forEach(shares::add);
  }

  static ObjectNode explanation(
      TextItem item,
      ModelDescription model,
      Explanation explanation,
      boolean features,
      long millis) {
    Attribution attribution = explanation.attribution();
    ObjectNode node =
        object()
            .put("schema", "mekiki/explanation/1")
            .set("id", item.id())
            .put("text", item.text())
            .put("text_pair", item.pair());
    node.putObject("model")
        .put("family", model.family())
        .put("source", model.source())
        .put("sha256", model.sha256());
    addPrediction(node, explanation.labels(), explanation.logits(), explanation.probabilities());
    node.putObject("target")
        .put("index", explanation.target())
        .put("label", explanation.targetLabel())
        .put("output", explanation.output().label());
    node.putObject("method")
        .put("name", explanation.method())
        .put("baseline", explanation.baseline().label())
        .put("quadrature", explanation.quadrature().label())
        .put("steps", explanation.steps());
    node.put("f_input", attribution.fInput());
    put(node, "f_baseline", attribution.fBaseline());
    if (attribution.totalDelta().isPresent()) {
      node.put("delta", attribution.totalDelta().getAsDouble());
    }
    ArrayNode tokens = node.putArray("tokens");
    for (int i = 0; i < attribution.size(); i++) {
      ObjectNode token = addToken(tokens, explanation.text(), explanation.text().tokens().get(i));
      token.put("raw", attribution.raw(i)).put("score", attribution.score(i));
      if (attribution.fMasked(i).isPresent()) {
        put(token, "f_masked", attribution.fMasked(i));
        put(token, "delta", attribution.delta(i));
      }
    }
    node.put("max_abs_delta", attribution.maxAbsDelta());
    node.putObject("counts")
        .put("forward", attribution.counts().forward())
        .put("backward", attribution.counts().backward());
    if (features) {
      addFeatures(node, attribution);
    }
    return node.put("millis", millis);
  }

  private static void addFeatures(ObjectNode node, Attribution attribution) {
    ArrayNode rows = node.putArray("features");
    int width = attribution.features().shape().dim(1);
    for (int i = 0; i < attribution.size(); i++) {
      ArrayNode row = rows.addArray();
      for (int j = 0; j < width; j++) {
        row.add(attribution.features().getFlat(i * width + j));
      }
    }
  }

  private static ObjectNode addToken(ArrayNode tokens, EncodedText text, Token token) {
    String source = token.sequence() == 1 ? text.pair() : text.text();
    ObjectNode node = tokens.addObject().put("text", token.text()).put("id", token.id());
    if (token.added()) {
      node.putNull("sequence");
    } else {
      node.put("sequence", token.sequence());
    }
    node.put("start", source.codePointCount(0, token.start()))
        .put("end", source.codePointCount(0, token.end()))
        .put("special", token.added());
    if (token.added()) {
      return node.putNull("word");
    }
    return node.put("word", token.word());
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(key, value.getAsDouble());
    } else {
      node.putNull(key);
    }
  }
}
