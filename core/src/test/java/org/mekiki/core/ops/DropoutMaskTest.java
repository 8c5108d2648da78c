package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mekiki.core.kernel.KernelSelection;

/** What is left out depends on key, example and place alone, and is as much as it should be. */
final class DropoutMaskTest {
  private static float[] factors(DropoutMask mask, int example, int rows, int columns) {
    float[] values = new float[rows * columns];
    Arrays.fill(values, 1);
    mask.apply(KernelSelection.scalar(), example, 0, rows, columns, values, 0, values, 0, columns);
    return values;
  }

  @Test
  void theShareIsRightAndTheMeanStays() {
    for (double rate : new double[] {0, 0.1, 0.5, 0.9}) {
      float[] factors = factors(new DropoutMask(rate, 3, 0), 0, 1000, 100);
      int zeros = 0;
      double sum = 0;
      for (float factor : factors) {
        zeros += factor == 0 ? 1 : 0;
        sum += factor;
      }
      double bound = 4 * Math.sqrt(rate * (1 - rate) / factors.length) + 1e-5;
      assertEquals(rate, (double) zeros / factors.length, bound);
      assertEquals(1, sum / factors.length, bound / (1 - rate) + 1e-5);
    }
  }

  @Test
  void anExampleKeepsItsMaskInAnyCompany() {
    float[] alone = factors(new DropoutMask(0.3, 7, 5), 0, 4, 9);
    float[] among = factors(new DropoutMask(0.3, 7, 2, 9, 5), 2, 4, 9);
    assertArrayEquals(alone, among);
  }

  @Test
  void keysExamplesAndPartsDiffer() {
    float[] one = factors(new DropoutMask(0.5, DropoutMask.key(1, 2, 3), 0), 0, 8, 8);
    for (long[] key : new long[][] {{1, 2, 4}, {1, 3, 2}, {2, 1, 3}, {0, 2, 3}}) {
      float[] other = factors(new DropoutMask(0.5, DropoutMask.key(key), 0), 0, 8, 8);
      assertTrue(different(one, other) > 12, Arrays.toString(key));
    }
    float[] next = factors(new DropoutMask(0.5, DropoutMask.key(1, 2, 3), 1), 0, 8, 8);
    assertTrue(different(one, next) > 12);
  }

  private static int different(float[] a, float[] b) {
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      count += a[i] == b[i] ? 0 : 1;
    }
    return count;
  }

  @Test
  void impossibleRatesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DropoutMask(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DropoutMask(-0.1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DropoutMask(Double.NaN, 0));
  }
}
