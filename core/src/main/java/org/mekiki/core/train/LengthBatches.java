package org.mekiki.core.train;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.mekiki.core.ops.DropoutMask;

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
    var random = new SplittableRandom(DropoutMask.key(seed, epoch, 0xBA7C4));
    List<Integer> order =
        IntStream.range(0, examples).boxed().collect(toCollection(ArrayList::new));
    Collections.shuffle(order, random);
    var whole = new ArrayList<int[]>();
    int[] last = null;
    int stretch = BATCHES_A_STRETCH * batchSize;
    for (int from = 0; from < examples; from += stretch) {
      int[] sorted = sorted(order.subList(from, Math.min(examples, from + stretch)), sizeOf);
      for (int at = 0; at < sorted.length; at += batchSize) {
        int[] batch = Arrays.copyOfRange(sorted, at, Math.min(sorted.length, at + batchSize));
        if (batch.length == batchSize) {
          whole.add(batch);
        } else {
          last = batch;
        }
      }
    }
    Collections.shuffle(whole, random);
    if (last != null) {
      whole.add(last);
    }
    this.batches = whole;
  }

  private static int[] sorted(List<Integer> stretch, IntUnaryOperator sizeOf) {
    return stretch.stream()
        .sorted(Comparator.comparingInt(i -> sizeOf.applyAsInt(i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int count() {
    return batches.size();
  }

  /** Numbers of the examples of a batch. */
  int[] batch(int number) {
    return batches.get(number);
  }
}
