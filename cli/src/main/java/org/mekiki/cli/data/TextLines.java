package org.mekiki.cli.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of a file, one a line, read as they are needed. */
public final class TextLines implements Closeable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Utf8Lines lines;
  private final boolean json;
  private final long size;

  private TextLines(Path file, boolean json) throws IOException {
    this.size = Files.size(file);
    this.json = json;
    this.lines = new Utf8Lines(file);
  }

  /**
   * Opens a file whose name ends in {@code .txt} or {@code .jsonl}.
   *
   * @throws UserException for another name
   */
  public static TextLines open(Path file) throws IOException {
    if (Files.exists(file)) {
      InputFile.require(file);
    }
    String name = file.getFileName().toString();
    boolean json = name.endsWith(".jsonl");
    if (!json && !name.endsWith(".txt")) {
      throw new UserException("--input takes a .txt or .jsonl file, got " + name);
    }
    return new TextLines(file, json);
  }

  /** Opens a file of any name, whose lines are to be had as they are, or as JSON objects. */
  static TextLines ofAny(Path file) throws IOException {
    return new TextLines(file, true);
  }

  /** Goes to the next line; false where there is none. */
  public boolean advance() throws IOException {
    return lines.advance();
  }

  /** Number of the line, from 1. */
  public long number() {
    return lines.number();
  }

  /** Share of the file that was read, 0 to 1. */
  public double share() {
    return size == 0 ? 1 : Math.min(1, (double) lines.bytes() / size);
  }

  /**
   * What stands in the line; null for a line of a JSON file that is blank.
   *
   * @throws UserException saying what is wrong with it
   */
  public TextItem item() {
    String text = decode();
    if (!json) {
      return new TextItem(null, text, null, null);
    }
    return text.isBlank() ? null : parse(text);
  }

  /**
   * The strings, numbers and truth values of the line's JSON object, as text.
   *
   * @throws UserException saying what is wrong with the line
   */
  Map<String, String> strings() {
    var strings = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : object(decode()).properties()) {
      JsonNode value = entry.getValue();
      if (value.isString() || value.isNumber() || value.isBoolean()) {
        strings.put(entry.getKey(), requireWhole(entry.getKey(), value.asString()));
      }
    }
    return strings;
  }

  /** The line's JSON object. */
  JsonNode object() {
    return object(decode());
  }

  /** The line as text. */
  String decode() {
    try {
      String text = lines.decoded();
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    } catch (CharacterCodingException e) {
      throw new UserException(Utf8Lines.NOT_UTF_8);
    }
  }

  private static JsonNode object(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new UserException("the line is not valid JSON: " + JsonFile.fault(e));
    }
    if (!node.isObject()) {
      throw new UserException("the line must be an object with a string \"text\"");
    }
    return node;
  }

  private static TextItem parse(String line) {
    JsonNode node = object(line);
    String text = string(node, "text");
    if (text == null) {
      throw new UserException("the object has no \"text\"; a string is needed");
    }
    return new TextItem(id(node.path("id")), text, string(node, "text_pair"), string(node, "note"));
  }

  private static String string(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new UserException("\"" + key + "\" must be a string");
    }
    return requireWhole(key, value.asString());
  }

  /** JSON's escapes can write half of a character, which is no text. */
  private static String requireWhole(String key, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new UserException(
          "\"" + key + "\" contains half a surrogate pair, which is not a character");
    }
    return text;
  }

  private static JsonNode id(JsonNode id) {
    if (id.isMissingNode() || id.isNull()) {
      return null;
    }
    if (!id.isString() && !id.isNumber()) {
      throw new UserException("\"id\" must be a string or a number");
    }
    return id;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
