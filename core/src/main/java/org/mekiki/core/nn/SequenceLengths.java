package org.mekiki.core.nn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Lengths of the sequences of a batch, and how they are packed: the longest first, so that those
 * that have a step are always the first ones.
 */
final class SequenceLengths {
  private final int[] lengths;
  private final int[] order;
  private final int[] places;
  private final boolean sorted;

  /**
   * Packs.
   *
   * @param lengths of the B sequences, in the order of the batch
   * @param steps S, which no length exceeds
   * @throws IllegalArgumentException if a length is below 1 or above S
   */
  SequenceLengths(int[] lengths, int steps) {
    for (int length : lengths) {
      if (length < 1 || length > steps) {
        throw new IllegalArgumentException(
            "a sequence of %d steps in a batch of %d".formatted(length, steps));
      }
    }
    order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(i -> -lengths[i]).thenComparing(i -> i))
            .mapToInt(i -> i)
            .toArray();
    places = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      places[order[i]] = i;
    }
    sorted = IntStream.range(0, order.length).allMatch(i -> order[i] == i);
    this.lengths = IntStream.of(order).map(i -> lengths[i]).toArray();
  }

  /** The same length for all. */
  static SequenceLengths alike(int batch, int steps) {
    int[] lengths = new int[batch];
    Arrays.fill(lengths, steps);
    return new SequenceLengths(lengths, steps);
  }

  /** B. */
  int batch() {
    return lengths.length;
  }

  /** Whether the batch is in packed order as it is. */
  boolean sorted() {
    return sorted;
  }

  /** Numbers of the sequences in the batch, in packed order. */
  int[] order() {
    return order.clone();
  }

  /** Places of the batch's sequences in packed order. */
  int[] places() {
    return places.clone();
  }

  /** How many sequences have step {@code t}; they are the first ones in packed order. */
  int active(int t) {
    int count = 0;
    while (count < lengths.length && lengths[count] > t) {
      count++;
    }
    return count;
  }
}
