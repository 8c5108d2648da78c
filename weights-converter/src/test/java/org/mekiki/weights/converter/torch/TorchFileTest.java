package org.mekiki.weights.converter.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.weights.converter.file.ConversionException;

/** Files of {@code torch.save}: views, and everything that is refused. */
final class TorchFileTest {
  @TempDir private Path folder;

  private TorchFile open(byte[] bytes) throws IOException {
    return TorchFile.open(Files.write(folder.resolve("pytorch_model.bin"), bytes));
  }

  private String refused(byte[] bytes) {
    String message =
        assertThrows(ConversionException.class, () -> open(bytes).close()).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith(folder.resolve("pytorch_model.bin") + ": "), message);
    return message;
  }

  private static byte[] floats(int count) {
    var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }

  private static long[] of(long... values) {
    return values;
  }

  private static TorchWriter views() {
    return new TorchWriter()
        .storage("0", "FloatStorage", 4, floats(24))
        .view("whole", "0", 0, of(4, 6), of(6, 1))
        .view("tied", "0", 0, of(4, 6), of(6, 1))
        .view("transposed", "0", 0, of(6, 4), of(1, 6))
        .view("part", "0", 7, of(2, 3), of(6, 1))
        .view("steps", "0", 1, of(3), of(5))
        .view("turned", "0", 0, of(3, 4, 2), of(2, 6, 1))
        .view("scalar", "0", 23, of(), of())
        .view("empty", "0", 0, of(0, 3), of(3, 1));
  }

  private static float[] read(TorchFile file, String name) throws IOException {
    TorchTensor tensor = tensor(file, name);
    return file.read(tensor, ElementType.F32, (int) tensor.count());
  }

  private static TorchTensor tensor(TorchFile file, String name) {
    return file.tensors().stream()
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void viewsAreReadInTheirOwnOrder(boolean zip) throws IOException {
    try (TorchFile file = open(zip ? views().zip() : views().legacy())) {
      float[] transposed = new float[24];
      float[] turned = new float[24];
      for (int i = 0; i < 24; i++) {
        transposed[i] = i % 4 * 6 + i / 4;
        turned[i] = i / 8 * 2 + i / 2 % 4 * 6 + i % 2;
      }
      assertArrayEquals(transposed, read(file, "transposed"));
      assertArrayEquals(turned, read(file, "turned"));
      assertArrayEquals(new float[] {7, 8, 9, 13, 14, 15}, read(file, "part"));
      assertArrayEquals(new float[] {1, 6, 11}, read(file, "steps"));
      assertArrayEquals(new float[] {23}, read(file, "scalar"));
      assertArrayEquals(new float[0], read(file, "empty"));
      assertArrayEquals(read(file, "whole"), read(file, "tied"));
      assertSame(tensor(file, "whole").storage(), tensor(file, "tied").storage());
      file.requireUnchanged();
    }
  }

  @Test
  void aLargeTransposedTensorIsPutIntoOrder() throws IOException {
    int rows = 300;
    int columns = 1000;
    var writer = new TorchWriter().storage("0", "FloatStorage", 4, floats(rows * columns));
    try (TorchFile file = open(writer.view("t", "0", 0, of(columns, rows), of(1, columns)).zip())) {
      float[] read = read(file, "t");
      for (int i = 0; i < read.length; i++) {
        assertEquals(i % rows * columns + i / rows, read[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 | 2,3 | 3,1 | beyond its storage",
        "0 | 1000 | 0 | share their numbers",
        "0 | 3,3 | 1,1 | share their numbers",
        "-1 | 2 | 1 | negative",
        "0 | -2 | 1 | negative",
        "0 | 2 | -1 | negative",
        "0 | 2,2 | 1 | 2 sizes and 1 strides",
        "0 | 4611686018427387904,4 | 9223372036854775807,1 | that overflow"
      })
  void viewsThatAreNoneAreRefused(long offset, String sizes, String strides, String why) {
    TorchWriter writer =
        new TorchWriter()
            .storage("0", "FloatStorage", 4, floats(24))
            .view("odd", "0", offset, longs(sizes), longs(strides));
    for (byte[] bytes : new byte[][] {writer.zip(), writer.legacy()}) {
      String message = refused(bytes);
      assertTrue(message.contains("\"odd\"") && message.contains(why), message);
    }
  }

  private static long[] longs(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  private void refusedPickle(String why, Consumer<PickleBytes> program) {
    var pickle = new PickleBytes();
    program.accept(pickle);
    String message = refused(TorchWriter.zipOf(pickle.end()));
    assertTrue(message.contains(why), message);
  }

  @Test
  void programsAreRefusedByTheirNames() {
    String why = "a pickle may contain programs, and this one names posix.system";
    refusedPickle(why, p -> p.global("posix", "system").text("id").op(0x85).op('R'));
    refusedPickle(why, p -> p.text("posix").text("system").op(0x93).text("id").op(0x85).op('R'));
    refusedPickle(why, p -> p.op('(').text("id").raw("iposix\nsystem\n"));
    refusedPickle(why, p -> p.op('(').global("posix", "system").text("id").op('o'));
    refusedPickle(why, p -> p.global("posix", "system").text("id").op(0x85).op(0x81));
    refusedPickle(why, p -> p.global("posix", "system").op(')').op('}').op(0x92));
    refusedPickle(why, p -> p.global("posix", "system").op('0').op('}'));
    refusedPickle(
        why,
        p ->
            p.op('}')
                .text("a")
                .global("torch._utils", "_rebuild_tensor_v2")
                .op('(')
                .global("posix", "system"));
    refusedPickle("names builtins.eval;", p -> p.global("builtins", "eval"));
    refusedPickle("names os.system;", p -> p.global("os", "system"));
    refusedPickle("names torch.load;", p -> p.global("torch", "load"));
    refusedPickle(
        "names collections.OrderedDict.fromkeys;",
        p -> p.global("collections", "OrderedDict.fromkeys"));
    refusedPickle("copyreg's registry", p -> p.op(0x82).op(1));
    refusedPickle("is only a name", p -> p.global("torch", "FloatStorage").op(')').op('R'));
    refusedPickle(
        "calls something that is not a function", p -> p.text("os.system").op(')').op('R'));
    refusedPickle(
        "a state to something that has none",
        p -> p.global("torch", "FloatStorage").op('}').text("a").op('N').op('s').op('b'));
    refusedPickle("that is not a storage", p -> p.text("os.system").op('Q'));
    refusedPickle("that is not a storage", p -> p.raw("Pos.system\n"));
    refusedPickle(
        "that is not a storage",
        p -> p.op('(').text("module").text("a").text("b").text("c").text("d").op('t').op('Q'));
    refusedPickle(
        "by a function that makes none",
        p ->
            p.global("torch._tensor", "_rebuild_from_type_v2")
                .op('(')
                .global("torch", "Size")
                .global("torch", "Tensor")
                .op(')')
                .op('}')
                .op('t')
                .op('R'));
  }

  @Test
  void anyNameIsFitForAMessage() {
    refusedPickle("names ?[2J" + "a".repeat(94), p -> p.global("\u001b[2J" + "a".repeat(300), "b"));
  }

  @Test
  void largeStructuresAreRefused() {
    refusedPickle("more than 1000000 values on its stack", p -> p.raw("N".repeat(1_000_001)));
    refusedPickle("more than 1000000 values on its stack", p -> p.raw("(".repeat(1_000_001)));
    refusedPickle(
        "remembers more than 1000000 values",
        p -> {
          p.op('N');
          for (int i = 0; i <= 1_000_000; i++) {
            p.op('r').int32(i);
          }
        });
    refusedPickle("longer than any pickle", p -> p.raw("N0".repeat(9 << 20)));
    refusedPickle("bytes; at most", p -> p.op('X').int32(-1));
    refusedPickle("ends in the middle", p -> p.op('X').int32(1 << 20));
    refusedPickle("other than a list of up to", p -> bomb(p));
  }

  /** Half a million pairs that a dictionary is made of again and again. */
  private static void bomb(PickleBytes pickle) {
    pickle.op(']').op('q').op(0).op('(');
    for (int i = 0; i < 400_000; i++) {
      pickle.op('J').int32(i).op('N').op(0x86);
    }
    pickle.op('e');
    for (int i = 0; i < 3; i++) {
      pickle.global("collections", "OrderedDict").op('h').op(0).op(0x85).op('R');
    }
  }

  /** Lists of two lists of two lists: nobody counts what is in them. */
  @Test
  void aListWithinListsIsNotFollowed() {
    refusedPickle(
        "no dictionary of tensors",
        p -> {
          p.op('N');
          for (int i = 0; i < 10_000; i++) {
            p.op('2').op(0x86);
          }
        });
    refusedPickle(
        "neither a text nor a number", p -> p.op('}').op('N').op('2').op(0x86).op('N').op('s'));
  }

  @Test
  void damagedPicklesAreRefused() {
    refusedPickle("a value that is not there", p -> p.op('0'));
    refusedPickle("a mark that is not there", p -> p.op('t'));
    refusedPickle("a value that is not there", p -> p.op('N').op('(').op('0').op('0').op('0'));
    refusedPickle("something that is not a list", p -> p.op('}').op('N').op('a'));
    refusedPickle("something that is not a list", p -> p.op(')').op('N').op('a'));
    refusedPickle("not a dictionary, or half", p -> p.op('}').op('(').op('N').op('u'));
    refusedPickle("which it did not remember", p -> p.op('h').op(3));
    refusedPickle("more than one value", p -> p.op('N').op('N'));
    refusedPickle("unknown instruction 0x7E", p -> p.op('~'));
    refusedPickle("has protocol 9", p -> p.op(0x80).op(9));
    refusedPickle("a text is not UTF-8", p -> p.op('X').int32(1).op(0xFF));
    refusedPickle("\"a\" is not a tensor", p -> p.op('}').text("a").op('N').op('s'));
    refusedPickle("no dictionary of tensors", p -> p.op('N'));
  }

  @Test
  void archivesOfTwoMeaningsAreRefused() {
    byte[] zip = views().zip();
    for (String name : new String[] {"../data.pkl", "/data.pkl", "a\\data.pkl", "C:/data.pkl"}) {
      var entries = new LinkedHashMap<String, byte[]>();
      entries.put(name, new byte[1]);
      assertTrue(refused(TorchWriter.zip(entries)).contains("could lead elsewhere"));
    }
    int list = find(zip, "PK\1\2");
    byte[] packed = zip.clone();
    packed[list + 10] = 8;
    assertTrue(refused(packed).contains("is compressed or encrypted"));
    byte[] claimed = zip.clone();
    claimed[list + 24] ^= 1;
    assertTrue(refused(claimed).contains("is compressed or encrypted"));
    byte[] longer = zip.clone();
    longer[list + 20] = 100;
    longer[list + 24] = 100;
    assertTrue(refused(longer).contains("its list says"));
    // The second file is said to stand where the first one does.
    byte[] twice = TorchWriter.zip(entries("a/b", "a/c"));
    System.arraycopy("a/b".getBytes(StandardCharsets.UTF_8), 0, twice, last(twice, "a/c"), 3);
    assertTrue(refused(twice).contains("has a different name"));
    byte[] over = TorchWriter.zip(entries("a/b", "a/c"));
    int second = last(over, "PK\1\2");
    System.arraycopy("a/b".getBytes(StandardCharsets.UTF_8), 0, over, second + 46, 3);
    Arrays.fill(over, second + 42, second + 46, (byte) 0);
    assertTrue(refused(over).contains("twice"));
    assertTrue(refused(TorchWriter.zip(entries("a/b"))).contains("0 files data.pkl"));
    assertTrue(
        refused(TorchWriter.zip(entries("a/data.pkl", "b/data.pkl"))).contains("2 files data.pkl"));
    assertTrue(
        refused(TorchWriter.zip(entries("a/data.pkl", "a/constants.pkl"))).contains("TorchScript"));
  }

  @Test
  void overlappingFilesAreRefused() {
    byte[] inner = TorchWriter.zip(entries("a/c"));
    var outer = new LinkedHashMap<String, byte[]>();
    outer.put("a/b", Arrays.copyOf(inner, 34)); // the header of a/c and its one byte
    outer.put("a/c", new byte[] {1});
    byte[] zip = TorchWriter.zip(outer);
    int second = last(zip, "PK\1\2");
    zip[second + 42] = 33; // where the file a/b begins
    zip[second + 43] = 0;
    assertTrue(refused(zip).contains("overlap"), refused(zip));
  }

  private static Map<String, byte[]> entries(String... names) {
    var entries = new LinkedHashMap<String, byte[]>();
    for (String name : names) {
      entries.put(name, new byte[] {1});
    }
    return entries;
  }

  private static int find(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static int last(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }

  @Test
  void sizesHaveToAgree() throws IOException {
    byte[] zip = views().zip();
    int end = zip.length - 22;
    byte[] many = zip.clone();
    many[end + 10] = (byte) 0xF0;
    many[end + 11] = 0x70;
    assertTrue(refused(many).contains("entries in"), refused(many));
    byte[] legacy = views().legacy();
    byte[] count = legacy.clone();
    count[count.length - 4 * 24 - 8]++;
    assertTrue(refused(count).contains("has 25 numbers, the pickle says 24"));
    var short1 = new TorchWriter().storage("0", "FloatStorage", 4, floats(2));
    byte[] wrong =
        new String(short1.view("a", "0", 0, of(2), of(1)).zip(), StandardCharsets.ISO_8859_1)
            .replace("cpu\u008a\1\2", "cpu\u008a\1\3")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(refused(wrong).contains("has 8 bytes, the pickle says 12"), refused(wrong));
  }

  @Test
  void cutFilesAreRefused() {
    for (byte[] whole : new byte[][] {views().zip(), views().legacy()}) {
      for (int length = 0; length < whole.length; length++) {
        refused(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void otherFilesAreNamed() {
    assertTrue(refused("<html>404</html>".getBytes(StandardCharsets.UTF_8)).contains("HTML page"));
    assertTrue(refused(new byte[0]).contains("empty"));
    assertTrue(refused(new PickleBytes().op('N').end()).contains("a Python pickle"));
    String big = new String(views().zip(), StandardCharsets.ISO_8859_1).replace("little", "bigbig");
    assertTrue(refused(big.getBytes(StandardCharsets.ISO_8859_1)).contains("big-endian"));
  }
}
