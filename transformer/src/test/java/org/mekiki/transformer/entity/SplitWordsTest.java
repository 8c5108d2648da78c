package org.mekiki.transformer.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words are those of Python's {@code \w+(?:[-_]\w+)*|\S}. */
final class SplitWordsTest {
  private static void split(String text, String... words) {
    assertEquals(
        List.of(words),
        SplitWords.of(text).stream()
            .map(word -> text.substring(word.start(), word.end()))
            .toList());
  }

  @Test
  void wordsAndSigns() {
    split("Ada's well-known a_b.", "Ada", "'", "s", "well-known", "a_b", ".");
    split("-a- b--c", "-", "a", "-", "b", "-", "-", "c");
    split("5€ \uD83D\uDE00x", "5", "€", "\uD83D\uDE00", "x");
    split("x\u00B2\u2167 \u4E2D\u6587", "x\u00B2\u2167", "\u4E2D\u6587");
    split("e\u0301a", "e", "\u0301", "a"); // a mark is no letter there
    split("a\u001Cb\u00A0c\u3000", "a", "b", "c");
    split(" \n");
  }
}
