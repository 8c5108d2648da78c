package org.mekiki.cli.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mekiki.cli.page.Markup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's description as a page that needs no script and nothing from elsewhere. */
final class ApiPage {
  /** Where it is served. */
  static final String PATH = "/docs";

  private static final String REFERENCE = "#/components/schemas/";

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>mekiki: the API</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/page.css">
      </head><body class="api"><header><h1>mekiki <span>the API</span></h1><p class="language"><a href="/">the page</a> · <a href="/openapi.json">openapi.json</a></p></header>
      <main><p>JSON in UTF-8 goes in and comes out; nothing leaves this machine. What is refused is answered by a problem whose <code>detail</code> says in one sentence what would be right. Answers may gain fields; those that are here keep their meaning.</p>
      <pre>curl -s EXPLAIN -H 'Content-Type: application/json' \\
        -d '{"text": "It is not without charm, but far too long."}'</pre>
      """;

  private final StringBuilder out = new StringBuilder();
  private final JsonNode description;

  private ApiPage(JsonNode description) {
    this.description = description;
  }

  /** The page of a description in OpenAPI. */
  static String of(ObjectNode description) {
    var page = new ApiPage(description);
    page.out.append(HEAD.replace("EXPLAIN", "http://127.0.0.1:8451" + ExplainApi.EXPLAIN));
    page.addRoutes();
    page.addSchemas();
    return page.out.append("</main></body></html>\n").toString();
  }

  private void addRoutes() {
    out.append("<h2>Routes</h2>\n");
    addRoutes("/api/.*");
    addRoutes("(?!/api/).*");
  }

  /** The routes of some paths: those of the API come before those of the page. */
  private void addRoutes(String paths) {
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (path.getKey().matches(paths)) {
          addRoute(
              operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
        }
      }
    }
  }

  private void addRoute(String method, String path, JsonNode operation) {
    out.append(
        "<section class=\"card\"><h3><code>%s %s</code></h3><p>%s</p><dl>"
            .formatted(
                method, Markup.escape(path), Markup.escape(operation.path("summary").asString())));
    JsonNode asked =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    if (!asked.isMissingNode()) {
      out.append("<dt>request</dt><dd>%s</dd>".formatted(type(asked)));
    }
    JsonNode responses = operation.path("responses");
    for (Map.Entry<String, JsonNode> content : responses.path("200").path("content").properties()) {
      out.append(
          "<dt>answer</dt><dd>%s <span class=\"dim\">%s</span></dd>"
              .formatted(type(content.getValue().path("schema")), Markup.escape(content.getKey())));
    }
    out.append("</dl><details><summary>refusals</summary><dl>");
    for (Map.Entry<String, JsonNode> response : responses.properties()) {
      if (!response.getKey().equals("200")) {
        out.append(
            "<dt>%s</dt><dd>%s</dd>"
                .formatted(
                    response.getKey(),
                    Markup.escape(response.getValue().path("description").asString())));
      }
    }
    out.append("</dl></details></section>\n");
  }

  private void addSchemas() {
    out.append("<h2>Objects</h2>\n");
    for (Map.Entry<String, JsonNode> schema :
        description.path("components").path("schemas").properties()) {
      out.append(
          "<section class=\"card\" id=\"%s\"><h3>%s</h3>"
              .formatted(schema.getKey(), schema.getKey()));
      addDescription(schema.getValue());
      addFields(schema.getValue());
      out.append("</section>\n");
    }
  }

  private void addDescription(JsonNode schema) {
    if (schema.has("description")) {
      out.append("<p>%s</p>".formatted(Markup.escape(schema.path("description").asString())));
    }
  }

  private void addFields(JsonNode schema) {
    var required = new ArrayList<String>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    out.append("<dl>");
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      addField(field.getKey(), field.getValue(), required);
    }
    out.append("</dl>");
  }

  private void addField(String name, JsonNode schema, List<String> required) {
    out.append(
        "<dt><code>%s</code>%s</dt><dd>%s"
            .formatted(
                Markup.escape(name),
                required.contains(name) ? "" : " <i>optional</i>",
                type(schema)));
    if (schema.has("description")) {
      out.append(": ").append(Markup.escape(schema.path("description").asString()));
    }
    JsonNode inner = schema.has("items") ? schema.path("items") : schema;
    if (inner.has("properties")) {
      addFields(inner);
    }
    out.append("</dd>");
  }

  /** What a value is, in a few words; other objects are links. */
  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asString().substring(REFERENCE.length());
      return "<a href=\"#%s\">%s</a>".formatted(name, name);
    }
    if (schema.has("const")) {
      return "<code>%s</code>".formatted(Markup.escape(schema.path("const").asString()));
    }
    if (schema.has("enum")) {
      return list(
          schema.path("enum"), value -> "<code>" + Markup.escape(value.asString()) + "</code>");
    }
    if (schema.has("oneOf")) {
      return list(schema.path("oneOf"), ApiPage::type);
    }
    if (schema.has("items") && !schema.path("type").isArray()) {
      return "list of " + type(schema.path("items"));
    }
    if (schema.has("additionalProperties") && schema.path("additionalProperties").isObject()) {
      return "object of " + type(schema.path("additionalProperties"));
    }
    return schema.path("type").isArray()
        ? list(schema.path("type"), kind -> Markup.escape(kind.asString()))
        : Markup.escape(schema.path("type").asString("anything"));
  }

  private static String list(JsonNode nodes, java.util.function.Function<JsonNode, String> shown) {
    var all = new ArrayList<String>();
    nodes.forEach(node -> all.add(shown.apply(node)));
    return String.join(" or ", all);
  }
}
