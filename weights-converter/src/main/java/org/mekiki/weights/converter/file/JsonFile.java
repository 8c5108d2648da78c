package org.mekiki.weights.converter.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.transformer.file.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object in a file. */
public final class JsonFile {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

  private static final Pattern NOT_A_NUMBER =
      Pattern.compile("[Nn]on-standard token '([-+]?(?:NaN|INF|Infinity))'");

  /** Advice on how programs set the parser up, and how it names the text's beginning. */
  private static final Pattern PARSER_OPTION =
      Pattern.compile(
          "[:,]? *enable `[^`]*` to allow| *\\(not recognized as one since Feature [^)]*\\)"
              + "|[:(;]? *\\(start marker at .*");

  private JsonFile() {}

  /**
   * {@return the object in a file}
   *
   * @param path the file
   * @throws ConversionException if the file is missing, or does not contain a JSON object
   * @throws IOException if it cannot be read
   */
  public static JsonNode read(Path path) throws IOException {
    JsonNode node = readAny(path);
    if (node == null || !node.isObject()) {
      throw new ConversionException(path + " does not contain a JSON object");
    }
    return node;
  }

  /**
   * {@return the JSON value in a file, of any kind}
   *
   * @param path the file
   * @throws ConversionException if the file is missing, or holds none
   * @throws IOException if it cannot be read
   */
  public static JsonNode readAny(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new ConversionException(path + " is missing");
    }
    InputFile.require(path);
    byte[] bytes = Files.readAllBytes(path);
    if (bytes.length == 0) {
      throw new ConversionException(path + " is empty; it must hold JSON");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return MAPPER.readTree(text);
    } catch (CharacterCodingException e) {
      throw new ConversionException(foreign(path, bytes).orElse(path + " is not valid UTF-8"), e);
    } catch (JacksonException e) {
      throw new ConversionException(
          foreign(path, bytes).orElse("%s is not valid JSON: %s".formatted(path, faultAt(e))), e);
    }
  }

  /**
   * {@return what is wrong with a JSON text, and at which line and column}
   *
   * @param e what the parser says
   */
  public static String faultAt(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? fault(e)
        : "%s (line %d, column %d)".formatted(fault(e), at.getLineNr(), at.getColumnNr());
  }

  /**
   * {@return what is wrong with a JSON text, in words for its author}
   *
   * @param e what the parser says, with options of its own that nobody can set
   */
  public static String fault(JacksonException e) {
    String said = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    Matcher number = NOT_A_NUMBER.matcher(said);
    return number.find()
        ? number.group(1) + " is not a JSON value; write a number or null instead"
        : PARSER_OPTION.matcher(said).replaceAll("").strip();
  }

  /** What stands in the file's place, unless it begins as JSON does. */
  private static Optional<String> foreign(Path path, byte[] bytes) throws IOException {
    boolean json = new String(bytes, StandardCharsets.UTF_8).strip().matches("(?s)[\\[{\"].*");
    return json
        ? Optional.empty()
        : ForeignContent.of(StoredBytes.of(bytes, path.toString()))
            .map(words -> "%s is not JSON: it is %s".formatted(path, words));
  }

  /**
   * {@return the values as a JSON object}
   *
   * @param values texts, numbers, truth values and nulls, and lists and maps of them, by key
   */
  public static JsonNode of(Map<String, Object> values) {
    return MAPPER.valueToTree(values);
  }

  /**
   * Writes a JSON value, indented, with a line feed at the end.
   *
   * @param node the value
   * @param path the file
   * @throws IOException if it cannot be written
   */
  public static void write(JsonNode node, Path path) throws IOException {
    WholeFile.writeText(path, WRITER.writeValueAsString(node) + "\n");
  }

  /**
   * {@return the values by their nested keys, joined by dots; nulls left out}
   *
   * @param node an object
   */
  public static Map<String, String> flatten(JsonNode node) {
    var flat = new LinkedHashMap<String, String>();
    flatten("", node, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> flatten(prefix + entry.getKey() + ".", entry.getValue(), flat));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i + ".", node.get(i), flat);
      }
    } else if (!node.isNull()) {
      flat.put(prefix.substring(0, prefix.length() - 1), node.asString());
    }
  }
}
