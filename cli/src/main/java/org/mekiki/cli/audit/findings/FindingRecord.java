package org.mekiki.cli.audit.findings;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as JSON objects; numbers come back bit for bit. */
final class FindingRecord {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FindingRecord() {}

  static ObjectNode of(TextFinding finding) {
    AuditText text = finding.text();
    ObjectNode node = JSON.createObjectNode().put("line", text.line()).put("text", text.text());
    if (text.pair() != null) {
      node.put("pair", text.pair());
    }
    node.put("label", text.label()).put("group", text.group());
    if (finding.skipped() != null) {
      return node.put("skipped", finding.skipped());
    }
    node.put("cut", finding.cut());
    if (finding.unknown() > 0) {
      node.put("unknown", finding.unknown());
    }
    addAnswer(node, finding.answer());
    ArrayNode words = node.putArray("words");
    finding.words().forEach(p -> words.addArray().add(p.sequence()).add(p.start()).add(p.end()));
    ArrayNode phrases = node.putArray("phrases");
    finding.phrases().forEach(phrase -> phrases.addArray().add(phrase.first()).add(phrase.last()));
    ArrayNode explained = node.putArray("explained");
    for (TextFinding.Explained each : finding.explained()) {
      ObjectNode target = explained.addObject().put("class", each.target());
      addNumbers(target.putArray("words"), each.words());
      addNumbers(target.putArray("phrases"), each.phrases());
    }
    ArrayNode probed = node.putArray("probed");
    for (TextFinding.Probed each : finding.probed()) {
      addAnswer(probed.addObject().put("swap", each.swap()), each.answer());
    }
    if (finding.turned() != null) {
      ObjectNode turned = node.putObject("turned").put("excluded", finding.turned().excluded());
      ArrayNode sets = turned.putArray("sets");
      for (TextFinding.TurningSet each : finding.turned().sets()) {
        ObjectNode set = sets.addObject();
        each.words().forEach(set.putArray("words")::add);
        addAnswer(set, each.answer());
      }
    }
    return node;
  }

  private static void addAnswer(ObjectNode node, TextFinding.Answer answer) {
    addNumbers(node.putArray("logits"), answer.logits());
    addNumbers(node.putArray("probabilities"), answer.probabilities());
  }

  private static void addNumbers(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      array.add(number);
    }
  }

  /** What {@link #of} wrote. */
  static TextFinding parse(long number, JsonNode node) {
    var text =
        new AuditText(
            node.path("line").asLong(),
            node.path("text").asString(),
            node.has("pair") ? node.path("pair").asString() : null,
            node.path("label").asInt(),
            node.path("group").asInt());
    if (node.has("skipped")) {
      return TextFinding.skipped(number, text, node.path("skipped").asString());
    }
    return new TextFinding(
        number,
        text,
        null,
        node.path("unknown").asInt(0),
        node.path("cut").asBoolean(),
        answer(node),
        list(
            node.path("words"),
            word -> new Place(word.path(0).asInt(), word.path(1).asInt(), word.path(2).asInt())),
        list(
            node.path("phrases"),
            phrase -> new TextFinding.Phrase(phrase.path(0).asInt(), phrase.path(1).asInt())),
        list(
            node.path("explained"),
            each ->
                new TextFinding.Explained(
                    each.path("class").asInt(),
                    numbers(each.path("words")),
                    numbers(each.path("phrases")))),
        list(
            node.path("probed"),
            each -> new TextFinding.Probed(each.path("swap").asInt(), answer(each))),
        node.has("turned") ? turned(node.path("turned")) : null);
  }

  private static TextFinding.Turned turned(JsonNode node) {
    return new TextFinding.Turned(
        node.path("excluded").asInt(),
        list(
            node.path("sets"),
            set ->
                new TextFinding.TurningSet(list(set.path("words"), JsonNode::asInt), answer(set))));
  }

  private static TextFinding.Answer answer(JsonNode node) {
    return new TextFinding.Answer(
        numbers(node.path("logits")), numbers(node.path("probabilities")));
  }

  private static <T> List<T> list(
      JsonNode array, java.util.function.Function<JsonNode, T> element) {
    var list = new ArrayList<T>(array.size());
    for (JsonNode node : array) {
      list.add(element.apply(node));
    }
    return list;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.path(i).asDouble();
    }
    return numbers;
  }
}
