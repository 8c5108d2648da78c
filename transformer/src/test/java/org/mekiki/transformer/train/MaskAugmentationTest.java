package org.mekiki.transformer.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.Encoding;

/** Whole words are masked, in as many texts as asked for, half of the words on average. */
final class MaskAugmentationTest {
  private static final int MASK = 4;
  private static final int WORDS = 30;

  private static TokenizedText text() {
    var entries = new ArrayList<Encoding.Entry>();
    entries.add(new Encoding.Entry(2, "[CLS]", 0, -1, 0, 0, -1));
    for (int word = 0; word < WORDS; word++) {
      entries.add(new Encoding.Entry(100 + word, "x", 0, 0, 0, 0, word));
      entries.add(new Encoding.Entry(200 + word, "y", 0, 0, 0, 0, word));
    }
    return TokenizedText.of(new Encoding(entries, entries.size()).of("", null));
  }

  @Test
  void wholeWordsOfSomeTexts() {
    TokenizedText text = text();
    int changed = 0;
    long masked = 0;
    int draws = 4000;
    for (int seed = 0; seed < draws; seed++) {
      int[] ids = new MaskAugmentation(0.25, MASK).of(text, seed * 0x9E3779B97F4A7C15L).ids();
      assertEquals(2, ids[0], "added tokens stay");
      int here = 0;
      for (int i = 1; i < ids.length; i += 2) {
        assertEquals(ids[i] == MASK, ids[i + 1] == MASK, "both pieces or none");
        here += ids[i] == MASK ? 1 : 0;
      }
      changed += here > 0 ? 1 : 0;
      masked += here;
    }
    assertEquals(0.25, (double) changed / draws, 0.03);
    assertEquals(0.125 * WORDS, (double) masked / draws, 0.35);
  }

  @Test
  void noMoreThanTheLargestShareOnAverage() {
    TokenizedText text = text();
    var seeds = new SplittableRandom(7);
    long masked = 0;
    int draws = 4000;
    for (int draw = 0; draw < draws; draw++) {
      int[] ids = new MaskAugmentation(1, 0.2, MASK).of(text, seeds.nextLong()).ids();
      for (int i = 1; i < ids.length; i += 2) {
        masked += ids[i] == MASK ? 1 : 0;
      }
    }
    assertEquals(0.1 * WORDS, (double) masked / draws, 0.15);
    assertEquals(sum(text), sum(new MaskAugmentation(1, 0, MASK).of(text, 5)));
    assertThrows(IllegalArgumentException.class, () -> new MaskAugmentation(1, 1.1, MASK));
    assertThrows(IllegalArgumentException.class, () -> new MaskAugmentation(1, -0.1, MASK));
  }

  @Test
  void theSeedDecides() {
    TokenizedText text = text();
    assertSame(text, new MaskAugmentation(0, MASK).of(text, 5));
    var all = new MaskAugmentation(1, MASK);
    assertEquals(sum(all.of(text, 5)), sum(all.of(text, 5)));
    assertNotEquals(sum(all.of(text, 5)), sum(all.of(text, 6)));
    assertThrows(IllegalArgumentException.class, () -> new MaskAugmentation(-0.1, MASK));
    assertThrows(IllegalArgumentException.class, () -> new MaskAugmentation(Double.NaN, MASK));
  }

  private static int sum(TokenizedText text) {
    return java.util.Arrays.hashCode(text.ids());
  }
}
