package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Joins the most frequent pair of neighbouring symbols of some words until there are enough. A pair
 * waits in the queue with the number that it had when it was put there; one whose number has shrunk
 * since goes back with the new one.
 */
final class PairMerges {
  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final String prefix;
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Waiting> queue = new PriorityQueue<>();

  /** A pair: how often it stands in the texts, and in which words it stood once. */
  private static final class Pair {
    private final long key;
    private long count;
    private int[] words = new int[4];
    private int size;

    Pair(long key) {
      this.key = key;
    }

    void add(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, 2 * size);
      }
      words[size++] = word;
    }

    int[] takeWords() {
      int[] taken = Arrays.copyOf(words, size);
      Arrays.sort(taken);
      size = 0;
      return taken;
    }
  }

  /** A pair with the number that it had; the most frequent and then the oldest comes first. */
  private record Waiting(Pair pair, long count) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byCount = Long.compare(other.count, count);
      return byCount != 0 ? byCount : Long.compare(pair.key, other.pair.key);
    }
  }

  /**
   * Over a vocabulary that grows.
   *
   * @param tokens by number
   * @param ids the same by token
   */
  PairMerges(List<String> tokens, Map<String, Integer> ids, String prefix) {
    this.tokens = tokens;
    this.ids = ids;
    this.prefix = prefix;
  }

  /** A word and how often it stands in the texts. */
  void add(int[] symbols, long count) {
    words.add(symbols);
    counts.add(count);
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  /** Joins pairs that stand often enough until the vocabulary has its size. */
  void run(int size, long minFrequency) {
    for (int i = 0; i < words.size(); i++) {
      int[] symbols = words.get(i);
      for (int at = 0; at + 1 < symbols.length; at++) {
        change(symbols[at], symbols[at + 1], i, counts.get(i));
      }
    }
    pairs.values().forEach(this::enqueue);
    while (tokens.size() < size && !queue.isEmpty()) {
      Waiting top = queue.poll();
      if (top.count != top.pair.count) {
        enqueue(top.pair);
      } else if (top.count < minFrequency) {
        return;
      } else {
        merge(top.pair);
      }
    }
  }

  private void enqueue(Pair pair) {
    if (pair.count > 0) {
      queue.add(new Waiting(pair, pair.count));
    }
  }

  private Pair change(int left, int right, int word, long by) {
    Pair pair = pairs.computeIfAbsent(key(left, right), Pair::new);
    pair.count += by;
    if (by > 0) {
      pair.add(word);
    }
    return pair;
  }

  private void merge(Pair pair) {
    int left = (int) (pair.key >>> 32);
    int right = (int) pair.key;
    String second = tokens.get(right);
    String joined =
        tokens.get(left) + (second.startsWith(prefix) ? second.substring(prefix.length()) : second);
    int id = ids.computeIfAbsent(joined, this::append);
    int[] stood = pair.takeWords();
    var grown = new ArrayList<Pair>();
    int before = -1;
    for (int word : stood) {
      if (word != before) {
        mergeIn(word, left, right, id, grown);
      }
      before = word;
    }
    // Joined wherever it stood.
    pair.count = 0;
    grown.stream().distinct().filter(other -> other != pair).forEach(this::enqueue);
  }

  private int append(String token) {
    tokens.add(token);
    return tokens.size() - 1;
  }

  private void mergeIn(int word, int left, int right, int id, List<Pair> grown) {
    int[] symbols = words.get(word);
    long count = counts.get(word);
    int[] merged = new int[symbols.length];
    int size = 0;
    for (int i = 0; i < symbols.length; ) {
      boolean here = i + 1 < symbols.length && symbols[i] == left && symbols[i + 1] == right;
      if (!here) {
        merged[size++] = symbols[i++];
        continue;
      }
      if (size > 0) {
        change(merged[size - 1], left, word, -count);
        grown.add(change(merged[size - 1], id, word, count));
      }
      if (i + 2 < symbols.length) {
        change(right, symbols[i + 2], word, -count);
        grown.add(change(id, symbols[i + 2], word, count));
      }
      merged[size++] = id;
      i += 2;
    }
    words.set(word, Arrays.copyOf(merged, size));
  }
}
