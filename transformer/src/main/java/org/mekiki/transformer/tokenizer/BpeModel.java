package org.mekiki.transformer.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Byte-pair encoding: neighbouring tokens are joined, the earliest learnt pair first. */
final class BpeModel implements TokenModel {
  private final Vocabulary vocabulary;
  private final List<String> merges;
  private final Map<Long, Merge> byPair;
  private final int unknown;

  /** A learnt pair: its rank and the number of what it becomes. */
  private record Merge(int rank, int id) {}

  /** A pair that could be joined; out of date when its parts have changed since. */
  private record Candidate(int rank, int left, int leftId, int rightId, int id)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return rank != other.rank
          ? Integer.compare(rank, other.rank)
          : Integer.compare(left, other.left);
    }
  }

  /**
   * The model.
   *
   * @param merges left and right part alternately, in rank order
   * @param unknown number of the unknown token, −1 for none: what is unknown is then dropped
   */
  BpeModel(Vocabulary vocabulary, List<String> merges, int unknown) {
    if (merges.size() % 2 != 0) {
      throw new IllegalArgumentException("the last merge has one part only");
    }
    this.vocabulary = vocabulary;
    this.merges = List.copyOf(merges);
    this.unknown = unknown;
    this.byPair = HashMap.newHashMap(merges.size() / 2);
    for (int i = 0; i < merges.size(); i += 2) {
      int left = vocabulary.id(merges.get(i));
      int right = vocabulary.id(merges.get(i + 1));
      int joined = vocabulary.id(merges.get(i) + merges.get(i + 1));
      if (left < 0 || right < 0 || joined < 0) {
        throw new IllegalArgumentException(
            "merge %d, \"%s %s\", uses a token that the vocabulary lacks"
                .formatted(i / 2 + 1, merges.get(i), merges.get(i + 1)));
      }
      byPair.put(pair(left, right), new Merge(i / 2, joined));
    }
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  List<String> merges() {
    return merges;
  }

  int unknown() {
    return unknown;
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  @Override
  public void tokenize(AlignedText word, Sink sink) {
    var symbols = new Symbols(word);
    symbols.joinAll();
    symbols.emit(sink);
  }

  /** The word's tokens as a linked list over arrays, and the queue of pairs that could join. */
  private final class Symbols {
    private final int[] ids;
    private final int[] from;
    private final int[] to;
    private final int[] next;
    private final int[] previous;
    private int count;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    Symbols(AlignedText word) {
      int size = word.size();
      ids = new int[size];
      from = new int[size];
      to = new int[size];
      next = new int[size];
      previous = new int[size];
      for (int i = 0; i < size; i++) {
        int id = vocabulary.id(Character.toString(word.codePoint(i)));
        id = id < 0 ? unknown : id;
        if (id >= 0) {
          ids[count] = id;
          from[count] = i;
          to[count] = i + 1;
          previous[count] = count - 1;
          next[count] = count + 1;
          count++;
        }
      }
      for (int i = 0; i + 1 < count; i++) {
        offer(i);
      }
    }

    private void offer(int left) {
      int right = next[left];
      if (right < count) {
        Merge merge = byPair.get(pair(ids[left], ids[right]));
        if (merge != null) {
          queue.add(new Candidate(merge.rank(), left, ids[left], ids[right], merge.id()));
        }
      }
    }

    void joinAll() {
      while (!queue.isEmpty()) {
        Candidate candidate = queue.remove();
        int left = candidate.left();
        int right = next[left];
        boolean current =
            ids[left] == candidate.leftId() && right < count && ids[right] == candidate.rightId();
        if (current) {
          join(left, right, candidate.id());
        }
      }
    }

    private void join(int left, int right, int id) {
      ids[left] = id;
      to[left] = to[right];
      ids[right] = -1;
      next[left] = next[right];
      if (next[left] < count) {
        previous[next[left]] = left;
      }
      offer(left);
      if (previous[left] >= 0) {
        offer(previous[left]);
      }
    }

    void emit(Sink sink) {
      for (int i = 0; i < count; i = next[i]) {
        sink.accept(ids[i], from[i], to[i]);
      }
    }
  }
}
