package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Members of a set one after the other: characters, ranges and named sets, as many as there be. */
final class MemberList {
  private final List<IntPredicate> named = new ArrayList<>();
  private long[] ranges = new long[8];
  private int size;

  void add(int from, int to) {
    if (size == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * size);
    }
    ranges[size++] = (long) from << 32 | to;
  }

  void add(IntPredicate set) {
    named.add(set);
  }

  boolean isEmpty() {
    return size == 0 && named.isEmpty();
  }

  /** The steps that telling a member takes at most. */
  int weight() {
    return 1 + named.size();
  }

  /** All of them as one: ranges in order and without overlap, to be found by halving. */
  IntPredicate union() {
    if (size == 0 && named.size() == 1) {
      return named.getFirst();
    }
    Arrays.sort(ranges, 0, size);
    int[] from = new int[size];
    int[] to = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int first = (int) (ranges[i] >> 32);
      int last = (int) ranges[i];
      if (count > 0 && first <= to[count - 1] + 1) {
        to[count - 1] = Math.max(to[count - 1], last);
      } else {
        from[count] = first;
        to[count++] = last;
      }
    }
    return new Union(
        Arrays.copyOf(from, count), Arrays.copyOf(to, count), named.toArray(new IntPredicate[0]));
  }

  private record Union(int[] from, int[] to, IntPredicate[] named) implements IntPredicate {
    @Override
    public boolean test(int c) {
      if (from.length > 0) {
        int at = Arrays.binarySearch(from, c);
        int range = at >= 0 ? at : -at - 2;
        if (range >= 0 && c <= to[range]) {
          return true;
        }
      }
      for (IntPredicate set : named) {
        if (set.test(c)) {
          return true;
        }
      }
      return false;
    }
  }
}
