package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/** One file, the same again when read, and refused if anything in it is not as it was written. */
final class ModelFileTest {
  private static final int DIGEST = 32;
  private static final int TRAILER = DIGEST + 4;
  private static final int HEADER = 16;
  @TempDir private Path folder;

  private static StoredTensor tensor(String name, ElementType type, Shape shape, float... values) {
    return new StoredTensor(name, type, shape, values::clone);
  }

  private static ModelContent content() {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("family", "bert");
    configuration.put("empty", "");
    configuration.put("aéß", "😀");
    return new ModelContent(
        configuration,
        List.of("negative", "", "très bien"),
        new byte[] {1, 2, 3, (byte) 200},
        List.of(
            tensor("matrix", ElementType.F32, Shape.of(2, 3), 1, -2, 3.25f, 0, -0f, 1e-40f),
            tensor("scalar", ElementType.BF16, Shape.of(), -1.5f),
            tensor("nothing", ElementType.F32, Shape.of(3, 0)),
            tensor("half", ElementType.F16, Shape.of(3), 0.5f, 65504, -0x1p-24f)));
  }

  private static byte[] written(ModelContent content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ModelWriter.write(content, bytes);
    return bytes.toByteArray();
  }

  /** Puts the right digest and checksum at the end. */
  private static byte[] signed(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, bytes.length - TRAILER);
      System.arraycopy(digest.digest(), 0, bytes, bytes.length - TRAILER, DIGEST);
      return checked(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Puts the right checksum at the end. */
  private static byte[] checked(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - 4, (int) checksum.getValue());
    return bytes;
  }

  private static String refused(byte[] bytes, String place) {
    var thrown =
        assertThrows(ModelFileException.class, () -> ModelFile.of(bytes, "the file"), place);
    assertTrue(thrown.getMessage().startsWith("the file "), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
    return thrown.getMessage();
  }

  private static void requireSame(ModelContent expected, ModelFile file) throws IOException {
    ModelContent actual = file.content();
    assertEquals(
        List.copyOf(expected.configuration().entrySet()),
        List.copyOf(actual.configuration().entrySet()));
    assertEquals(expected.labels(), file.labels());
    assertArrayEquals(expected.tokenizer(), actual.tokenizer());
    assertEquals(expected.tensors().size(), actual.tensors().size());
    for (int i = 0; i < expected.tensors().size(); i++) {
      StoredTensor one = expected.tensors().get(i);
      StoredTensor other = actual.tensors().get(i);
      assertEquals(one.name(), other.name());
      assertEquals(one.type(), other.type());
      assertEquals(one.shape(), other.shape());
      float[] values = other.source().read();
      assertArrayEquals(one.source().read(), values);
      assertEquals(one.shape().size(), values.length);
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    byte[] bytes = written(content());
    requireSame(content(), ModelFile.of(bytes, "memory"));
    requireSame(content(), ModelFile.of(content()));
    Path path = folder.resolve("model");
    Files.write(path, bytes);
    try (ModelFile file = ModelFile.open(path)) {
      requireSame(content(), file);
      String sha256 = HexFormat.of().formatHex(bytes, bytes.length - TRAILER, bytes.length - 4);
      assertEquals(sha256, file.sha256());
      file.verifyIdentity();
      assertEquals(sha256, ModelFile.of(content()).sha256());
    }
  }

  @Test
  void anEmptyModelIsOne() throws IOException {
    var empty = new ModelContent(Map.of(), List.of(), new byte[0], List.of());
    requireSame(empty, ModelFile.of(written(empty), "memory"));
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    assertArrayEquals(written(content()), written(content()));
    var other =
        new ModelContent(
            content().configuration(), List.of("a"), content().tokenizer(), content().tensors());
    assertNotEquals(ModelWriter.sha256(content()), ModelWriter.sha256(other));
  }

  @Test
  void weightsBeginAtMultiplesOf64() throws IOException {
    byte[] bytes = written(content());
    for (float first : new float[] {1, -1.5f, 0.5f}) {
      byte[] pattern =
          switch (Float.toString(first)) {
            case "1.0" -> new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, (byte) 0xC0};
            case "-1.5" -> new byte[] {(byte) 0xC0, (byte) 0xBF};
            default -> new byte[] {0, 0x38, (byte) 0xFF, 0x7B};
          };
      assertTrue(startsAtMultipleOf64(bytes, pattern), "weight " + first);
    }
  }

  private static boolean startsAtMultipleOf64(byte[] bytes, byte[] pattern) {
    for (int at = 64; at + pattern.length <= bytes.length - TRAILER; at += 64) {
      if (Arrays.equals(Arrays.copyOfRange(bytes, at, at + pattern.length), pattern)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    byte[] bytes = written(content());
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String message = refused(flipped, "bit " + bit);
      String expected =
          bit < 64
              ? "is not a model file"
              : bit > 64 && bit < 96 ? "has format version" : "is damaged"; // bit 64 makes 2 to 3
      assertTrue(message.contains(expected), message);
    }
  }

  /** A file that was changed on purpose can have the right checksum, but not the right identity. */
  @Test
  void changedContentDoesNotKeepItsIdentity() throws IOException {
    byte[] bytes = written(content());
    int weight = (bytes.length - TRAILER) / 64 * 64;
    bytes[weight] ^= 1;
    try (ModelFile file = ModelFile.of(checked(bytes), "the file")) {
      var thrown = assertThrows(ModelFileException.class, file::verifyIdentity);
      assertTrue(thrown.getMessage().startsWith("the file is not the model"), thrown.getMessage());
    }
  }

  /** Linear layers read their weights a few rows at a time. */
  @Test
  void aPartOfATensorCanBeRead() throws IOException {
    try (ModelFile file = ModelFile.of(written(content()), "the file")) {
      for (StoredTensor tensor : file.content().tensors()) {
        float[] all = tensor.source().read();
        for (int from = 0; from < all.length; from++) {
          float[] part = new float[all.length - from];
          tensor.source().read(from, part.length, part);
          assertArrayEquals(Arrays.copyOfRange(all, from, all.length), part);
        }
      }
    }
  }

  @Test
  void everyTruncationAndEveryAdditionIsNoticed() throws IOException {
    byte[] bytes = written(content());
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length), "length " + length);
    }
    refused(Arrays.copyOf(bytes, bytes.length + 1), "a byte more");
    byte[] front = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, front, 1, bytes.length);
    refused(front, "a byte before");
  }

  @Test
  void filesAreRefusedLikeBytesInMemory() throws IOException {
    Path path = folder.resolve("model");
    byte[] bytes = written(content());
    for (int length : new int[] {0, 7, 47, bytes.length - 1}) {
      Files.write(path, Arrays.copyOf(bytes, length));
      var thrown = assertThrows(ModelFileException.class, () -> ModelFile.open(path).close());
      assertTrue(thrown.getMessage().startsWith(path.toString()), thrown.getMessage());
    }
    assertThrows(NoSuchFileException.class, () -> ModelFile.open(folder.resolve("no")).close());
  }

  @Test
  void somethingElseIsNoModel() {
    String message = refused(new byte[200], "zeros");
    assertTrue(message.contains("mekiki convert"), message);
    refused("{\"model_type\":\"bert\"}".repeat(9).getBytes(StandardCharsets.UTF_8), "JSON");
  }

  /** The files of a dictionary stand behind the weights; those of other models are as before. */
  @Test
  void filesOfADictionaryAreKept() throws IOException {
    ModelContent plain = content();
    var files = new LinkedHashMap<String, ByteBuffer>();
    files.put("sys.dic", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    files.put("a", ByteBuffer.wrap(new byte[100_000]));
    files.put("empty", ByteBuffer.allocate(0));
    var with =
        new ModelContent(
            plain.configuration(), plain.labels(), plain.tokenizer(), plain.tensors(), files);
    byte[] bytes = written(with);
    try (ModelFile file = ModelFile.of(bytes, "the file")) {
      assertEquals(List.copyOf(files.keySet()), List.copyOf(file.content().dictionary().keySet()));
      assertEquals(files, file.content().dictionary());
      assertEquals(plain.tensors().size(), file.content().tensors().size());
      file.verifyIdentity();
      var other = file.withTokenizer(new byte[] {7}, Map.of());
      assertEquals(file.sha256(), other.sha256());
      assertEquals(Map.of(), other.content().dictionary());
    }
    assertEquals(3, bytes[8]);
    assertEquals(2, written(plain)[8]);
    for (int length = 0; length < bytes.length; length += 997) {
      refused(Arrays.copyOf(bytes, length), "length " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, -1, 256})
  void anotherVersionIsNamed(int version) throws IOException {
    byte[] bytes = written(content());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, version);
    String message = refused(signed(bytes), "version");
    assertTrue(message.contains("format version " + version), message);
    assertTrue(message.contains("reads versions 2 and 3"), message);
  }

  /** The checksum is right, so only the checks of the header itself stand in the way. */
  @Test
  void hostileLengthsAreRefused() throws IOException {
    byte[] bytes = written(content());
    int end = HEADER + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    int[] hostile = {
      -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x40000000, 1 << 24, 1 << 16, 255, 0, 1
    };
    int refused = 0;
    for (int at = 12; at + 4 <= end; at++) {
      for (int number : hostile) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(at, number);
        refused += openedOrRefused(signed(changed), number + " at " + at) ? 0 : 1;
      }
    }
    assertTrue(refused > end, "only " + refused);
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, bytes.length}) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(12, length);
      refused(signed(bytes), "header of " + length);
    }
  }

  @Test
  void randomDamageUnderARightChecksumIsOpenedOrRefused() throws IOException {
    byte[] bytes = written(content());
    var random = new Random(17);
    for (int round = 0; round < 5000; round++) {
      byte[] changed = Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(300));
      for (int i = 0; i <= random.nextInt(3); i++) {
        changed[12 + random.nextInt(changed.length - 12)] = (byte) random.nextInt(256);
      }
      openedOrRefused(signed(changed), "round " + round);
    }
  }

  private static boolean openedOrRefused(byte[] bytes, String place) {
    try (ModelFile file = ModelFile.of(bytes, "the file")) {
      for (StoredTensor tensor : file.content().tensors()) {
        assertEquals(tensor.shape().size(), tensor.source().read().length, place);
      }
      return true;
    } catch (ModelFileException e) {
      assertEquals(1, e.getMessage().lines().count(), place);
      return false;
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(place, e);
    }
  }

  @Test
  void nothingStandsThereTwice() throws IOException {
    var tensors = new ArrayList<>(content().tensors());
    tensors.add(tensors.getFirst());
    var twice =
        new ModelContent(content().configuration(), List.of(), new byte[0], List.copyOf(tensors));
    refused(written(twice), "a tensor twice");
    byte[] bytes =
        written(new ModelContent(ordered("ka", "kb"), List.of(), new byte[0], List.of()));
    bytes[indexOf(bytes, "kb") + 1] = 'a';
    refused(signed(bytes), "a key twice");
  }

  private static Map<String, String> ordered(String... keys) {
    Map<String, String> map = new LinkedHashMap<>();
    Arrays.stream(keys).forEach(key -> map.put(key, "value"));
    return map;
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  @Test
  void bytesBetweenHeaderAndWeightsAreCounted() throws IOException {
    var model = new ModelContent(Map.of(), List.of(), new byte[0], List.of());
    byte[] bytes = written(model);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
    String message = refused(signed(longer), "eight bytes of weights");
    assertTrue(message.contains("8 bytes of weights where its header announces 0"), message);
    ByteBuffer.wrap(longer)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(12, bytes.length - HEADER - TRAILER + 8);
    refused(signed(longer), "eight bytes in the header");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void onlyNumbersAreWritten(float value) {
    for (ElementType type : ElementType.values()) {
      var model =
          new ModelContent(
              Map.of(),
              List.of(),
              new byte[0],
              List.of(tensor("layer.weight", type, Shape.of(2), 1, value)));
      var thrown = assertThrows(ModelFileException.class, () -> written(model));
      assertEquals(
          "weight \"layer.weight\" has the value %s at element 1; all weights must be finite"
              .formatted(value),
          thrown.getMessage());
    }
  }

  @Test
  void whatATypeCannotHoldIsNotWritten() {
    var model =
        new ModelContent(
            Map.of(),
            List.of(),
            new byte[0],
            List.of(tensor("w", ElementType.F16, Shape.of(1), 65520)));
    var thrown = assertThrows(ModelFileException.class, () -> written(model));
    assertTrue(thrown.getMessage().contains("too large for f16"), thrown.getMessage());
  }

  @Test
  void manyNumbersAreWrittenInChunks() throws IOException {
    float[] values = new float[70_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 30_000;
    }
    for (ElementType type : new ElementType[] {ElementType.F32, ElementType.F16}) {
      var model =
          new ModelContent(
              Map.of(),
              List.of(),
              new byte[0],
              List.of(tensor("w", type, Shape.of(values.length), values)));
      float[] read =
          ModelFile.of(written(model), "m").content().tensors().getFirst().source().read();
      for (int i = 0; i < values.length; i++) {
        float expected =
            type == ElementType.F32
                ? values[i]
                : Float.float16ToFloat(Float.floatToFloat16(values[i]));
        assertEquals(expected, read[i]);
      }
    }
  }
}
