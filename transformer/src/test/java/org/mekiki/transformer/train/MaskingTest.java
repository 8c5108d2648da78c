package org.mekiki.transformer.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.Encoding;

/** How many blanks there are, what stands in them, and that the seed alone decides. */
final class MaskingTest {
  private static final int MASK = 4;
  private static final int VOCABULARY = 1000;

  /** Added tokens at both ends, words of one to three tokens between them. */
  private static TokenizedText text(int words) {
    var entries = new ArrayList<Encoding.Entry>();
    entries.add(new Encoding.Entry(2, "[CLS]", 0, -1, 0, 0, -1));
    for (int word = 0; word < words; word++) {
      for (int piece = 0; piece <= word % 3; piece++) {
        entries.add(new Encoding.Entry(100 + word, "x", 0, 0, 0, 0, word));
      }
    }
    entries.add(new Encoding.Entry(3, "[SEP]", 0, -1, 0, 0, -1));
    return TokenizedText.of(new Encoding(entries, entries.size()).of("", null));
  }

  @Test
  void sharesAreThoseOfThePaper() {
    var masking = new Masking(0.15, false, MASK, VOCABULARY);
    TokenizedText text = text(60);
    int asked = 0;
    int masked = 0;
    int same = 0;
    int texts = 3000;
    for (int seed = 0; seed < texts; seed++) {
      Masking.Blanks blanks = masking.of(text, seed);
      for (int place : blanks.places()) {
        assertTrue(text.words()[place] >= 0, "added tokens are never asked for");
        asked++;
        masked += blanks.ids()[place] == MASK ? 1 : 0;
        same += blanks.ids()[place] == text.ids()[place] ? 1 : 0;
      }
      for (int i = 0; i < text.size(); i++) {
        int at = i;
        boolean isAsked = Arrays.stream(blanks.places()).anyMatch(place -> place == at);
        assertTrue(isAsked || blanks.ids()[i] == text.ids()[i], "others stay");
      }
    }
    assertEquals(0.15, asked / (120.0 * texts), 0.003);
    assertEquals(0.8, (double) masked / asked, 0.01);
    assertEquals(0.1, (double) same / asked, 0.01);
  }

  @Test
  void aWordIsAskedForWhole() {
    var masking = new Masking(0.2, true, MASK, VOCABULARY);
    TokenizedText text = text(30);
    for (int seed = 0; seed < 200; seed++) {
      List<Integer> places = Arrays.stream(masking.of(text, seed).places()).boxed().toList();
      for (int i = 0; i < text.size(); i++) {
        int word = text.words()[i];
        for (int j = 0; j < text.size(); j++) {
          if (word >= 0 && text.words()[j] == word) {
            assertEquals(places.contains(i), places.contains(j));
          }
        }
      }
    }
  }

  @Test
  void shortTextsHaveABlankAndEmptyOnesHaveNone() {
    var masking = new Masking(0.15, false, MASK, VOCABULARY);
    for (int seed = 0; seed < 50; seed++) {
      assertEquals(1, masking.of(text(1), seed).places().length);
      assertEquals(0, masking.of(text(0), seed).places().length);
    }
  }

  @Test
  void theSeedDecides() {
    var masking = new Masking(0.3, false, MASK, VOCABULARY);
    Masking.Blanks one = masking.of(text(40), 7);
    assertArrayEquals(one.ids(), masking.of(text(40), 7).ids());
    assertTrue(!Arrays.equals(one.ids(), masking.of(text(40), 8).ids()));
    assertThrows(IllegalArgumentException.class, () -> new Masking(0, false, MASK, VOCABULARY));
  }
}
