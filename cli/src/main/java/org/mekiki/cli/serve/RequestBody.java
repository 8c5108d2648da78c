package org.mekiki.cli.serve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mekiki.cli.serve.RequestField.Kind;
import org.mekiki.cli.web.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A request's JSON object: known fields only, each once, with values of their kind.
 *
 * @param values of the fields, one or several each
 */
record RequestBody(Map<String, List<String>> values) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads.
   *
   * @throws Problem with the place of what is wrong
   */
  static RequestBody read(byte[] body, Map<String, Kind> known) {
    var values = new LinkedHashMap<String, List<String>>();
    try (JsonParser parser =
        JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.of(400, "the body must be a JSON object such as {\"text\":\"a fine film\"}");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        Kind kind = known.get(name);
        if (kind == null) {
          throw Problem.of(
              400,
              "there is no field \"%s\" (%s); the fields are %s"
                  .formatted(
                      name,
                      place(parser.currentTokenLocation()),
                      String.join(", ", new TreeSet<>(known.keySet()))));
        }
        parser.nextToken();
        read(parser, name, kind).ifPresent(found -> values.put(name, found));
      }
      if (parser.nextToken() != null) {
        throw Problem.of(
            400,
            "there is more after the JSON object (%s)"
                .formatted(place(parser.currentTokenLocation())));
      }
      return new RequestBody(values);
    } catch (StreamReadException e) {
      throw Problem.of(
          400,
          "the body is no JSON: %s (%s)"
              .formatted(firstLine(e.getOriginalMessage()), place(e.getLocation())));
    } catch (JacksonException e) {
      throw Problem.of(400, "the body is no JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static String firstLine(String message) {
    // What the parser knows of its source is said by the place.
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("[:(;]?\\s*\\(start marker at .*", "");
  }

  private static String place(TokenStreamLocation location) {
    return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** Empty for null, which is as if the field were not there. */
  private static Optional<List<String>> read(JsonParser parser, String name, Kind kind) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    boolean fits =
        switch (kind) {
          case STRING -> token == JsonToken.VALUE_STRING;
          case STRINGS -> token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY;
          case INTEGER -> token == JsonToken.VALUE_NUMBER_INT;
          case NUMBER -> token.isNumeric();
          case FLAG -> token.isBoolean();
        };
    if (!fits) {
      throw wrongKind(parser, name, kind);
    }
    if (token != JsonToken.START_ARRAY) {
      return Optional.of(List.of(parser.getString()));
    }
    var all = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw wrongKind(parser, name, kind);
      }
      all.add(parser.getString());
    }
    return Optional.of(all);
  }

  private static Problem wrongKind(JsonParser parser, String name, Kind kind) {
    String wanted =
        switch (kind) {
          case STRING -> "a string";
          case STRINGS -> "a string or an array of strings";
          case INTEGER -> "a whole number";
          case NUMBER -> "a number";
          case FLAG -> "true or false";
        };
    return Problem.of(
        400,
        "the field \"%s\" must be %s (%s)"
            .formatted(name, wanted, place(parser.currentTokenLocation())));
  }

  /** The only value of a field. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }
}
