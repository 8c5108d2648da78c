package org.mekiki.transformer.tokenizer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The queue and the table of byte pairs against those of the JDK. */
final class RankQueueTest {
  @Test
  void theSmallestRankComesFirstThenTheSmallestPlace() {
    var random = new Random(4);
    var queue = new RankQueue(0);
    var reference = new PriorityQueue<Long>();
    for (int round = 0; round < 20_000; round++) {
      if (random.nextInt(5) < 3) {
        int rank = random.nextInt(40);
        int place = random.nextInt(40);
        queue.add(rank, place);
        reference.add(((long) rank << 32) + place);
      } else if (!reference.isEmpty()) {
        long expected = reference.remove();
        long found = queue.remove();
        assertEquals(expected >> 32, RankQueue.rank(found));
        assertEquals((int) expected, RankQueue.place(found));
      }
      assertEquals(reference.isEmpty(), queue.isEmpty());
    }
    assertTrue(reference.size() > 100);
  }

  @Test
  void pairsHaveTheNumberThatTheyWereGivenLast() {
    for (int size : new int[] {0, 1, 3, 1000}) {
      var table = new PairTable(size);
      for (int i = 0; i < size; i++) {
        table.put(i % 37, i, i);
        table.put(i % 37, i, i + 7);
      }
      for (int i = 0; i < size; i++) {
        assertEquals(i + 7, table.get(i % 37, i));
        assertEquals(-1, table.get(i % 37 + 1, i));
      }
      assertEquals(-1, table.get(0, size));
    }
  }
}
