package org.mekiki.sig.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.RowSet;

/**
 * A long text in overlapping windows of whole words, each between the tokens that the tokenizer
 * adds. Their tokens are those of the whole text, so nothing is tokenized differently at an edge
 * and all offsets are those of the caller's string.
 *
 * <p>A window ends where a sentence ends if one does in its second half, and begins with a sentence
 * if one begins among the tokens that it may share with the window before it. Otherwise it is cut
 * between words.
 */
public final class Windows {
  private final EncodedText whole;
  private final List<Token> before;
  private final List<Token> body;
  private final List<Token> after;
  private final List<Range> ranges;

  /**
   * Tokens of the text, numbered without the added ones.
   *
   * @param start the first
   * @param end one after the last
   */
  private record Range(int start, int end) {}

  private Windows(EncodedText whole, int limit, int overlap) {
    this.whole = whole;
    List<Token> tokens = whole.tokens();
    int first = 0;
    while (first < tokens.size() && tokens.get(first).added()) {
      first++;
    }
    int end = tokens.size();
    while (end > first && tokens.get(end - 1).added()) {
      end--;
    }
    before = tokens.subList(0, first);
    body = tokens.subList(first, end);
    after = tokens.subList(end, tokens.size());
    int room = limit - before.size() - after.size();
    requireOverlap(room, overlap);
    int[] words = wordStarts(room).stream().mapToInt(start -> start).toArray();
    ranges = ranges(words, sentenceStarts(words), room, overlap);
  }

  /**
   * Cuts a text.
   *
   * @param whole the text, not truncated and without a second text
   * @param limit tokens of a window at most, added ones included
   * @param overlap tokens that neighbouring windows share at most, fewer than fit into a window;
   *     the last window is moved back towards as many tokens as fit, and may share more
   * @return the windows, at least one, in the text's order
   * @throws IllegalArgumentException if the overlap is negative or too large, a word is longer than
   *     a window, or there is a second text
   */
  public static Windows of(EncodedText whole, int limit, int overlap) {
    if (whole.pair() != null) {
      throw new IllegalArgumentException(
          "a pair of texts cannot be cut into windows: it has %d tokens, the model reads %d"
              .formatted(whole.size(), limit));
    }
    return new Windows(whole, limit, overlap);
  }

  /**
   * Refuses an overlap that leaves no way forward.
   *
   * @param room tokens of a window, without the added ones
   * @param overlap tokens that neighbouring windows share at most
   * @throws IllegalArgumentException if the overlap is negative, or not smaller than the room
   */
  public static void requireOverlap(int room, int overlap) {
    if (overlap < 0 || overlap >= room) {
      throw new IllegalArgumentException(
          "windows of %d tokens cannot overlap by %d; the overlap must be from 0 to %d"
              .formatted(room, overlap, room - 1));
    }
  }

  /** Numbers of the tokens that begin a word, and the number after the last token. */
  private List<Integer> wordStarts(int room) {
    var starts = new ArrayList<Integer>();
    for (int i = 0; i <= body.size(); i++) {
      if (i > 0 && i < body.size() && body.get(i).word() == body.get(i - 1).word()) {
        continue;
      }
      if (i > 0 && i - starts.getLast() > room) {
        throw new IllegalArgumentException(
            "the word at character %d has %d tokens, more than the %d of a window"
                .formatted(body.get(starts.getLast()).start(), i - starts.getLast(), room));
      }
      starts.add(i);
    }
    return starts;
  }

  /** Those of the words that begin a sentence, and the number after the last token. */
  private int[] sentenceStarts(int[] words) {
    String text = whole.text();
    var starts = IntStream.builder();
    int word = 0;
    for (int end : SentenceBreaks.of(text)) {
      Interruption.checkCaller();
      // A token may begin with the space before it, so the space counts as the next sentence's.
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      int before = word;
      while (words[word] < body.size() && body.get(words[word]).start() < end) {
        word++;
      }
      if (word > before) {
        starts.add(words[word]);
      }
    }
    return starts.build().toArray();
  }

  /** Greedy from the left; every window begins and ends further on than the one before. */
  private List<Range> ranges(int[] words, int[] sentences, int room, int overlap) {
    var found = new ArrayList<Range>();
    int start = 0;
    int done = 0;
    while (true) {
      Interruption.checkCaller();
      int end = words[lastUpTo(words, start + room)];
      int sentence = lastUpTo(sentences, end);
      int least = Math.max(done, start + Math.max(room / 2, overlap)) + 1;
      if (end < body.size() && sentence >= 0 && sentences[sentence] >= least) {
        end = sentences[sentence];
      }
      found.add(new Range(start, end));
      if (end == body.size()) {
        return List.copyOf(found);
      }
      done = end;
      // The next window has to hold the word behind this one's end.
      int needed = words[lastUpTo(words, end) + 1] - room;
      int back = Math.min(Math.max(end - overlap, needed), body.size() - room);
      int next = firstFrom(sentences, back);
      start =
          next < sentences.length && sentences[next] < end
              ? sentences[next]
              : words[firstFrom(words, back)];
    }
  }

  /** The place of the last number that is not above one; −1 where all are. */
  private static int lastUpTo(int[] ascending, int number) {
    int at = Arrays.binarySearch(ascending, number);
    return at >= 0 ? at : -at - 2;
  }

  /** The place of the first number that is not below one; the length where all are. */
  private static int firstFrom(int[] ascending, int number) {
    int at = Arrays.binarySearch(ascending, number);
    return at >= 0 ? at : -at - 1;
  }

  /** {@return the whole text} */
  public EncodedText whole() {
    return whole;
  }

  /** {@return the number of windows} */
  public int count() {
    return ranges.size();
  }

  /**
   * {@return a window as the model reads it, added tokens at both ends; offsets are those of the
   * whole text}
   *
   * @param number of the window, 0 to {@link #count} − 1
   */
  public EncodedText window(int number) {
    Range range = ranges.get(number);
    var tokens = new ArrayList<>(before);
    tokens.addAll(body.subList(range.start(), range.end()));
    tokens.addAll(after);
    return new EncodedText(whole.text(), null, tokens, tokens.size());
  }

  /**
   * {@return the number in the whole text of the window's first token that was not added}
   *
   * @param number of the window, 0 to {@link #count} − 1
   */
  public int firstToken(int number) {
    return before.size() + ranges.get(number).start();
  }

  /**
   * {@return the number in the whole text of the window's last token that was not added}
   *
   * @param number of the window, 0 to {@link #count} − 1
   */
  public int lastToken(int number) {
    return before.size() + ranges.get(number).end() - 1;
  }

  /**
   * {@return what a token's number in the whole text is larger by than its number in the window}
   *
   * @param number of the window
   */
  public int shift(int number) {
    return ranges.get(number).start();
  }

  /**
   * Finds the window in which some tokens have most context: the nearer end of the window is
   * furthest away, where the text's own ends do not count.
   *
   * @param tokens numbers of tokens of the whole text
   * @return the number of the window, the earlier one of equals; −1 if none holds all
   */
  public int home(RowSet tokens) {
    int first = tokens.row(0) - before.size();
    int end = tokens.row(tokens.size() - 1) - before.size() + 1;
    // From window to window there is less on the left and more on the right: where the right has
    // become the larger, or one before, the smaller of both is largest.
    int low = 0;
    int high = ranges.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (right(middle, end) >= left(middle, first)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    int best = low > 0 && context(low - 1, first, end) >= context(low, first, end) ? low - 1 : low;
    return context(best, first, end) < 0 ? -1 : best;
  }

  private int context(int window, int first, int end) {
    return Math.min(left(window, first), right(window, end));
  }

  /** Tokens of a window before one; without end where the text begins. */
  private int left(int window, int first) {
    int start = ranges.get(window).start();
    return start == 0 ? Integer.MAX_VALUE : first - start;
  }

  /** Tokens of a window from one on; without end where the text ends. */
  private int right(int window, int end) {
    int last = ranges.get(window).end();
    return last == body.size() ? Integer.MAX_VALUE : last - end;
  }
}
