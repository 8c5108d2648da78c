package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    return new DataRow(lines.number(), values(parse(line)));
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

  private Map<String, String> values(JsonNode object) {
    var values = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = entry.getValue();
      if (value.isString() || value.isNumber() || value.isBoolean()) {
        String text = value.asString();
        // JSON's escapes can write half of a character, which is no text.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
          throw DataException.at(
              file,
              lines.number(),
              "\"%s\" holds half of a surrogate pair, which is not a character"
                  .formatted(entry.getKey()));
        }
        values.put(entry.getKey(), text);
      }
    }
    return values;
  }
}
