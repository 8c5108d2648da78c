package org.mekiki.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.mekiki.cli.choice.ChangeChoice;
import org.mekiki.cli.choice.MaskChoice;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.web.Route;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Version;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The API's description in OpenAPI 3.1, made of the routes and options that there are. */
final class OpenApi {
  private static final Map<Integer, String> REFUSALS =
      Map.of(
          400, "not JSON or not UTF-8, or an unknown field; the detail names the place",
          403, "a page of another origin asks",
          413, "the body is too long",
          415, "the content type is not application/json",
          421, "the Host header names another server",
          422,
              "a value that cannot be used, or work that no limit allows; the detail says what can",
          500, "a fault of the program",
          503,
              "too many requests are waiting, the deadline has passed, or the server is stopping;"
                  + " Retry-After says when to try again");

  /** The path of the description. */
  static final String PATH = "/openapi.json";

  /** The path of the server's health. */
  static final String HEALTH = "/health";

  /** The schema of a JSON answer, by path; all other routes answer text. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          ExplainApi.MODELS,
          "Models",
          ExplainApi.PREDICT,
          "PredictAnswer",
          ExplainApi.EXPLAIN,
          "ExplainAnswer",
          ExplainApi.COUNTERFACTUAL,
          "CounterfactualAnswer",
          ExplainApi.MASKED,
          "MaskedAnswer",
          AuditApi.AUDIT,
          "AuditAnswer",
          HEALTH,
          "Health",
          PATH,
          "Description");

  private final List<Route> routes;
  private final int textLength;

  OpenApi(List<Route> routes, int textLength) {
    this.routes = List.copyOf(routes);
    this.textLength = textLength;
  }

  String text() {
    return Records.line(node());
  }

  /** The description as an object. */
  ObjectNode node() {
    ObjectNode node = Records.object().put("openapi", "3.1.0");
    node.putObject("info")
        .put("title", "mekiki")
        .put("version", Version.NUMBER)
        .put("description", "Which words made a language model decide as it did.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    ObjectNode paths = node.putObject("paths");
    for (Route route : routes) {
      addRoute(paths.withObject("/" + route.path().replace("~", "~0").replace("/", "~1")), route);
    }
    ObjectNode schemas = node.putObject("components").putObject("schemas");
    addText(schemas.putObject("Text"));
    addRequest(schemas.putObject("ExplainRequest"));
    addChange(schemas.putObject("CounterfactualRequest"), ChangeChoice.SETTINGS);
    addChange(schemas.putObject("MaskedRequest"), MaskChoice.SETTINGS);
    schemas.set("AuditRequest", auditRequest());
    schemas.setAll(answers());
    return node;
  }

  private void addRoute(ObjectNode path, Route route) {
    ObjectNode operation =
        path.putObject(route.method().toLowerCase(java.util.Locale.ROOT))
            .put("summary", route.summary())
            .put("operationId", operation(route.path()));
    if (route.method().equals("POST")) {
      String schema =
          switch (route.path()) {
            case ExplainApi.PREDICT -> "Text";
            case ExplainApi.COUNTERFACTUAL -> "CounterfactualRequest";
            case ExplainApi.MASKED -> "MaskedRequest";
            case AuditApi.AUDIT -> "AuditRequest";
            default -> "ExplainRequest";
          };
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + schema);
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode content =
        responses.putObject("200").put("description", "the answer").putObject("content");
    content.putObject(type(route.path())).setAll(answerSchema(route.path()));
    if (route.path().equals(AuditApi.AUDIT)) {
      content.putObject("text/html").putObject("schema").put("type", "string");
    }
    new java.util.TreeMap<>(REFUSALS)
        .forEach(
            (status, meaning) -> {
              boolean posted = status != 403 && status != 421 && status != 500;
              if (!posted || route.method().equals("POST")) {
                responses
                    .putObject(Integer.toString(status))
                    .put("description", meaning)
                    .putObject("content")
                    .putObject("application/problem+json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
              }
            });
  }

  private static String operation(String path) {
    String name = path.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    return name.isEmpty() ? "page" : name;
  }

  private static String type(String path) {
    return path.equals(ExplainApi.REPORT) || path.equals("/") || path.equals(ApiPage.PATH)
        ? "text/html"
        : path.endsWith(".js")
            ? "text/javascript"
            : path.endsWith(".css")
                ? "text/css"
                : path.endsWith(".svg")
                    ? "image/svg+xml"
                    : path.equals("/metrics") ? "text/plain" : "application/json";
  }

  private void addText(ObjectNode schema) {
    addTextFields(requiringText(schema));
  }

  /** The properties of an object that needs a text. */
  private static ObjectNode requiringText(ObjectNode schema) {
    schema.put("type", "object").put("additionalProperties", false);
    schema.putArray("required").add("text");
    return schema.putObject("properties");
  }

  private void addChange(ObjectNode schema, List<Setting<?>> settings) {
    ObjectNode properties = requiringText(schema);
    addTextFields(properties);
    for (Setting<?> setting : settings) {
      addSetting(properties.putObject(Naming.FIELDS.of(setting.name())), setting);
    }
  }

  private static ObjectNode auditRequest() {
    ObjectNode schema = Records.object().put("type", "object").put("additionalProperties", false);
    schema.putArray("required").add("name").add("table");
    ObjectNode properties = schema.putObject("properties");
    addField(properties, "name", "string", "the table's file name: .csv, .tsv or .jsonl");
    addField(properties, "table", "string", "the file's content");
    addField(properties, "model", "string", "the name of a served model; default: the first");
    addField(
        properties, "text_column", "string", "of the texts; default: text, sentence or content");
    addField(properties, "pair_column", "string", "of second texts");
    addField(
        properties,
        "label_column",
        "string",
        "of the right answers; default: label, if there is one; an empty string for none");
    addField(properties, "group_column", "string", "of groups to compare");
    addField(properties, "method", "string", "how words are scored; default: sig-exact");
    ObjectNode target =
        addField(properties, "target", "array", "classes by label or index; default: the answers");
    target.putObject("items").put("type", "string");
    addField(properties, "phrases", "integer", "the longest phrases, in words; default: 2");
    addField(properties, "min_count", "integer", "leave out words that occur in fewer texts");
    addField(properties, "format", "string", "what is answered; default: json")
        .putArray("enum")
        .addAll(AuditRequest.FORMATS.stream().map(StringNode::valueOf).toList());
    addField(properties, "page", "boolean", "whether the object holds the page too");
    addField(
            properties,
            "lang",
            "string",
            "the language of the page, findings and refusals; default: en")
        .putArray("enum")
        .addAll(Texts.LANGUAGES.stream().map(StringNode::valueOf).toList());
    addField(
            properties, "deadline", "number", "the longest time to wait for the answer, in seconds")
        .put("exclusiveMinimum", 0);
    return schema;
  }

  private static ObjectNode addField(
      ObjectNode properties, String name, String type, String description) {
    return properties.putObject(name).put("type", type).put("description", description);
  }

  private void addTextFields(ObjectNode properties) {
    properties
        .putObject("text")
        .put("type", "string")
        .put("maxLength", textLength)
        .put("description", "the text");
    properties
        .putObject("text_pair")
        .put("type", "string")
        .put("maxLength", textLength)
        .put("description", "a second text beside the first");
    properties
        .putObject("note")
        .put("type", "string")
        .put("maxLength", textLength)
        .put("description", "the author's note on the text, kept in the answer");
    properties
        .putObject("model")
        .put("type", "string")
        .put("description", "the name of a served model; default: the first");
    properties
        .putObject("deadline")
        .put("type", "number")
        .put("exclusiveMinimum", 0)
        .put(
            "description",
            "seconds to wait for the answer; the default, and the most, is the server's");
  }

  private void addRequest(ObjectNode schema) {
    ObjectNode properties = requiringText(schema);
    addTextFields(properties);
    properties
        .putObject("lang")
        .put("type", "string")
        .put("description", "the language of findings, verdicts and the report's page; default: en")
        .putArray("enum")
        .addAll(Texts.LANGUAGES.stream().map(StringNode::valueOf).toList());
    ExplainRequest.FIELDS.forEach(
        (name, setting) -> addSetting(properties.putObject(name), setting));
  }

  private static void addSetting(ObjectNode property, Setting<?> setting) {
    switch (setting.kind()) {
      case STRING, LONG -> property.put("type", "string");
      case INTEGER -> property.put("type", "integer");
      case NUMBER -> property.put("type", "number");
      case FLAG -> property.put("type", "boolean");
      case CHOICE -> {
        var either = property.putArray("oneOf");
        either.addObject().put("type", "boolean");
        ObjectNode one = either.addObject().put("type", "string");
        setting.choices().forEach(one.putArray("enum")::add);
      }
      case STRINGS -> {
        var either = property.putArray("oneOf");
        either.addObject().put("type", "string");
        ObjectNode array = either.addObject().put("type", "array");
        if (setting.most() < Long.MAX_VALUE) {
          array.put("maxItems", setting.most());
        }
        ObjectNode items = array.putObject("items");
        items.put("type", "string");
        if (!setting.choices().isEmpty()) {
          setting.choices().forEach(items.putArray("enum")::add);
        }
      }
    }
    if (setting.most() < Long.MAX_VALUE && setting.kind() == Setting.Kind.INTEGER) {
      property.put("maximum", setting.most());
    }
    if (!setting.choices().isEmpty() && setting.kind() == Setting.Kind.STRING) {
      setting.choices().forEach(property.putArray("enum")::add);
    }
    property.put("description", Naming.FIELDS.sentence(setting.help()));
  }

  /** The schemas of what the server answers, kept as a file beside this class. */
  private static ObjectNode answers() {
    try (InputStream in = OpenApi.class.getResourceAsStream("answers.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return (ObjectNode) Records.parse(text).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is part of the program
    }
  }

  private static ObjectNode answerSchema(String path) {
    ObjectNode content = Records.object();
    ObjectNode schema = content.putObject("schema");
    if (ANSWERS.containsKey(path)) {
      schema.put("$ref", "#/components/schemas/" + ANSWERS.get(path));
    } else {
      schema.put("type", "string");
    }
    return content;
  }
}
