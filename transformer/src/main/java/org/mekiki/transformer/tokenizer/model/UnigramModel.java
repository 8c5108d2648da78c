package org.mekiki.transformer.tokenizer.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Unigram: the tokens whose scores have the largest sum (Kudo, ACL 2018), by Viterbi's algorithm.
 *
 * <p>A code point without a token of its own can be unknown at a score below all others; unknown
 * ones in a row are one token, or the bytes of all of them.
 */
public final class UnigramModel implements TokenModel {
  private static final double UNKNOWN_PENALTY = 10;

  private final Vocabulary vocabulary;
  private final double[] scores;
  private final int unknown;
  private final ByteTokens bytes;
  private final TokenTrie trie;
  private final double unknownScore;
  private final boolean single;

  /**
   * The model as the fast tokenizers compute it.
   *
   * @param vocabulary the tokens
   * @param scores their scores, logarithms of probabilities
   * @param unknown number of the unknown token; −1 for none, then a text with a character that has
   *     no token of its own cannot be cut
   * @param byteFallback spells what is unknown in tokens of single bytes, if they are all there
   * @throws IllegalArgumentException if there is not one number for every token, or one is NaN
   */
  public UnigramModel(Vocabulary vocabulary, double[] scores, int unknown, boolean byteFallback) {
    this(
        vocabulary,
        scores,
        unknown,
        byteFallback,
        Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY,
        false);
  }

  /**
   * The model as SentencePiece itself computes it: sums are rounded to single precision at every
   * place, which decides among ways to cut that are equally good, such as those of a character that
   * is repeated.
   *
   * @param vocabulary the tokens
   * @param scores their scores; negative infinity for a token that is never found in a text
   * @param unknown number of the unknown token
   * @param byteFallback spells what is unknown in tokens of single bytes, if they are all there
   * @param unknownScore the score of a code point without a token of its own
   * @return the model
   * @throws IllegalArgumentException if there is not one number for every token, or one is NaN
   */
  public static UnigramModel ofSentencePiece(
      Vocabulary vocabulary,
      double[] scores,
      int unknown,
      boolean byteFallback,
      double unknownScore) {
    return new UnigramModel(vocabulary, scores, unknown, byteFallback, unknownScore, true);
  }

  /**
   * {@return the score of a token that a SentencePiece file lists as one of its users, which is
   * taken wherever it stands}
   *
   * @param token the token
   * @param largest the largest score of the file's normal tokens
   */
  public static double ofUser(String token, float largest) {
    return (float) (token.getBytes(StandardCharsets.UTF_8).length * (double) largest - 0.1);
  }

  /**
   * {@return the score of an unknown character in a SentencePiece file}
   *
   * @param smallest the smallest score of the file's normal tokens
   */
  public static double ofUnknown(float smallest) {
    return smallest - (float) UNKNOWN_PENALTY;
  }

  private UnigramModel(
      Vocabulary vocabulary,
      double[] scores,
      int unknown,
      boolean byteFallback,
      double unknownScore,
      boolean single) {
    if (scores.length != vocabulary.size()) {
      throw new IllegalArgumentException(
          "%d scores for %d tokens".formatted(scores.length, vocabulary.size()));
    }
    if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a token's score is not a number");
    }
    this.vocabulary = vocabulary;
    this.scores = scores.clone();
    this.unknown = unknown;
    this.bytes = byteFallback ? new ByteTokens(vocabulary) : null;
    var found = new ArrayList<String>(vocabulary.tokens());
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] == Double.NEGATIVE_INFINITY && single) {
        found.set(id, null);
      }
    }
    this.trie = new TokenTrie(found);
    this.unknownScore = unknownScore;
    this.single = single;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int unknown() {
    return unknown;
  }

  /** {@return logarithms of the tokens' probabilities, by number} */
  public double[] scores() {
    return scores.clone();
  }

  /** {@return the score of a code point without a token of its own} */
  public double unknownScore() {
    return unknownScore;
  }

  /** {@return whether sums are rounded as SentencePiece does} */
  public boolean isSingle() {
    return single;
  }

  /** {@return whether what is unknown is spelled in tokens of single bytes} */
  public boolean byteFallback() {
    return bytes != null;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is no unknown token, and a code point without a token
   *     of its own
   */
  @Override
  public void tokenize(AlignedText word, Sink sink) {
    int size = word.size();
    int[] begins = new int[size + 1];
    int[] ids = new int[size + 1];
    findBest(word, begins, ids);
    // Turns the links from each end to its beginning round.
    int[] ends = new int[size + 1];
    for (int end = size; end > 0; end = begins[end]) {
      ends[begins[end]] = end;
    }
    for (int from = 0; from < size; ) {
      int to = ends[from];
      int id = ids[to];
      while (id == unknown && to < size && ids[ends[to]] == unknown) {
        to = ends[to];
      }
      if (id == unknown) {
        emitUnknown(word, from, to, sink);
      } else {
        sink.accept(id, from, to);
      }
      from = to;
    }
  }

  private void findBest(AlignedText word, int[] begins, int[] ids) {
    int size = word.size();
    double[] best = new double[size + 1];
    Arrays.fill(begins, -1);
    for (int from = 0; from < size; from++) {
      boolean single = false;
      int node = 0;
      for (int i = from; i < size; i++) {
        node = trie.child(node, word.codePoint(i));
        if (node == TokenTrie.NONE) {
          break;
        }
        int id = trie.id(node);
        if (id != TokenTrie.NONE) {
          offer(best, begins, ids, from, i + 1, id, scores[id]);
          single |= i == from;
        }
      }
      if (!single && offer(best, begins, ids, from, from + 1, unknown, unknownScore)) {
        requireUnknown(word, from);
      }
    }
  }

  /** The reference's library refuses such a text as soon as it would take the unknown token. */
  private void requireUnknown(AlignedText word, int at) {
    if (unknown < 0) {
      throw new IllegalArgumentException(
          "the tokenizer has no token for \"%s\", and no unknown token (unk_id is null)"
              .formatted(word.string(at, at + 1)));
    }
  }

  /** Whether the token is the best one so far that ends there. */
  private boolean offer(
      double[] best, int[] begins, int[] ids, int from, int to, int id, double score) {
    double exact = score + best[from];
    double sum = single ? (float) exact : exact;
    if (begins[to] >= 0 && sum <= best[to]) {
      return false;
    }
    best[to] = sum;
    begins[to] = from;
    ids[to] = id;
    return true;
  }

  private void emitUnknown(AlignedText word, int from, int to, Sink sink) {
    String text = word.string(from, to);
    int known = vocabulary.id(text);
    if (known >= 0) {
      sink.accept(known, from, to);
      return;
    }
    int[] spelt = bytes == null ? null : bytes.ids(text.getBytes(StandardCharsets.UTF_8));
    if (spelt == null) {
      sink.accept(unknown, from, to);
      return;
    }
    for (int id : spelt) {
      sink.accept(id, from, to);
    }
  }
}
