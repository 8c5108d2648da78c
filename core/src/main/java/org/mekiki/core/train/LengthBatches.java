package org.mekiki.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * The batches of one epoch: every example once, in an order that depends on seed and epoch, and
 * examples of like length together, so that little of the work is small.
 *
 * <p>Examples are shuffled; stretches of {@link #BATCHES_A_STRETCH} batches are sorted by length
 * and cut; the batches are shuffled. With the last, smaller batch of all at its end.
 */
final class LengthBatches {
  private static final int BATCHES_A_STRETCH = 64;

  private final List<int[]> batches;

  /**
   * The epoch's batches.
   *
   * @param examples how many there are
   * @param sizeOf length of an example
   */
  LengthBatches(int examples, IntUnaryOperator sizeOf, int batchSize, long seed, int epoch) {
    var random = new SplittableRandom(org.mekiki.core.ops.DropoutMask.key(seed, epoch, 0xBA7C4));
    int[] order = new int[examples];
    Arrays.setAll(order, i -> i);
    shuffle(order, random);
    var whole = new ArrayList<int[]>();
    int[] last = null;
    int stretch = BATCHES_A_STRETCH * batchSize;
    for (int from = 0; from < examples; from += stretch) {
      int[] sorted = sorted(order, from, Math.min(examples, from + stretch), sizeOf);
      for (int at = 0; at < sorted.length; at += batchSize) {
        int[] batch = Arrays.copyOfRange(sorted, at, Math.min(sorted.length, at + batchSize));
        if (batch.length == batchSize) {
          whole.add(batch);
        } else {
          last = batch;
        }
      }
    }
    int[] places = new int[whole.size()];
    Arrays.setAll(places, i -> i);
    shuffle(places, random);
    var all = new ArrayList<int[]>();
    for (int place : places) {
      all.add(whole.get(place));
    }
    if (last != null) {
      all.add(last);
    }
    this.batches = all;
  }

  private static int[] sorted(int[] order, int from, int to, IntUnaryOperator sizeOf) {
    return Arrays.stream(order, from, to)
        .boxed()
        .sorted(Comparator.comparingInt(i -> sizeOf.applyAsInt(i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Fisher and Yates. */
  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  int count() {
    return batches.size();
  }

  /** Numbers of the examples of a batch. */
  int[] batch(int number) {
    return batches.get(number);
  }
}
