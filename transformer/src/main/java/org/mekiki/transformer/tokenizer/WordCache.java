package org.mekiki.transformer.tokenizer;

import java.util.Arrays;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Remembers how a model cut words, since most words of a text have been seen before. A word has two
 * places in a table, where the words that came last stand; so its size is bounded, and threads that
 * meet there do no worse than cut a word once more.
 *
 * <p>See {@code docs/decisions/2026-11-25-tokenizers.md}.
 */
final class WordCache {
  private static final int MOST_BITS = 14;

  /** Longer words are seldom seen twice. */
  private static final int LONGEST = 32;

  private final TokenModel model;
  private final int bits;
  private final Entry[] entries;

  /** A word and its tokens: number, first code point, and the one after the last. */
  private record Entry(int[] word, int[] tokens) {}

  WordCache(TokenModel model) {
    this.model = model;
    // A small vocabulary makes few words.
    int size = Integer.SIZE - Integer.numberOfLeadingZeros(model.vocabulary().size());
    this.bits = Math.clamp(size, 4, MOST_BITS);
    this.entries = new Entry[1 << bits];
  }

  /** What the model gives for the word. */
  void tokenize(AlignedText word, TokenModel.Sink sink) {
    if (word.size() > LONGEST) {
      model.tokenize(word, sink);
      return;
    }
    int[] tokens = entry(word).tokens();
    for (int i = 0; i < tokens.length; i += 3) {
      sink.accept(tokens[i], tokens[i + 1], tokens[i + 2]);
    }
  }

  private Entry entry(AlignedText word) {
    int place = word.hash() * 0x9E3779B9 >>> 32 - bits;
    Entry first = entries[place];
    if (first != null && word.isSame(first.word())) {
      return first;
    }
    Entry second = entries[place ^ 1];
    if (second != null && word.isSame(second.word())) {
      return second;
    }
    var recorder = new Recorder(word.size());
    model.tokenize(word, recorder);
    var entry =
        new Entry(word.copyOfCodePoints(), Arrays.copyOf(recorder.tokens, 3 * recorder.count));
    entries[place ^ 1] = first;
    entries[place] = entry;
    return entry;
  }

  private static final class Recorder implements TokenModel.Sink {
    private int[] tokens;
    private int count;

    Recorder(int capacity) {
      tokens = new int[3 * capacity];
    }

    @Override
    public void accept(int id, int from, int to) {
      if (3 * count == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * tokens.length + 12);
      }
      tokens[3 * count] = id;
      tokens[3 * count + 1] = from;
      tokens[3 * count + 2] = to;
      count++;
    }
  }
}
