package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three formats, rounded to nearest with ties to even, and their limits. */
final class ElementTypeTest {
  private static float[] read(ElementType type, byte[] bytes, int start, int count) {
    try (StoredBytes stored = StoredBytes.of(bytes, "memory")) {
      return NumberInput.read(stored, start, type, count);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static float through(ElementType type, float value) {
    var buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0);
    type.write(value, buffer);
    assertEquals(1 + type.bytes(), buffer.position());
    return read(type, buffer.array(), 1, 1)[0];
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void everyNumberOfAHalfPrecisionSurvives(ElementType type) {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value =
          type == ElementType.F16
              ? Float.float16ToFloat((short) bits)
              : Float.intBitsToFloat(bits << 16);
      if (Float.isFinite(value)) {
        assertEquals(Float.floatToRawIntBits(value), Float.floatToRawIntBits(through(type, value)));
        assertTrue(type.holds(value), "" + value);
      }
    }
  }

  @Test
  void singlePrecisionIsKeptBitForBit() {
    var random = new Random(16);
    for (int i = 0; i < 1000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      assertEquals(
          Float.floatToRawIntBits(value), Float.floatToRawIntBits(through(ElementType.F32, value)));
    }
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    assertEquals(1f, through(ElementType.BF16, 1 + 0x1p-8f));
    assertEquals(1 + 0x1p-6f, through(ElementType.BF16, 1 + 0x1.8p-7f));
    assertEquals(1 + 0x1p-7f, through(ElementType.BF16, Math.nextUp(1 + 0x1p-8f)));
    assertEquals(1f, through(ElementType.F16, 1 + 0x1p-11f));
    assertEquals(1 + 0x1p-9f, through(ElementType.F16, 1 + 0x1.8p-10f));
    assertEquals(-1 - 0x1p-10f, through(ElementType.F16, Math.nextDown(-1 - 0x1p-11f)));
  }

  @Test
  void whatWouldRoundToInfinityIsNotHeld() {
    assertTrue(ElementType.F16.holds(65504));
    assertTrue(ElementType.F16.holds(Math.nextDown(65520f)));
    assertFalse(ElementType.F16.holds(65520f));
    assertFalse(ElementType.F16.holds(-65520f));
    float largest = Float.intBitsToFloat(0x7F7F0000);
    float middle = Float.intBitsToFloat(0x7F7F8000);
    assertTrue(ElementType.BF16.holds(largest));
    assertEquals(largest, through(ElementType.BF16, Math.nextDown(middle)));
    assertTrue(ElementType.BF16.holds(Math.nextDown(middle)));
    assertTrue(Float.isInfinite(through(ElementType.BF16, middle)));
    assertFalse(ElementType.BF16.holds(middle), "the tie goes up, to infinity");
    assertFalse(ElementType.BF16.holds(-Float.MAX_VALUE));
    assertTrue(ElementType.F32.holds(Float.MAX_VALUE));
  }

  @Test
  void bytesAreLittleEndian() {
    byte[] bytes = {0, 0, (byte) 0x80, 0x3F, 0, 0x40};
    assertArrayEquals(new float[] {1}, read(ElementType.F32, bytes, 0, 1));
    assertArrayEquals(new float[] {1, 2}, read(ElementType.BF16, bytes, 2, 2));
    assertArrayEquals(new float[] {2}, read(ElementType.F16, bytes, 4, 1));
    assertArrayEquals(new float[] {}, read(ElementType.F32, bytes, 6, 0));
  }

  @Test
  void codesAreFixed() {
    assertEquals(ElementType.F32, ElementType.ofCode(0));
    assertEquals(ElementType.BF16, ElementType.ofCode(1));
    assertEquals(ElementType.F16, ElementType.ofCode(2));
    assertThrows(IllegalArgumentException.class, () -> ElementType.ofCode(3));
    assertEquals("bf16", ElementType.BF16.label());
  }
}
