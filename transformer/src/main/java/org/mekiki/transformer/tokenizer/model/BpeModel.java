package org.mekiki.transformer.tokenizer.model;

import java.util.Arrays;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Utf8;

/** Byte-pair encoding: neighbouring tokens are joined, the earliest learnt pair first. */
public final class BpeModel implements TokenModel {
  /** Characters below this number have their tokens in a table. */
  private static final int FREQUENT = 0x500;

  private final Vocabulary vocabulary;
  private final List<String> merges;
  private final BpeOptions options;
  private final ByteTokens bytes;
  private final PairTable ranks;
  private final int[] joined;
  private final int[] single;

  /**
   * The model.
   *
   * @param vocabulary the tokens
   * @param merges left and right part alternately, in rank order
   * @param options how words and what is unknown are treated
   * @throws IllegalArgumentException if a merge uses what is no token
   */
  public BpeModel(Vocabulary vocabulary, List<String> merges, BpeOptions options) {
    if (merges.size() % 2 != 0) {
      throw new IllegalArgumentException("the last merge has one part only");
    }
    this.vocabulary = vocabulary;
    this.merges = List.copyOf(merges);
    this.options = options;
    this.bytes = options.byteFallback() ? new ByteTokens(vocabulary) : null;
    this.ranks = new PairTable(merges.size() / 2);
    this.joined = new int[merges.size() / 2];
    for (int i = 0; i < merges.size(); i += 2) {
      addMerge(merges.get(i), merges.get(i + 1), i / 2);
    }
    boolean plain = options.continuingPrefix().isEmpty() && options.endSuffix().isEmpty();
    this.single = new int[plain ? FREQUENT : 0];
    Arrays.fill(single, -1);
    for (int id = 0; id < vocabulary.size(); id++) {
      String token = vocabulary.token(id);
      if (token != null && token.length() == 1 && token.charAt(0) < single.length) {
        single[token.charAt(0)] = id;
      }
    }
  }

  private void addMerge(String left, String right, int rank) {
    // A right part that is shorter than the prefix cannot carry it.
    int prefix = Math.min(options.continuingPrefix().length(), right.length());
    int leftId = vocabulary.id(left);
    int rightId = vocabulary.id(right);
    int whole = vocabulary.id(left + right.substring(prefix));
    if (leftId < 0 || rightId < 0 || whole < 0) {
      throw new IllegalArgumentException(
          "merge %d, \"%s %s\", uses a token that the vocabulary lacks"
              .formatted(rank + 1, left, right));
    }
    ranks.put(leftId, rightId, rank);
    joined[rank] = whole;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int unknown() {
    return options.unknown();
  }

  /** {@return the merges, left and right part alternately, in rank order} */
  public List<String> merges() {
    return merges;
  }

  /** {@return how words and what is unknown are treated} */
  public BpeOptions options() {
    return options;
  }

  /** The rank of a pair, −1 if it cannot be joined. */
  int rank(int left, int right) {
    return ranks.get(left, right);
  }

  /** What the pair of a rank becomes. */
  int joined(int rank) {
    return joined[rank];
  }

  @Override
  public void tokenize(AlignedText word, Sink sink) {
    if (options.ignoreMerges() && word.size() > 0) {
      int whole = vocabulary.id(word.toString());
      if (whole >= 0) {
        sink.accept(whole, 0, word.size());
        return;
      }
    }
    var symbols = new BpeSymbols(this, word.size());
    spell(word, symbols);
    symbols.joinAll();
    symbols.emit(word, sink);
  }

  /** The word in tokens of single characters, of bytes, and unknown ones. */
  private void spell(AlignedText word, BpeSymbols symbols) {
    int unknownBytes = 0;
    for (int i = 0; i < word.size(); i++) {
      int c = word.codePoint(i);
      int length = Utf8.length(c);
      boolean first = i == 0;
      boolean last = i == word.size() - 1;
      int id = c < single.length ? single[c] : vocabulary.id(symbol(c, first, last));
      int[] spelt = id < 0 && bytes != null ? bytes.ids(Utf8.bytes(symbol(c, first, last))) : null;
      if (spelt != null) {
        // As in the reference, an unknown token that is still open comes after these.
        for (int b : spelt) {
          symbols.add(b, 1);
        }
      } else if (id < 0 && options.unknown() >= 0) {
        if (!options.fuseUnknown()) {
          addUnknown(unknownBytes, symbols);
          unknownBytes = 0;
        }
        unknownBytes += length;
      } else if (id >= 0) {
        addUnknown(unknownBytes, symbols);
        unknownBytes = 0;
        symbols.add(id, length);
      }
    }
    addUnknown(unknownBytes, symbols);
  }

  private String symbol(int c, boolean first, boolean last) {
    String symbol = Character.toString(c);
    symbol = first ? symbol : options.continuingPrefix() + symbol;
    return last ? symbol + options.endSuffix() : symbol;
  }

  private void addUnknown(int length, BpeSymbols symbols) {
    if (length > 0) {
      symbols.add(options.unknown(), length);
    }
  }
}
