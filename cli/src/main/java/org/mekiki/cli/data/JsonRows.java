package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object a line. */
final class JsonRows implements DataRows.RowReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Utf8Lines lines;

  JsonRows(Path file, Utf8Lines lines) {
    this.file = file;
    this.lines = lines;
  }

  @Override
  public DataRow next() throws IOException {
    String line = "";
    while (line.isBlank()) {
      if (!lines.advance()) {
        return null;
      }
      line = lines.text();
    }
    return row(parse(line));
  }

  private JsonNode parse(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw DataException.at(
          file, lines.number(), "the line is not valid JSON: " + JsonFile.fault(e));
    }
    if (!node.isObject()) {
      throw DataException.at(file, lines.number(), "the line must be a JSON object");
    }
    return node;
  }

  private DataRow row(JsonNode object) {
    var values = new LinkedHashMap<String, String>();
    var lists = new LinkedHashMap<String, List<String>>();
    var others = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String column = entry.getKey();
      JsonNode value = entry.getValue();
      if (isText(value)) {
        values.put(column, text(column, value));
      } else if (value.isArray() && value.valueStream().allMatch(JsonRows::isText)) {
        lists.put(column, value.valueStream().map(each -> text(column, each)).toList());
      } else {
        others.put(
            column,
            value.isNull()
                ? DataRow.NULL
                : value.isArray() ? "a list of things other than texts" : "an object");
      }
    }
    return new DataRow(lines.number(), values, lists, others);
  }

  private static boolean isText(JsonNode value) {
    return value.isString() || value.isNumber() || value.isBoolean();
  }

  /** JSON's escapes can write half of a character, which is no text. */
  private String text(String column, JsonNode value) {
    String text = value.asString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw DataException.at(
          file,
          lines.number(),
          "\"%s\" contains half a surrogate pair, which is not a character".formatted(column));
    }
    return text;
  }
}
