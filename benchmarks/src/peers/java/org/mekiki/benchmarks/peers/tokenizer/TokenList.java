package org.mekiki.benchmarks.peers.tokenizer;

import java.util.StringJoiner;
import org.mekiki.transformer.tokenizer.Encoding;

/** Tokens as both sides give them: number, type, offsets in code points, word, special. */
final class TokenList {
  /** In the place of an offset that is not known. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int VALUES = 6;

  private final int[] values;

  TokenList(int size) {
    values = new int[VALUES * size];
  }

  // One argument a column of the tokens.
  void set(int i, int id, int type, int start, int end, int word, boolean special) {
    int[] token = {id, type, start, end, word, special ? 1 : 0};
    System.arraycopy(token, 0, values, VALUES * i, VALUES);
  }

  static TokenList of(Encoding encoding, String text, String pair) {
    int[] inText = codePointsBefore(text);
    int[] inPair = pair == null ? new int[1] : codePointsBefore(pair);
    var tokens = new TokenList(encoding.size());
    for (int i = 0; i < encoding.size(); i++) {
      Encoding.Entry token = encoding.tokens().get(i);
      int[] before = token.sequence() == 1 ? inPair : inText;
      tokens.set(
          i,
          token.id(),
          token.typeId(),
          before[token.start()],
          before[token.end()],
          token.word(),
          token.added());
    }
    return tokens;
  }

  private static int[] codePointsBefore(String text) {
    int[] before = new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      boolean second =
          i > 0
              && Character.isLowSurrogate(text.charAt(i))
              && Character.isHighSurrogate(text.charAt(i - 1));
      before[i + 1] = before[i] + (second ? 0 : 1);
    }
    return before;
  }

  /** Whether these are the other's tokens; what the other does not know does not count. */
  boolean agreesWith(TokenList other) {
    if (values.length != other.values.length) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] != other.values[i] && other.values[i] != UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    var text = new StringJoiner(" ");
    for (int i = 0; i < values.length; i += VALUES) {
      text.add(
          "%d[%d:%d w%d t%d%s]"
              .formatted(
                  values[i],
                  values[i + 2],
                  values[i + 3],
                  values[i + 4],
                  values[i + 1],
                  values[i + 5] == 1 ? " special" : ""));
    }
    return text.toString();
  }
}
