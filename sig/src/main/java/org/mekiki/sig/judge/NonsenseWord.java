package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.sig.attribution.RowSet;

/** A word that means nothing, written into texts; all its pieces become one token. */
public final class NonsenseWord {
  private static final String WORD = "qzxv";

  /** No vocabulary has this entry: it holds a space. */
  private static final String TOKEN = "planted word";

  private NonsenseWord() {}

  /** Whether a token is the word. */
  static boolean is(Token token) {
    return token.text().equals(TOKEN);
  }

  /**
   * Number of words of a text, between spaces.
   *
   * @param text the text
   * @return how many there are
   */
  public static int words(String text) {
    return starts(text).size();
  }

  private static List<Integer> starts(String text) {
    return IntStream.range(0, text.length())
        .filter(i -> text.charAt(i) != ' ' && (i == 0 || text.charAt(i - 1) == ' '))
        .boxed()
        .toList();
  }

  /**
   * Writes the word before words of a text.
   *
   * @param model whose tokenizer reads the text
   * @param example the text; only its first text gets the word
   * @param places how many words stand before each copy, ascending
   * @return its tokens; empty where the model's limit cuts a copy off
   */
  public static Optional<Shortcut.Planted> plant(TextModel model, Example example, int... places) {
    String text = example.text();
    List<Integer> starts = starts(text);
    var longer = new StringBuilder();
    var copies = new TreeSet<Integer>();
    int done = 0;
    for (int place : places) {
      int at = place < starts.size() ? starts.get(place) : text.length();
      longer.append(text, done, at);
      if (!longer.isEmpty() && longer.charAt(longer.length() - 1) != ' ') {
        longer.append(' ');
      }
      copies.add(longer.length());
      longer.append(WORD).append(' ');
      done = at;
    }
    longer.append(text, done, text.length());
    return merged(model.encode(longer.toString(), example.pair()), copies);
  }

  private static Optional<Shortcut.Planted> merged(
      EncodedText encoded, NavigableSet<Integer> copies) {
    var tokens = new ArrayList<Token>();
    int[] planted = new int[copies.size()];
    int found = 0;
    for (Token token : encoded.tokens()) {
      Integer start = token.sequence() == 0 ? copies.floor(token.start()) : null;
      boolean inside = start != null && token.start() < start + WORD.length();
      if (!inside) {
        tokens.add(token);
      } else if (tokens.isEmpty() || !is(tokens.getLast()) || tokens.getLast().start() != start) {
        if (found == planted.length) {
          return Optional.empty();
        }
        planted[found++] = tokens.size();
        tokens.add(
            new Token(
                TOKEN,
                token.id(),
                token.typeId(),
                0,
                start,
                start + WORD.length(),
                false,
                token.word()));
      }
    }
    return found < planted.length
        ? Optional.empty()
        : Optional.of(
            new Shortcut.Planted(
                new EncodedText(encoded.text(), encoded.pair(), tokens, tokens.size()),
                RowSet.of(planted)));
  }
}
