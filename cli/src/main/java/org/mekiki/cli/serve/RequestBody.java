package org.mekiki.cli.serve;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mekiki.cli.choice.Chosen;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting;
import org.mekiki.cli.choice.Setting.Kind;
import org.mekiki.cli.console.Nearest;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.web.Response;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * A request's JSON object: known fields only, each once, with values of their kind.
 *
 * @param values by field, each what its kind says: a string, a list of strings, a number, a boolean
 */
record RequestBody(Map<String, Object> values) {
  /** No server waits longer. */
  private static final double MOST_SECONDS = 86_400;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads.
   *
   * @throws Problem with the place of what is wrong
   */
  static RequestBody read(byte[] body, Map<String, Kind> known) {
    var values = new LinkedHashMap<String, Object>();
    String text = BodyText.of(body);
    try (JsonParser parser =
        JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.of(400, "the body must be a JSON object such as {\"text\":\"a fine film\"}");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = BodyText.whole(parser.currentName(), "a field's name");
        Kind kind = known.get(name);
        if (kind == null) {
          throw Problem.of(
              400,
              "there is no field \"%s\"%s (%s); the fields are %s"
                  .formatted(
                      name,
                      Nearest.hint(name, known.keySet()),
                      place(parser.currentTokenLocation()),
                      String.join(", ", new TreeSet<>(known.keySet()))));
        }
        parser.nextToken();
        read(parser, name, kind).ifPresent(found -> values.put(name, found));
      }
      if (parser.nextToken() != null) {
        throw Problem.of(
            400,
            "something follows the JSON object (%s)"
                .formatted(place(parser.currentTokenLocation())));
      }
      return new RequestBody(values);
    } catch (JacksonException e) {
      throw Problem.of(400, "the body is not valid JSON: " + JsonFile.faultAt(e));
    }
  }

  private static String place(TokenStreamLocation location) {
    return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** Empty for null, which is as if the field were not there. */
  private static Optional<Object> read(JsonParser parser, String name, Kind kind) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    boolean fits =
        switch (kind) {
          case STRING -> token == JsonToken.VALUE_STRING;
          case STRINGS -> token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY;
          case INTEGER -> token == JsonToken.VALUE_NUMBER_INT;
          case LONG -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING;
          case NUMBER -> token.isNumeric();
          case FLAG -> token.isBoolean();
          case CHOICE -> token == JsonToken.VALUE_STRING || token.isBoolean();
        };
    if (!fits) {
      throw wrongKind(parser, name, kind);
    }
    String text = BodyText.whole(parser.getString(), "the field \"" + name + "\"");
    return Optional.of(
        switch (kind) {
          case STRING -> text;
          case STRINGS ->
              token == JsonToken.START_ARRAY ? strings(parser, name, kind) : List.of(text);
          case INTEGER -> whole(name, text, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
          case LONG -> whole(name, text, Long.MIN_VALUE, Long.MAX_VALUE);
          case NUMBER -> Double.valueOf(text);
          case FLAG -> token == JsonToken.VALUE_TRUE;
          case CHOICE -> token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : text;
        });
  }

  private static Long whole(String name, String text, long least, long most) {
    try {
      var value = new BigInteger(text);
      if (value.equals(value.max(BigInteger.valueOf(least)).min(BigInteger.valueOf(most)))) {
        return value.longValue();
      }
    } catch (NumberFormatException e) {
      // Told as what is out of range is.
    }
    throw Problem.of(
        422,
        "the field \"%s\" is %s; it must be a whole number from %d to %d"
            .formatted(name, text, least, most));
  }

  private static List<String> strings(JsonParser parser, String name, Kind kind) {
    var all = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw wrongKind(parser, name, kind);
      }
      all.add(BodyText.whole(parser.getString(), "the field \"" + name + "\""));
    }
    return all;
  }

  private static Problem wrongKind(JsonParser parser, String name, Kind kind) {
    String wanted =
        switch (kind) {
          case STRING -> "a string";
          case STRINGS -> "a string or an array of strings";
          case INTEGER -> "a whole number";
          case LONG -> "a whole number, or a string of one";
          case NUMBER -> "a number";
          case FLAG -> "true or false";
          case CHOICE -> "true, false or a string";
        };
    return Problem.of(
        400,
        "the field \"%s\" must be %s (%s)"
            .formatted(name, wanted, place(parser.currentTokenLocation())));
  }

  /** Answers a request that was read. */
  interface Handler {
    /** An answer. */
    Response answer() throws InterruptedException;
  }

  /** An answer, whose refusals are in the language of the field {@code lang}, if there is one. */
  Response spoken(Handler handler) throws InterruptedException {
    try {
      return handler.answer();
    } catch (RuntimeException e) {
      Problem problem = e instanceof Problem known ? known : ExplainApi.refusal(e);
      throw string("lang").map(problem::in).orElse(problem);
    }
  }

  /** The time that the client waits. */
  Duration deadline() {
    double seconds = number("deadline").orElse(MOST_SECONDS);
    if (!(seconds > 0)) {
      throw Problem.of(422, "the field \"deadline\" must be above 0 seconds");
    }
    return Duration.ofNanos((long) (Math.min(seconds, MOST_SECONDS) * 1e9));
  }

  /** The value of a field of strings. */
  Optional<String> string(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /** The value of a field of numbers. */
  Optional<Double> number(String name) {
    return Optional.ofNullable((Double) values.get(name));
  }

  /** The value of a field of whole numbers. */
  Optional<Integer> integer(String name) {
    return Optional.ofNullable((Integer) values.get(name));
  }

  /** The value of a field that is true or false; false where it is not there. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** The values of a field of several strings; none where it is not there. */
  @SuppressWarnings("unchecked") // it was read as its kind says
  List<String> strings(String name) {
    return (List<String>) values.getOrDefault(name, List.of());
  }

  /** The values of settings, each of which is a field. */
  Chosen chosen(List<Setting<?>> settings) {
    var chosen = new Chosen(Naming.FIELDS);
    settings.forEach(setting -> put(chosen, setting));
    return chosen;
  }

  // A value was read as its setting's kind says.
  @SuppressWarnings("unchecked")
  private <T> void put(Chosen chosen, Setting<T> setting) {
    Object given = values.get(Naming.FIELDS.of(setting.name()));
    boolean named = setting.kind() == Kind.CHOICE && given instanceof Boolean;
    Object value = named ? (given.equals(true) ? setting.bare() : null) : given;
    boolean nothing = value == null || value.equals(List.of());
    if (!nothing) {
      chosen.put(setting, (T) (setting.separated() ? separated((List<String>) value) : value));
    }
  }

  private static List<String> separated(List<String> values) {
    return values.stream().flatMap(value -> Arrays.stream(value.split(",", 0))).toList();
  }
}
