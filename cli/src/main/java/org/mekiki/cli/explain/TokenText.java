package org.mekiki.cli.explain;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;

/** Tokens as a line of text; those that share a character are one, with the character. */
final class TokenText {
  private TokenText() {}

  static String line(EncodedText text) {
    var units = new ArrayList<String>();
    List<Token> tokens = text.tokens();
    for (int first = 0; first < tokens.size(); ) {
      int last = first;
      int end = tokens.get(first).end();
      while (last + 1 < tokens.size() && isSame(tokens.get(first), end, tokens.get(last + 1))) {
        last++;
        end = Math.max(end, tokens.get(last).end());
      }
      units.add(unit(text, tokens.subList(first, last + 1), end));
      first = last + 1;
    }
    return String.join(" ", units);
  }

  private static boolean isSame(Token first, int end, Token next) {
    return !next.added() && next.sequence() == first.sequence() && next.start() < end;
  }

  private static String unit(EncodedText text, List<Token> tokens, int end) {
    String joined =
        String.join("+", tokens.stream().map(token -> TerminalText.line(token.text())).toList());
    if (tokens.size() == 1) {
      return joined;
    }
    String source = tokens.getFirst().sequence() == 1 ? text.pair() : text.text();
    return joined + "=" + TerminalText.line(source.substring(tokens.getFirst().start(), end));
  }
}
