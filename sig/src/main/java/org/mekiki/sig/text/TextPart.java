package org.mekiki.sig.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.sig.attribution.RowSet;

/**
 * A part of the text and the tokens that come from it.
 *
 * @param sequence 0 for the text, 1 for the second text
 * @param start first UTF-16 index in that string
 * @param end index after the last
 * @param tokens numbers of the tokens that share a character with the part, at least one
 */
public record TextPart(int sequence, int start, int end, RowSet tokens) {
  /**
   * The part between two places; empty where no token comes from it.
   *
   * @param text the text's tokens
   * @param sequence 0 for the text, 1 for the second text
   * @param start first UTF-16 index in that string
   * @param end index after the last
   * @return the part, with all tokens that share a character with it; its places are as given
   */
  public static Optional<TextPart> between(EncodedText text, int sequence, int start, int end) {
    int[] tokens =
        IntStream.range(0, text.size())
            .filter(
                i -> {
                  Token token = text.tokens().get(i);
                  return token.sequence() == sequence && token.start() < end && token.end() > start;
                })
            .toArray();
    return tokens.length == 0
        ? Optional.empty()
        : Optional.of(new TextPart(sequence, start, end, RowSet.of(tokens)));
  }

  /**
   * The words as people see them, in the text's order: what the tokenizer takes for one word, and
   * what it parts within don't, half-baked, 1,000.50, an address or an emoji of several characters.
   *
   * @param text the text's tokens
   * @return one part a word, with all of its pieces; added tokens are in none
   */
  public static List<TextPart> words(EncodedText text) {
    var words = new ArrayList<TextPart>();
    SeenWords seen = SeenWords.of(text.text());
    SeenWords seenInPair = text.pair() == null ? seen : SeenWords.of(text.pair());
    int size = text.size();
    for (int first = 0; first < size; ) {
      int last = first;
      SeenWords here = text.tokens().get(first).sequence() == 1 ? seenInPair : seen;
      while (last + 1 < size
          && (sameWord(text.tokens().get(last), text.tokens().get(last + 1))
              || joined(text.tokens().get(last), text.tokens().get(last + 1), here))) {
        last++;
      }
      if (!text.tokens().get(first).added()) {
        words.add(ofTokens(text, first, last));
      }
      first = last + 1;
    }
    return words;
  }

  /** The pieces of words: tokens by themselves, together where they share a character. */
  static List<TextPart> pieces(EncodedText text) {
    var pieces = new ArrayList<TextPart>();
    List<Token> tokens = text.tokens();
    for (int first = 0; first < tokens.size(); ) {
      int last = first;
      int end = tokens.get(first).end();
      while (last + 1 < tokens.size()
          && sameWord(tokens.get(first), tokens.get(last + 1))
          && isOpen(tokens.get(first), end, tokens.get(last + 1))) {
        last++;
        end = Math.max(end, tokens.get(last).end());
      }
      if (!tokens.get(first).added()) {
        pieces.add(ofTokens(text, first, last));
      }
      first = last + 1;
    }
    return pieces;
  }

  /** Whether the next token shares a character with the ones before, or they have none as yet. */
  private static boolean isOpen(Token first, int end, Token next) {
    return next.start() < end || end == first.start();
  }

  /**
   * From the first word to the last, which are of one sequence.
   *
   * @param words neighbours of one sequence, in the text's order, at least one
   * @return the part with the tokens of all of them
   */
  public static TextPart ofWords(List<TextPart> words) {
    RowSet tokens =
        RowSet.of(
            words.stream()
                .map(TextPart::tokens)
                .flatMapToInt(each -> IntStream.range(0, each.size()).map(each::row))
                .distinct()
                .toArray());
    return new TextPart(
        words.getFirst().sequence(), words.getFirst().start(), words.getLast().end(), tokens);
  }

  private static TextPart ofTokens(EncodedText text, int first, int last) {
    int start = Integer.MAX_VALUE;
    int end = 0;
    for (Token token : text.tokens().subList(first, last + 1)) {
      start = Math.min(start, token.start());
      end = Math.max(end, token.end());
    }
    return new TextPart(
        text.tokens().get(first).sequence(),
        start,
        end,
        RowSet.of(IntStream.rangeClosed(first, last).toArray()));
  }

  private static boolean joined(Token a, Token b, SeenWords seen) {
    return !a.added()
        && !b.added()
        && a.sequence() == b.sequence()
        && seen.joins(a.end(), b.start());
  }

  private static boolean sameWord(Token a, Token b) {
    return !a.added() && !b.added() && a.sequence() == b.sequence() && a.word() == b.word();
  }

  /**
   * {@return the tokens of each part}
   *
   * @param parts parts of one text
   */
  public static List<RowSet> rows(List<TextPart> parts) {
    return parts.stream().map(TextPart::tokens).toList();
  }

  /**
   * {@return the same where tokens have other numbers}
   *
   * @param by what is added to the number of each
   */
  public TextPart shifted(int by) {
    return new TextPart(sequence, start, end, tokens.shifted(by));
  }

  /**
   * {@return the part as it stands in the caller's string}
   *
   * @param text the text that the part belongs to
   */
  public String in(EncodedText text) {
    return (sequence == 0 ? text.text() : text.pair()).substring(start, end);
  }
}
