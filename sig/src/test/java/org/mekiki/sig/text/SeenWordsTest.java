package org.mekiki.sig.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;

/** Words as people see them, of a tokenizer that parts at every mark. */
final class SeenWordsTest {
  /** Letters and digits together, everything else by itself, as BERT's tokenizers do. */
  private static List<String> words(String text) {
    var tokens = new ArrayList<Token>();
    int number = 0;
    for (int at = 0; at < text.length(); ) {
      int end = at + Character.charCount(text.codePointAt(at));
      while (Character.isLetterOrDigit(text.codePointAt(at))
          && end < text.length()
          && Character.isLetterOrDigit(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (!Character.isWhitespace(text.codePointAt(at))) {
        tokens.add(new Token(text.substring(at, end), 1, 0, 0, at, end, false, number++));
      }
      at = end;
    }
    var encoded = new EncodedText(text, null, tokens, tokens.size());
    return TextPart.words(encoded).stream().map(part -> part.in(encoded)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I don't know|I,don't,know",
        "it’s half-baked.|it’s,half-baked,.",
        "for 1,000.50 at 10:30, or 3.|for,1,000.50,at,10:30,,,or,3,.",
        "mail a.b@ex-ample.org!|mail,a.b@ex-ample.org,!",
        "see https://a.org/b?c=1, now|see,https://a.org/b?c=1,,,now",
        "'quoted' - dash|',quoted,',-,dash",
        "rock-'n'-roll|rock,-,',n,',-,roll",
        "so... really?!|so,.,.,.,really,?,!",
        "ok 👩‍👩‍👧 👍🏽 🇩🇪|ok,👩‍👩‍👧,👍🏽,🇩🇪"
      })
  void areJoined(String text, String expected) {
    assertEquals(expected, String.join(",", words(text)));
  }

  @Test
  void scriptsWithoutSpacesStayTheTokenizers() {
    String text = "映画-館";
    var tokens =
        IntStream.range(0, text.length())
            .mapToObj(i -> new Token(text.substring(i, i + 1), 1, 0, 0, i, i + 1, false, i))
            .toList();
    var encoded = new EncodedText(text, null, tokens, tokens.size());
    assertEquals(4, TextPart.words(encoded).size());
  }

  @Test
  void piecesUndoIt() {
    String text = "don't";
    List<Token> tokens =
        List.of(
            new Token("don", 1, 0, 0, 0, 3, false, 0),
            new Token("'", 1, 0, 0, 3, 4, false, 1),
            new Token("t", 1, 0, 0, 4, 5, false, 2));
    var encoded = new EncodedText(text, null, tokens, 3);
    assertEquals(1, TextUnits.WORDS.parts(encoded).size());
    assertEquals(3, TextUnits.PIECES.parts(encoded).size());
  }
}
