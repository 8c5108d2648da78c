package org.mekiki.weights.converter.safetensors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads a header by the letter of the specification. */
final class HeaderParser {
  /** Unsigned 64-bit numbers have no more digits. */
  private static final int MAX_DIGITS = 20;

  private static final BigInteger MAX_U64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(1000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** What a header says. */
  record Header(List<TensorEntry> tensors, Map<String, String> metadata) {}

  private final String file;
  private final List<TensorEntry> tensors = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderParser(String file) {
    this.file = file;
  }

  static Header parse(byte[] bytes, String file) throws ConversionException {
    var parser = new HeaderParser(file);
    String text = parser.decode(bytes);
    parser.requireOneObject(text);
    try (JsonParser json = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      parser.readObject(json);
    } catch (JacksonException e) {
      throw new ConversionException(
          "%s: the header is not the JSON that safetensors needs (InvalidHeaderDeserialization): %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("unreadable")),
          e);
    }
    return new Header(List.copyOf(parser.tensors), Map.copyOf(parser.metadata));
  }

  private String decode(byte[] bytes) throws ConversionException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ConversionException(file + ": the header is not valid UTF-8 (InvalidHeader)", e);
    }
  }

  /** The object begins at the first byte and only spaces follow it. */
  private void requireOneObject(String text) throws ConversionException {
    if (!text.startsWith("{")) {
      throw wrong("it must begin with {");
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (text.charAt(end - 1) != '}') {
      throw wrong("it must be one JSON object, with nothing but spaces after it");
    }
  }

  private void readObject(JsonParser json) throws ConversionException {
    json.nextToken();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = checked(json.currentName());
      if (name.equals("__metadata__")) {
        readMetadata(json);
      } else {
        readTensor(json, name);
      }
    }
    if (json.nextToken() != null) {
      throw wrong("something follows the object");
    }
  }

  private void readMetadata(JsonParser json) throws ConversionException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("\"__metadata__\" must be an object of strings");
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = checked(json.currentName());
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw wrong("\"__metadata__\" has a value that is not a string, at \"" + key + "\"");
      }
      metadata.put(key, checked(json.getString()));
    }
  }

  private void readTensor(JsonParser json, String name) throws ConversionException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("tensor \"%s\" must be an object".formatted(name));
    }
    Dtype dtype = null;
    List<BigInteger> shape = null;
    List<BigInteger> offsets = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      switch (json.currentName()) {
        case "dtype" -> dtype = readDtype(json, name);
        case "shape" -> shape = readNumbers(json, name, "shape");
        case "data_offsets" -> offsets = readNumbers(json, name, "data_offsets");
        default ->
            throw wrong(
                "tensor \"%s\" has the unknown field \"%s\"".formatted(name, json.currentName()));
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw wrong("tensor \"%s\" needs dtype, shape and data_offsets".formatted(name));
    }
    if (offsets.size() != 2) {
      throw wrong("data_offsets of tensor \"%s\" must be two numbers".formatted(name));
    }
    tensors.add(new TensorEntry(name, dtype, shape, clamp(offsets.get(0)), clamp(offsets.get(1))));
  }

  /** No file is longer than the largest long, so a larger offset is past the end either way. */
  private static long clamp(BigInteger offset) {
    return offset.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private Dtype readDtype(JsonParser json, String name) throws ConversionException {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw wrong("dtype of tensor \"%s\" must be a string".formatted(name));
    }
    String dtype = json.getString();
    return Dtype.of(dtype)
        .orElseThrow(
            () -> wrong("tensor \"%s\" has the unknown dtype \"%s\"".formatted(name, dtype)));
  }

  private List<BigInteger> readNumbers(JsonParser json, String name, String field)
      throws ConversionException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw wrong("%s of tensor \"%s\" must be a list".formatted(field, name));
    }
    var numbers = new ArrayList<BigInteger>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(readNumber(json, name, field));
    }
    return numbers;
  }

  private BigInteger readNumber(JsonParser json, String name, String field)
      throws ConversionException {
    String digits = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getString() : "-";
    BigInteger value =
        digits.startsWith("-") || digits.length() > MAX_DIGITS ? null : new BigInteger(digits);
    if (value == null || value.compareTo(MAX_U64) > 0) {
      throw wrong(
          "%s of tensor \"%s\" must hold whole numbers from 0 to 2^64 - 1".formatted(field, name));
    }
    return value;
  }

  /** Refuses a lone surrogate, which an escape can write and UTF-8 cannot. */
  private String checked(String text) throws ConversionException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrong("a string holds half of a surrogate pair");
    }
    return text;
  }

  private ConversionException wrong(String what) {
    return new ConversionException(
        "%s: the header is refused (InvalidHeaderDeserialization): %s".formatted(file, what));
  }
}
