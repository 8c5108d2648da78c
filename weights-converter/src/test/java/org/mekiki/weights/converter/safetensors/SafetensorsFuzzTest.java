package org.mekiki.weights.converter.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.weights.converter.file.ConversionException;

/** Whatever happens to a file: it opens or it is refused with the one exception, at low cost. */
final class SafetensorsFuzzTest {
  private static final int ROUNDS = 4000;

  /** Far above what a file of one kilobyte needs, far below what its fields can claim. */
  private static final long LARGEST_ALLOCATION = 2_000_000;

  @TempDir private Path folder;

  private static byte[] good() {
    String header =
        """
        {"__metadata__":{"format":"pt","note":"\\u00e9"},\
        "a.weight":{"dtype":"F32","shape":[3,5],"data_offsets":[0,60]},\
        "a.bias":{"dtype":"BF16","shape":[3],"data_offsets":[60,66]},\
        "b":{"dtype":"I64","shape":[1,2],"data_offsets":[66,82]},\
        "empty":{"dtype":"F16","shape":[0,7],"data_offsets":[82,82]}}\
        """;
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + 82)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  /** Bytes allocated by this thread so far; reflection, as the module does not need the package. */
  private static long allocated() throws ReflectiveOperationException {
    Object bean =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    return (long)
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes")
            .invoke(bean);
  }

  private static byte[] damaged(byte[] good, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
      case 1 -> flipped(good, random, 1);
      case 2 -> flipped(good, random, 1 + random.nextInt(8));
      case 3 -> spliced(good, random);
      default -> digitChanged(good, random);
    };
  }

  private static byte[] flipped(byte[] good, Random random, int count) {
    byte[] bytes = good.clone();
    for (int i = 0; i < count; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** A stretch of the file put in at another place, with the header's length kept or corrected. */
  private static byte[] spliced(byte[] good, Random random) {
    int from = random.nextInt(good.length);
    int to = from + random.nextInt(good.length - from);
    int at = 8 + random.nextInt(good.length - 8);
    byte[] bytes = new byte[good.length + to - from];
    System.arraycopy(good, 0, bytes, 0, at);
    System.arraycopy(good, from, bytes, at, to - from);
    System.arraycopy(good, at, bytes, at + to - from, good.length - at);
    if (random.nextBoolean()) {
      var view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      view.putLong(0, view.getLong(0) + to - from);
    }
    return bytes;
  }

  /** Another digit in the header: the JSON stays sound, sizes and offsets do not. */
  private static byte[] digitChanged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int at;
    do {
      at = 8 + random.nextInt(bytes.length - 8 - 82);
    } while (bytes[at] < '0' || bytes[at] > '9');
    bytes[at] = (byte) ('0' + random.nextInt(10));
    return bytes;
  }

  @Test
  void damagedFilesOpenOrAreRefused() throws IOException, ReflectiveOperationException {
    var random = new Random(20_240_229);
    byte[] good = good();
    Path path = folder.resolve("case");
    Files.write(path, good);
    SafetensorsFile.open(path).close();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(path, damaged(good, random));
      long before = allocated();
      try (SafetensorsFile file = SafetensorsFile.open(path)) {
        for (TensorEntry tensor : file.tensors()) {
          file.forEachPart(tensor, _ -> {});
        }
      } catch (ConversionException e) {
        refused++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      } catch (RuntimeException e) {
        throw new AssertionError("round " + round, e);
      }
      long cost = allocated() - before;
      assertTrue(
          cost > 0 && cost < LARGEST_ALLOCATION,
          "round " + round + " allocated " + cost + " bytes");
    }
    assertTrue(refused > ROUNDS / 2, "only " + refused + " were refused");
    assertTrue(refused < ROUNDS, "flips in the data are no damage that the format can see");
  }
}
