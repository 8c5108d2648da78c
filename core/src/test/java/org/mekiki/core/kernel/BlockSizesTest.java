package org.mekiki.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tiles and blocks which processor gets. */
final class BlockSizesTest {
  private static final int KIB = 1 << 10;

  @TempDir private Path folder;

  @Test
  void theExpectedTilesWereChosen() {
    String expected = System.getProperty("mekiki.expect.tiles");
    assumeTrue(expected != null, "no tiles are expected: mekiki.expect.tiles is not set");
    String sizes = KernelSelection.current().kernels().blockSizes();
    assertTrue(sizes.matches(expected + "\\W.*"), sizes);
  }

  /** Registers, bytes a vector, KiB of both caches; rows of a tile, steps, of a group, rows. */
  @ParameterizedTest
  @CsvSource({
    "32, 64, 32, 1024, 12, 192, 768, 192",
    "32, 64, 48, 2048, 12, 288, 576, 192",
    "32, 32, 32, 1024, 12, 384, 768, 192",
    "32, 16, 64, 1024, 12, 768, 768, 192",
    "32, 16, 32, 512, 12, 768, 768, 120",
    "16, 32, 32, 512, 6, 384, 384, 192",
    "16, 32, 32, 256, 6, 384, 384, 126",
    "16, 32, 48, 1280, 6, 576, 576, 192",
    "16, 16, 32, 256, 6, 768, 768, 60",
  })
  void sizesFollowRegistersAndCaches(
      int registers,
      int vectorBytes,
      int first,
      int second,
      int tileRows,
      int steps,
      int group,
      int rows) {
    var caches = new CacheSizes(first * KIB, second * KIB, "given");
    BlockSizes sizes = BlockSizes.of(registers, vectorBytes, caches);
    assertEquals(tileRows, sizes.tileRows());
    assertEquals(steps, sizes.steps());
    assertEquals(group, sizes.groupSteps());
    assertEquals(rows, sizes.rows());
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64, 128, 32",
    "aarch64, 256, 32",
    "amd64, 512, 32",
    "x86_64, 256, 16",
    "amd64, 128, 16",
    "riscv64, 128, 16"
  })
  void registersFollowTheProcessorNotTheWidthAlone(String architecture, int bits, int registers) {
    assertEquals(registers, Lanes.registers(architecture, bits));
  }

  @Test
  void aPropertyOverridesTheChoice() {
    CacheSizes caches = BlockSizes.safeCaches(16);
    BlockSizes tile = BlockSizes.asked("12x2", 64, caches);
    assertEquals(12, tile.tileRows());
    assertEquals(192, tile.steps());
    assertEquals("asked for by mekiki.tiles=12x2", tile.reason());
    BlockSizes all = BlockSizes.asked("8x2,96,100", 32, caches);
    assertEquals(8, all.tileRows());
    assertEquals(96, all.steps());
    assertEquals(768, all.groupSteps());
    assertEquals(96, all.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5x2", "4x3", "4x2,0,192", "4x2,384,3", "4x2,384", "12x2,1,1", "4"})
  void aPropertyThatIsNoneIsRefused(String sizes) {
    var e = assertThrows(IllegalArgumentException.class, () -> BlockSizes.requireKnown(sizes));
    assertTrue(e.getMessage().contains("mekiki.tiles is \"" + sizes + "\"; it can be 4x2"));
  }

  @Test
  void cachesAreReadWhereTheSystemTellsThem() throws IOException {
    CacheSizes safe = BlockSizes.safeCaches(16);
    Path caches = folder.resolve("cache");
    Path processors = folder.resolve("cpuinfo");
    assertEquals(safe, CacheSizes.read(caches, processors, safe));
    Files.writeString(processors, "vendor_id\t: GenuineIntel\ncache size\t: 30720 KB\n");
    assertEquals(safe, CacheSizes.read(caches, processors, safe), "that is the third level");
    Files.writeString(processors, "vendor_id\t: AuthenticAMD\ncache size\t: 1024 KB\n");
    assertEquals(1024 * KIB, CacheSizes.read(caches, processors, safe).secondLevel());
    index(caches, 0, "1", "Data", "48K");
    assertEquals(safe, CacheSizes.read(caches, processors, safe), "half of it is nothing");
    index(caches, 1, "1", "Instruction", "64K");
    index(caches, 2, "2", "Unified", "2M");
    index(caches, 3, "3", "Unified", "32768K");
    CacheSizes read = CacheSizes.read(caches, processors, safe);
    assertEquals(48 * KIB, read.firstLevel());
    assertEquals(2048 * KIB, read.secondLevel());
    index(caches, 2, "2", "Unified", "much");
    assertEquals(safe, CacheSizes.read(caches, processors, safe));
  }

  private static void index(Path caches, int number, String level, String type, String size)
      throws IOException {
    Path index = Files.createDirectories(caches.resolve("index" + number));
    Files.writeString(index.resolve("level"), level + "\n");
    Files.writeString(index.resolve("type"), type + "\n");
    Files.writeString(index.resolve("size"), size + "\n");
  }

  /** Every tile there is, not only those of this machine, against the sum in its order. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6, 8, 12})
  void everyTileAddsInTheSameOrder(int height) {
    assumeTrue(KernelSelection.current().kernels() instanceof VectorKernels);
    int steps = 37;
    int columns = VectorTiles.PANEL;
    float[] a = wild(height * steps + 1);
    float[] panel = wild(columns * steps + 2);
    float[] c = wild(height * columns + 4);
    float[] expected = c.clone();
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < columns; j++) {
        int at = 3 + i * columns + j;
        for (int p = 0; p < steps; p++) {
          expected[at] = Math.fma(a[1 + p * height + i], panel[2 + p * columns + j], expected[at]);
        }
      }
    }
    VectorTiles.multiply(height, steps, a, 1, panel, 2, c, 3);
    assertArrayEquals(expected, c);
  }

  private static float[] wild(int size) {
    var random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
