package org.mekiki.sig.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.sig.attribution.RowSet;

/** Pieces of words, where byte-level tokenizers cut characters into several. */
final class TextPartTest {
  private static Token token(String text, int start, int end, int word) {
    return new Token(text, 1, 0, 0, start, end, false, word);
  }

  @Test
  void tokensThatShareACharacterAreOnePiece() {
    String text = "films 😀日 a";
    var encoded =
        new EncodedText(
            text,
            null,
            List.of(
                new Token("<s>", 0, 0, -1, 0, 0, true, -1),
                token("film", 0, 4, 0),
                token("s", 4, 5, 0),
                token("Ġ", 6, 6, 1),
                token("ðŁĺ", 6, 8, 1),
                token("Ģ", 6, 8, 1),
                token("æ", 8, 9, 1),
                token("Ĺ¥", 8, 9, 1),
                token("Ġa", 10, 11, 2),
                new Token("</s>", 2, 0, -1, 0, 0, true, -1)),
            10);
    List<TextPart> pieces = TextPart.pieces(encoded);
    assertEquals(
        List.of("film", "s", "😀", "日", "a"),
        pieces.stream().map(piece -> piece.in(encoded)).toList());
    assertEquals(RowSet.of(3, 4, 5), pieces.get(2).tokens());
    assertEquals(RowSet.of(6, 7), pieces.get(3).tokens());
  }
}
