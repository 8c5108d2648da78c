package org.mekiki.transformer.tokenizer.model;

import java.util.Arrays;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Utf8;

/** One word's tokens as a linked list over arrays, and the queue of pairs that could join. */
final class BpeSymbols {
  private final BpeModel model;
  private int[] ids;
  private int[] lengths;
  private int[] next;
  private int[] previous;
  private int count;
  private final RankQueue queue;

  BpeSymbols(BpeModel model, int capacity) {
    this.model = model;
    ids = new int[capacity];
    lengths = new int[capacity];
    queue = new RankQueue(capacity);
  }

  /** A token at the end, with the number of bytes that it takes of the word. */
  void add(int id, int length) {
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    ids[count] = id;
    lengths[count] = length;
    count++;
  }

  void joinAll() {
    next = new int[count];
    previous = new int[count];
    for (int i = 0; i < count; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    for (int i = 0; i + 1 < count; i++) {
      offer(i);
    }
    while (!queue.isEmpty()) {
      long candidate = queue.remove();
      int left = RankQueue.place(candidate);
      if (ids[left] < 0 || next[left] == count) {
        continue;
      }
      int rank = model.rank(ids[left], ids[next[left]]);
      int id = model.joined(RankQueue.rank(candidate));
      // Out of date when its parts would not become the same now.
      if (rank >= 0 && model.joined(rank) == id) {
        join(left, next[left], id);
      }
    }
  }

  private void offer(int left) {
    int right = next[left];
    int rank = right < count ? model.rank(ids[left], ids[right]) : -1;
    if (rank >= 0) {
      queue.add(rank, left);
    }
  }

  private void join(int left, int right, int id) {
    ids[left] = id;
    lengths[left] += lengths[right];
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

  /**
   * Gives the tokens to the sink. Each begins where the one before ends, in bytes; so, as in the
   * reference, those behind a dropped character move to the left.
   */
  void emit(AlignedText word, TokenModel.Sink sink) {
    int at = 0;
    int codePoint = 0;
    int bytesBefore = 0;
    for (int i = 0; i < count; i = next[i]) {
      while (codePoint < word.size() - 1
          && bytesBefore + Utf8.length(word.codePoint(codePoint)) <= at) {
        bytesBefore += Utf8.length(word.codePoint(codePoint++));
      }
      at += lengths[i];
      int end = codePoint;
      int bytes = bytesBefore;
      do {
        bytes += Utf8.length(word.codePoint(end++));
      } while (bytes < at && end < word.size());
      sink.accept(ids[i], codePoint, end);
    }
  }
}
