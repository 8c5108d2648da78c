package org.mekiki.weights.converter.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.weights.converter.file.ConversionException;

/** Every rule of the format broken once, and everything accepted that looks odd but is allowed. */
final class SafetensorsFileTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));
  private static final String A = entry("a", "F32", "[2,2]", "[0,16]");
  private static final String SYNTAX = "InvalidHeaderDeserialization";
  @TempDir private Path folder;

  private static String entry(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, dtype, shape, offsets);
  }

  private static String header(String... entries) {
    return "{" + String.join(",", entries) + "}";
  }

  /** Announced header length, header, and as many bytes of data 0, 1, 2, … */
  private static byte[] file(long announced, byte[] header, int data) {
    var bytes =
        ByteBuffer.allocate(8 + header.length + data)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(announced)
            .put(header);
    for (int i = 0; i < data; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  private static byte[] file(byte[] header, int data) {
    return file(header.length, header, data);
  }

  private static byte[] file(String header, int data) {
    return file(header.getBytes(StandardCharsets.UTF_8), data);
  }

  private static byte[] bytes(int... values) {
    var out = new ByteArrayOutputStream();
    Arrays.stream(values).forEach(out::write);
    return out.toByteArray();
  }

  private SafetensorsFile open(byte[] content) throws IOException {
    Path path = folder.resolve("case");
    Files.write(path, content);
    return SafetensorsFile.open(path);
  }

  private static Arguments refusal(String name, byte[] content, String... words) {
    return arguments(name, content, List.of(words));
  }

  private static Arguments syntax(String name, String header, String... words) {
    String[] all = Stream.concat(Stream.of(SYNTAX), Stream.of(words)).toArray(String[]::new);
    return refusal(name, file(header, 16), all);
  }

  static Stream<Arguments> wrongLengths() {
    byte[] braces = {'{', '}'};
    return Stream.of(
        refusal("empty file", bytes(), "HeaderTooSmall", "0 bytes"),
        refusal("seven bytes", bytes(2, 0, 0, 0, 0, 0, 0), "HeaderTooSmall", "7 bytes"),
        refusal("100 million and one", file(100_000_001, braces, 0), "HeaderTooLarge", "100000001"),
        refusal(
            "the high bit",
            file(Long.MIN_VALUE, braces, 0),
            "HeaderTooLarge",
            "9223372036854775808"),
        refusal("all ones", file(-1, braces, 0), "HeaderTooLarge", "18446744073709551615"),
        refusal("100 million", file(100_000_000, braces, 0), "InvalidHeaderLength", "100000000"),
        refusal("length only", file(2, bytes(), 0), "InvalidHeaderLength", "only 0 follow"),
        refusal("one past the end", file(3, braces, 0), "InvalidHeaderLength", "only 2 follow"));
  }

  static Stream<Arguments> wrongText() {
    byte[] utf8 = header(A).getBytes(StandardCharsets.UTF_8);
    byte[] stray = utf8.clone();
    stray[2] = (byte) 0xFF;
    // An overlong form of the letter a.
    byte[] overlong =
        header(entry("??", "F32", "[2,2]", "[0,16]")).getBytes(StandardCharsets.UTF_8);
    overlong[2] = (byte) 0xC1;
    overlong[3] = (byte) 0xA1;
    String deep = "[".repeat(5000) + "]".repeat(5000);
    return Stream.of(
        refusal("a stray byte", file(stray, 16), "InvalidHeader)", "UTF-8"),
        refusal("an overlong form", file(overlong, 16), "InvalidHeader)", "UTF-8"),
        refusal("no header", file("", 0), SYNTAX, "empty"),
        refusal("length cuts the JSON", file(utf8.length - 1, utf8, 16), SYNTAX),
        syntax("not JSON", "{"),
        syntax("an array", "[" + header(A) + "]", "begin with {"),
        syntax("garbage after", header(A) + "x"),
        syntax("a second object", header(A) + "{}", "follows"),
        syntax("a byte order mark", "\uFEFF" + header(A), "begin with {"),
        syntax("NUL padding", header(A) + "\0\0"),
        syntax("newline padding", header(A) + "\n", "spaces"),
        syntax("tab padding", header(A) + "\t", "spaces"),
        syntax("space before", " " + header(A), "begin with {"),
        syntax("a comment", "{/**/" + A + "}"),
        syntax("a comma too many", "{" + A + ",}"),
        syntax("single quotes", header(A).replace('"', '\'')),
        syntax("a leading zero", header(entry("a", "F32", "[02,2]", "[0,16]"))),
        syntax("a plus sign", header(entry("a", "F32", "[+2,2]", "[0,16]"))),
        syntax("a hexadecimal number", header(entry("a", "F32", "[0x2,2]", "[0,16]"))),
        syntax("not a number", header(entry("a", "F32", "[NaN,2]", "[0,16]"))),
        syntax("a raw control character", header(entry("a\u0001", "F32", "[2,2]", "[0,16]"))),
        syntax("half a surrogate pair", header(entry("\\ud800", "F32", "[2,2]", "[0,16]")), "half"),
        syntax("a low surrogate alone", header(entry("\\udc00", "F32", "[2,2]", "[0,16]")), "half"),
        syntax("half a pair in metadata", "{\"__metadata__\":{\"k\":\"\\ud800\"}}", "half"),
        syntax("deep nesting", "{\"a\":" + deep + "}"),
        syntax("deep nesting in a shape", header(entry("a", "F32", deep, "[0,16]"))));
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        syntax("a number as metadata", "{\"__metadata__\":{\"k\":1}}", "__metadata__", "\"k\""),
        syntax("an object in metadata", "{\"__metadata__\":{\"k\":{}}}", "__metadata__", "\"k\""),
        syntax("null in metadata", "{\"__metadata__\":{\"k\":null}}", "__metadata__", "\"k\""),
        syntax("metadata as a list", "{\"__metadata__\":[]}", "__metadata__"),
        syntax("metadata null", "{\"__metadata__\":null}", "__metadata__"),
        syntax("metadata twice", "{\"__metadata__\":{},\"__metadata__\":{}}", "__metadata__"),
        syntax("a metadata key twice", "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", "\"k\""),
        syntax("no dtype", "{\"a\":{\"shape\":[2,2],\"data_offsets\":[0,16]}}", "\"a\"", "dtype"),
        syntax("no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,16]}}", "shape"),
        syntax("no offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,2]}}", "data_offsets"),
        syntax("no fields", "{\"a\":{}}", "\"a\" needs"),
        syntax("null entry", "{\"a\":null}", "\"a\" must be an object"),
        syntax("entry as a list", "{\"a\":[\"F32\",[2,2],[0,16]]}", "\"a\" must be an object"),
        syntax("shape twice", header(A.replace("\"shape\"", "\"shape\":[2,2],\"shape\"")), "shape"),
        syntax("unknown field", header(A.replace("\"shape\"", "\"x\":1,\"shape\"")), "\"x\""),
        syntax("name twice", header(A, A), "\"a\""),
        syntax(
            "name twice, other range",
            header(entry("a", "F32", "[2]", "[0,8]"), entry("a", "F32", "[2]", "[8,16]")),
            "\"a\""),
        syntax("unknown dtype", header(entry("a", "F33", "[2,2]", "[0,16]")), "dtype \"F33\""),
        syntax("lower-case dtype", header(entry("a", "f32", "[2,2]", "[0,16]")), "dtype \"f32\""),
        syntax("dtype a number", header(A.replace("\"F32\"", "32")), "dtype", "string"),
        syntax("dtype null", header(A.replace("\"F32\"", "null")), "dtype", "string"),
        syntax("shape null", header(entry("a", "F32", "null", "[0,16]")), "shape"),
        syntax("shape a number", header(entry("a", "F32", "4", "[0,16]")), "shape"));
  }

  static Stream<Arguments> wrongNumbers() {
    var dims = Stream.of("-2", "-0", "2.0", "0.2e1", "\"2\"", "null", "true", "[2]", "{}");
    var offsets = Stream.of("-16", "-0", "16.0", "1.6e1", "\"16\"", "null");
    var ranges = Stream.of("[]", "[16]", "[0,16,16]", "16", "\"0,16\"", "null", "{}");
    // 2^64 is the first number that no unsigned 64-bit field holds.
    String beyond = "18446744073709551616";
    return Stream.of(
            dims.map(
                dim ->
                    syntax(
                        "dimension " + dim,
                        header(entry("a", "F32", "[2," + dim + "]", "[0,16]")),
                        "shape of tensor \"a\"")),
            offsets.map(
                offset ->
                    syntax(
                        "offset " + offset,
                        header(entry("a", "F32", "[2,2]", "[0," + offset + "]")),
                        "data_offsets of tensor \"a\"")),
            ranges.map(
                range ->
                    syntax(
                        "offsets " + range,
                        header(entry("a", "F32", "[2,2]", range)),
                        "data_offsets of tensor \"a\"")),
            Stream.of(beyond, beyond + "0", "9".repeat(900), "9".repeat(2000))
                .map(
                    dim ->
                        syntax(
                            "a dimension of " + dim.length() + " digits",
                            header(entry("a", "F32", "[2," + dim + "]", "[0,16]")))),
            Stream.of(
                syntax(
                    "offset 2^64",
                    header(entry("a", "F32", "[2,2]", "[0," + beyond + "]")),
                    "data_offsets")))
        .flatMap(cases -> cases);
  }

  static Stream<Arguments> wrongLayout() {
    String b = entry("b", "U8", "[4]", "[4,8]");
    return Stream.of(
        refusal(
            "hole before the first",
            file(header(entry("a", "U8", "[4]", "[4,8]")), 8),
            "InvalidOffset",
            "\"a\""),
        refusal(
            "hole between",
            file(header(entry("a", "U8", "[4]", "[0,4]"), entry("b", "U8", "[4]", "[8,12]")), 12),
            "InvalidOffset",
            "\"b\"",
            "begin at 4"),
        refusal(
            "overlap by one",
            file(header(entry("a", "U8", "[5]", "[0,5]"), b), 8),
            "InvalidOffset",
            "\"b\""),
        refusal(
            "the same range twice", file(header(A, A.replace("\"a\"", "\"b\"")), 16), "InvalidOff"),
        refusal(
            "one inside the other",
            file(header(A, entry("b", "U8", "[2]", "[4,6]")), 16),
            "InvalidOffset",
            "\"b\""),
        refusal(
            "an empty one inside another",
            file(header(A, entry("b", "U8", "[0]", "[4,4]")), 16),
            "InvalidOffset",
            "\"b\""),
        refusal(
            "end before begin",
            file(header(entry("a", "U8", "[4]", "[4,0]")), 4),
            "InvalidOffset",
            "\"a\""),
        refusal(
            "end before begin after another",
            file(header(entry("a", "U8", "[4]", "[0,4]"), entry("b", "U8", "[0]", "[4,3]")), 4),
            "InvalidOffset",
            "\"b\""),
        refusal("a byte after the data", file(header(A), 17), "MetadataIncompleteBuffer", "17"),
        refusal("a byte missing", file(header(A), 15), "MetadataIncompleteBuffer", "15"),
        refusal("two bytes missing", file(header(A), 14), "MetadataIncompleteBuffer"),
        refusal("data without tensors", file("{}", 1), "MetadataIncompleteBuffer"));
  }

  static Stream<Arguments> wrongSizes() {
    String half = "4294967296"; // 2^32
    return Stream.of(
        sized("too many bytes", "F32", "[2]", 16, "TensorInvalidInfo", "needs 8"),
        sized("too few bytes", "F32", "[2,4]", 16, "TensorInvalidInfo", "needs 32"),
        sized("a scalar of no bytes", "F32", "[]", 0, "TensorInvalidInfo", "needs 4"),
        sized("bytes for an empty tensor", "F32", "[0]", 4, "TensorInvalidInfo", "needs 0"),
        sized("another width", "F64", "[2,2]", 16, "TensorInvalidInfo", "needs 32"),
        // 2^32 bytes are 0 in 32 bits.
        sized("wraps an int", "U8", "[65536,65536]", 0, "TensorInvalidInfo"),
        // 2^61 bytes: only the multiplication by bits comes near 2^64.
        sized("just no overflow", "U8", "[2305843009213693951]", 0, "TensorInvalidInfo"),
        sized("the bits overflow", "U8", "[2305843009213693952]", 0, "ValidationOverflow"),
        sized("the product overflows", "U8", "[" + half + "," + half + "]", 0, "ValidationOv"),
        sized(
            "overflow before a 0", "U8", "[" + half + "," + half + ",0]", 0, "ValidationOverflow"),
        sized("half a byte", "F4", "[3]", 1, "MisalignedSlice"),
        sized("half a byte of two", "F4", "[3]", 2, "MisalignedSlice"),
        sized("six bits", "F6_E2M3", "[1]", 1, "MisalignedSlice"),
        sized("eighteen bits", "F6_E3M2", "[3]", 2, "MisalignedSlice"));
  }

  private static Arguments sized(
      String name, String dtype, String shape, int size, String... words) {
    String[] all = Stream.concat(Stream.of(words), Stream.of("\"a\"")).toArray(String[]::new);
    return refusal(name, file(header(entry("a", dtype, shape, "[0," + size + "]")), size), all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "wrongLengths",
    "wrongText",
    "wrongFields",
    "wrongNumbers",
    "wrongLayout",
    "wrongSizes"
  })
  void refusesAndNamesTheRule(String name, byte[] content, List<String> words) {
    var thrown = assertThrows(ConversionException.class, () -> open(content).close(), name);
    String path = folder.resolve("case").toString();
    assertTrue(thrown.getMessage().startsWith(path + ": "), thrown.getMessage());
    String message = thrown.getMessage().substring(path.length());
    for (String word : words) {
      assertTrue(message.contains(word), () -> "no " + word + " in: " + message);
    }
    assertEquals(1, message.lines().count(), message);
  }

  static Stream<Arguments> allowed() {
    String empties =
        IntStream.range(0, 20)
            .mapToObj(i -> entry("e" + i, "F32", "[0,3]", "[0,0]"))
            .collect(Collectors.joining(","));
    return Stream.of(
        arguments("ordinary", file(header(A), 16), 1),
        arguments("no tensors", file("{}", 0), 0),
        arguments("spaces after", file("{}      ", 0), 0),
        arguments("no metadata", file("{\"__metadata__\":{}," + A + "}", 16), 1),
        arguments("a scalar", file(header(entry("a", "F32", "[]", "[0,4]")), 4), 1),
        arguments("a dimension 0", file(header(entry("a", "F32", "[3,0]", "[0,0]")), 0), 1),
        arguments(
            "a 0 before a huge one",
            file(header(entry("a", "F32", "[0,9223372036854775807]", "[0,0]")), 0),
            1),
        arguments("no name", file(header(entry("", "F32", "[2,2]", "[0,16]")), 16), 1),
        arguments("an escaped name", file(header(A.replace("\"a\"", "\"\\u0061\"")), 16), 1),
        arguments("NUL in a name", file(header(A.replace("\"a\"", "\"\\u0000\"")), 16), 1),
        arguments("an escaped pair", file(header(A.replace("\"a\"", "\"\\ud83d\\ude00\"")), 16), 1),
        arguments("a name in UTF-8", file(header(A.replace("\"a\"", "\"é😀\"")), 16), 1),
        arguments("white space inside", file(header(A).replace(",", " ,\r\n\t"), 16), 1),
        arguments("twenty empty ones at one place", file(header(empties, A), 16), 21),
        arguments(
            "an empty one between",
            file(
                header(
                    entry("a", "U8", "[2]", "[0,2]"),
                    entry("b", "U8", "[0]", "[2,2]"),
                    entry("c", "U8", "[2]", "[2,4]")),
                4),
            3),
        arguments("two F4 a byte", file(header(entry("a", "F4", "[2]", "[0,1]")), 1), 1),
        arguments(
            "four F6 in three bytes", file(header(entry("a", "F6_E2M3", "[4]", "[0,3]")), 3), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void accepts(String name, byte[] content, int tensors) throws IOException {
    try (SafetensorsFile file = open(content)) {
      assertEquals(tensors, file.tensors().size(), name);
    }
  }

  @Test
  void everyDtypeHasItsWidth() throws IOException {
    var bits =
        Map.ofEntries(
            Map.entry("BOOL", 8),
            Map.entry("U8", 8),
            Map.entry("I8", 8),
            Map.entry("F8_E5M2", 8),
            Map.entry("F8_E4M3", 8),
            Map.entry("F8_E8M0", 8),
            Map.entry("F8_E4M3FNUZ", 8),
            Map.entry("F8_E5M2FNUZ", 8),
            Map.entry("I16", 16),
            Map.entry("U16", 16),
            Map.entry("F16", 16),
            Map.entry("BF16", 16),
            Map.entry("I32", 32),
            Map.entry("U32", 32),
            Map.entry("F32", 32),
            Map.entry("C64", 64),
            Map.entry("F64", 64),
            Map.entry("I64", 64),
            Map.entry("U64", 64),
            Map.entry("F4", 4),
            Map.entry("F6_E2M3", 6),
            Map.entry("F6_E3M2", 6));
    for (var dtype : bits.entrySet()) {
      int size = dtype.getValue(); // of eight numbers, in bytes
      try (var file =
          open(file(header(entry("a", dtype.getKey(), "[8]", "[0," + size + "]")), size))) {
        assertEquals(dtype.getKey(), file.tensors().getFirst().dtype().name());
      }
      byte[] longer =
          file(header(entry("a", dtype.getKey(), "[8]", "[0," + (size + 1) + "]")), size + 1);
      assertThrows(ConversionException.class, () -> open(longer).close(), dtype.getKey());
    }
  }

  private static byte[] bytes(SafetensorsFile file, TensorEntry tensor) throws IOException {
    var out = new ByteArrayOutputStream();
    file.forEachPart(
        tensor,
        part -> {
          byte[] bytes = new byte[part.remaining()];
          part.get(bytes);
          out.write(bytes);
        });
    return out.toByteArray();
  }

  @Test
  void givesNamesShapesMetadataAndBytesInTheHeadersOrder() throws IOException {
    String text =
        header(
            "\"__metadata__\":{\"format\":\"pt\"}",
            entry("late", "F32", "[1]", "[3,7]"),
            entry("early", "U8", "[3,1]", "[0,3]"));
    try (SafetensorsFile file = open(file(text, 7))) {
      assertEquals(Map.of("format", "pt"), file.metadata());
      TensorEntry late = file.tensors().get(0);
      TensorEntry early = file.tensors().get(1);
      assertEquals("late", late.name());
      assertEquals("[3, 1]", early.shape().toString());
      assertArrayEquals(new byte[] {0, 1, 2}, bytes(file, early), "early");
      assertArrayEquals(new byte[] {3, 4, 5, 6}, bytes(file, late), "unaligned");
    }
  }

  @Test
  void notANumberIsJustData() throws IOException {
    byte[] content = file(header(entry("a", "F32", "[1]", "[0,4]")), 4);
    ByteBuffer.wrap(content).putInt(content.length - 4, 0xFFFFFFFF);
    try (SafetensorsFile file = open(content)) {
      float value = file.read(file.tensors().getFirst(), ElementType.F32, 1)[0];
      assertTrue(Float.isNaN(value));
    }
  }

  @Test
  void agreesWithTheSpecificationOnAllReferenceFiles() throws IOException {
    Path cases = SHARED.resolve("safetensors-cases");
    assumeTrue(Files.isDirectory(cases), "no reference data at " + cases);
    List<String> lines = Files.readAllLines(cases.resolve("MANIFEST.tsv"));
    assertTrue(lines.size() > 30, "only " + lines.size() + " cases are listed");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      Path path = cases.resolve(fields[0] + ".safetensors");
      if (fields[1].equals("accept")) {
        SafetensorsFile.open(path).close();
      } else {
        var thrown =
            assertThrows(
                ConversionException.class, () -> SafetensorsFile.open(path).close(), fields[0]);
        assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
      }
    }
  }
}
