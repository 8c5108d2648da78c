package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.serve.HttpCall.Answer;
import org.mekiki.cli.web.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of /openapi.json beside what every route answers. */
final class AnswerSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = "\"text\":\"a warm and very funny film\"";
  private static final String LONG = "\"text\":\"" + "a warm and funny film . ".repeat(40) + "\"";

  /** Requests that make every field of an answer appear. */
  private static final Map<String, List<String>> REQUESTS =
      Map.of(
          ExplainApi.PREDICT,
          List.of(TEXT, TEXT + ",\"text_pair\":\"b\",\"note\":\"n\"", LONG, "\"text\":\"日 film\""),
          ExplainApi.MASKED,
          List.of(TEXT + ",\"mask\":\"2:6\""),
          ExplainApi.COUNTERFACTUAL,
          List.of(
              TEXT + ",\"note\":\"n\"",
              TEXT + ",\"operation\":\"delete\"",
              TEXT + ",\"operation\":\"replace\",\"replace\":[\"dull\",\"bad\"]",
              LONG.replace("funny", "日")),
          ExplainApi.EXPLAIN,
          List.of(
              TEXT + ",\"counterfactual\":true,\"note\":\"n\",\"interactions\":\"last\"",
              TEXT + ",\"method\":[\"sig\",\"sig-both\",\"shapley\",\"linear\",\"gradient-norm\"]",
              TEXT + ",\"target\":\"positive-negative\",\"phrases\":2,\"baseline\":\"mask,pad\"",
              TEXT + ",\"interactions\":\"k-sii\",\"interactions_order\":3",
              TEXT + ",\"steps\":5,\"text_pair\":\"and more\",\"target\":\"all\"",
              TEXT + ",\"budget\":\"60\",\"interactions\":\"last\"",
              LONG.replace("funny", "日") + ",\"method\":\"sig-exact\"",
              LONG + ",\"window\":\"default\",\"method\":\"ig\""),
          ExplainApi.REPORT,
          List.of(TEXT));

  private static RunningServer server;
  private static JsonNode description;

  @BeforeAll
  static void start() throws IOException {
    server = new RunningServer();
    description = JSON.readTree(HttpCall.get(server.port(), "/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRouteAnswersByItsSchema() throws IOException {
    var seen = new HashSet<String>();
    for (Route route : server.served().routes()) {
      boolean posted = route.method().equals("POST");
      assertEquals(posted, REQUESTS.containsKey(route.path()), route.path());
      for (String request : posted ? REQUESTS.get(route.path()) : List.of("")) {
        Answer answer =
            posted
                ? HttpCall.post(server.port(), route.path(), "{" + request + "}")
                : HttpCall.get(server.port(), route.path());
        assertEquals(200, answer.status(), answer::body);
        check(route, answer, request, seen);
      }
    }
    var never = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> schema : schemas().properties()) {
      if (!schema.getKey().endsWith("Request") && !schema.getKey().matches("Text|Problem")) {
        names("", schema.getKey(), schema.getValue(), never);
      }
    }
    never.removeAll(seen);
    never.remove("Prediction/values"); // of regressions; the embedded model is none
    assertEquals(Set.of(), never, "fields that no answer had");
  }

  private static void check(Route route, Answer answer, String request, Set<String> seen) {
    String method = route.method().toLowerCase(java.util.Locale.ROOT);
    JsonNode content =
        description
            .path("paths")
            .path(route.path())
            .path(method)
            .path("responses")
            .path("200")
            .path("content");
    String type = answer.headers().get("content-type").replaceAll(";.*", "");
    assertTrue(content.has(type), route.path() + " answers " + type);
    JsonNode schema = content.path(type).path("schema");
    if (!type.equals("application/json")) {
      assertEquals("string", schema.path("type").asString(), route.path());
      return;
    }
    var wrong = new ArrayList<String>();
    walk("", "", JSON.readTree(answer.body()), schema, wrong, seen);
    assertEquals(List.of(), wrong, route.path() + " " + request);
  }

  @Test
  void refusalsAreProblems() throws IOException {
    Answer refused = server.explain("{}");
    var wrong = new ArrayList<String>();
    walk("", "", JSON.readTree(refused.body()), schemas().path("Problem"), wrong, new HashSet<>());
    assertEquals(List.of(), wrong);
  }

  /** That this test finds what it is for. */
  @Test
  void whatDoesNotFitIsFound() throws IOException {
    JsonNode schema = schemas().path("Health");
    ObjectNode health = (ObjectNode) JSON.readTree(HttpCall.get(server.port(), "/health").body());
    assertEquals(List.of(), wrong(health, schema));
    assertEquals(
        List.of("/more is not in the schema"), wrong(health.deepCopy().put("more", 1), schema));
    assertEquals(
        List.of("/models is no [\"integer\"]"),
        wrong(health.deepCopy().put("models", 1.5), schema));
    assertEquals(
        List.of("/status is none of [\"ok\"]"),
        wrong(health.deepCopy().put("status", "x"), schema));
    health.remove("version");
    assertEquals(List.of("/version is missing"), wrong(health, schema));
  }

  private static List<String> wrong(JsonNode value, JsonNode schema) {
    var wrong = new ArrayList<String>();
    walk("", "", value, schema, wrong, new HashSet<>());
    return wrong;
  }

  private static JsonNode schemas() {
    return description.path("components").path("schemas");
  }

  /** What of a value does not fit a schema; seen takes the fields of named schemas. */
  private static void walk(
      String at,
      String name,
      JsonNode value,
      JsonNode schema,
      List<String> wrong,
      Set<String> seen) {
    if (schema.has("$ref")) {
      String other = schema.path("$ref").asString().replaceAll(".*/", "");
      assertTrue(schemas().has(other), other);
      walk(at, other, value, schemas().path(other), wrong, seen);
      return;
    }
    if (schema.has("oneOf")) {
      JsonNode fitting = schema.path("oneOf").path(value.isNull() ? 1 : 0);
      walk(at, name, value, fitting, wrong, seen);
      return;
    }
    if (schema.has("const") && !schema.path("const").equals(value)) {
      wrong.add(at + " is not " + schema.path("const"));
    }
    if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
      wrong.add(at + " is none of " + schema.path("enum"));
    }
    List<String> types = types(schema.path("type"));
    if (!types.isEmpty() && types.stream().noneMatch(type -> fits(type, value))) {
      wrong.add(at + " is no " + JSON.valueToTree(types));
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        walk(at + "/0", name + ".", item, schema.path("items"), wrong, seen);
      }
    }
    if (value.isObject() && !schema.has("additionalProperties") && schema.has("properties")) {
      for (JsonNode required : schema.path("required")) {
        if (!value.has(required.asString())) {
          wrong.add(at + "/" + required.asString() + " is missing");
        }
      }
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        String place = at + "/" + field.getKey();
        JsonNode inner = schema.path("properties").path(field.getKey());
        if (inner.isMissingNode()) {
          wrong.add(place + " is not in the schema");
        } else {
          seen.add(name + "/" + field.getKey());
          walk(place, name + "/" + field.getKey(), field.getValue(), inner, wrong, seen);
        }
      }
    } else if (value.isObject()) {
      for (JsonNode inner : value) {
        walk(at + "/*", name + "*", inner, schema.path("additionalProperties"), wrong, seen);
      }
    }
  }

  private static List<String> types(JsonNode type) {
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).toList()
        : type.isMissingNode() ? List.of() : List.of(type.asString());
  }

  private static boolean fits(String type, JsonNode value) {
    return switch (type) {
      case "null" -> value.isNull();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** The fields of a named schema, as {@link #walk} names them. */
  private static void names(String at, String name, JsonNode schema, Set<String> all) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      all.add(name + at + "/" + field.getKey());
      names(at + "/" + field.getKey(), name, field.getValue(), all);
      if (field.getValue().has("items")) {
        names(at + "/" + field.getKey() + ".", name, field.getValue().path("items"), all);
      }
    }
  }

  @Test
  void thePageForPeopleShowsAllOfItAndLoadsNothingFromElsewhere() throws IOException {
    String page = HttpCall.get(server.port(), ApiPage.PATH).body();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      assertTrue(page.contains(" " + path.getKey() + "</code>"), path.getKey());
    }
    for (Map.Entry<String, JsonNode> schema : schemas().properties()) {
      assertTrue(page.contains("id=\"" + schema.getKey() + "\""), schema.getKey());
      for (String field : schema.getValue().path("properties").propertyNames()) {
        assertTrue(page.contains("<code>" + field + "</code>"), field);
      }
    }
    assertFalse(page.contains("<script") || page.contains("src="), "no script");
    assertFalse(page.matches("(?s).*href=\"(?!/|#).*"), "no link to elsewhere");
    assertTrue(HttpCall.get(server.port(), "/").body().contains("href=\"/docs\""), "linked");
  }
}
