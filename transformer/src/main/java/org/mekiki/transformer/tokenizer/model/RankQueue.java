package org.mekiki.transformer.tokenizer.model;

import java.util.Arrays;

/** Places by rank, the smallest rank first, then the smallest place: a heap of numbers. */
final class RankQueue {
  private long[] heap;
  private int size;

  RankQueue(int capacity) {
    heap = new long[Math.max(4, capacity)];
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(int rank, int place) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    long entry = (long) rank << 32 | place;
    int i = size++;
    for (int parent = i - 1 >> 1; i > 0 && heap[parent] > entry; parent = i - 1 >> 1) {
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = entry;
  }

  /** Takes the first out: its {@link #rank} and {@link #place}. */
  long remove() {
    final long first = heap[0];
    long last = heap[--size];
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
      if (heap[child] >= last) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
    return first;
  }

  static int rank(long entry) {
    return (int) (entry >>> 32);
  }

  static int place(long entry) {
    return (int) entry;
  }
}
