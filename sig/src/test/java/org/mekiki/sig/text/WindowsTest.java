package org.mekiki.sig.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.sig.attribution.RowSet;

/** Where long texts are cut, and which window explains a word. */
final class WindowsTest {
  private static final int ADDED = 2;

  /** Words of so many tokens each, a character a token and a space after each word. */
  private static EncodedText text(int... pieces) {
    var tokens = new ArrayList<Token>();
    var string = new StringBuilder();
    tokens.add(new Token("[CLS]", 1, 0, -1, 0, 0, true, -1));
    for (int word = 0; word < pieces.length; word++) {
      for (int k = 0; k < pieces[word]; k++) {
        int at = string.length();
        tokens.add(new Token("x", 3, 0, 0, at, at + 1, false, word));
        string.append('x');
      }
      string.append(' ');
    }
    tokens.add(new Token("[SEP]", 2, 0, -1, 0, 0, true, -1));
    return new EncodedText(string.toString(), null, tokens, tokens.size());
  }

  private static String ranges(Windows windows) {
    return IntStream.range(0, windows.count())
        .mapToObj(w -> windows.firstToken(w) + "-" + windows.lastToken(w))
        .collect(Collectors.joining(" "));
  }

  private static int[] ones(int count) {
    return IntStream.generate(() -> 1).limit(count).toArray();
  }

  @Test
  void windowsOverlapAndTheLastIsFull() {
    assertEquals("1-8 7-14 9-16", ranges(Windows.of(text(ones(16)), 10, 2)));
    assertEquals("1-8 9-16", ranges(Windows.of(text(ones(16)), 10, 0)));
    assertEquals("1-8 2-9", ranges(Windows.of(text(ones(9)), 10, 2)));
    assertEquals("1-8", ranges(Windows.of(text(ones(8)), 10, 2)));
  }

  @Test
  void wordsStayWhole() {
    assertEquals("1-6 4-9", ranges(Windows.of(text(3, 3, 3), 10, 3)));
    assertEquals("1-6 7-12", ranges(Windows.of(text(6, 6), 10, 7)));
  }

  /** Every character is a word; a space belongs to none. */
  private static EncodedText characters(String string) {
    var tokens = new ArrayList<Token>();
    tokens.add(new Token("[CLS]", 1, 0, -1, 0, 0, true, -1));
    for (int at = 0; at < string.length(); at++) {
      if (string.charAt(at) != ' ') {
        tokens.add(new Token("x", 3, 0, 0, at, at + 1, false, at));
      }
    }
    tokens.add(new Token("[SEP]", 2, 0, -1, 0, 0, true, -1));
    return new EncodedText(string, null, tokens, tokens.size());
  }

  private static List<String> cut(String string, int room, int overlap) {
    EncodedText whole = characters(string);
    Windows windows = Windows.of(whole, room + ADDED, overlap);
    return IntStream.range(0, windows.count())
        .mapToObj(
            w ->
                string.substring(
                    whole.tokens().get(windows.firstToken(w)).start(),
                    whole.tokens().get(windows.lastToken(w)).end()))
        .toList();
  }

  @Test
  void windowsEndWithSentencesWithoutAnySpace() {
    assertEquals(
        List.of("雨が降る。傘がない。", "「困った！」と言う。", "どうしても行くと言う?走る。"),
        cut("雨が降る。傘がない。「困った！」と言う。どうしても行くと言う?走る。", 14, 0));
    assertEquals(
        List.of("It rains. Oh?", "We must go on."), cut("It rains. Oh? We must go on.", 11, 0));
  }

  @Test
  void aSharedSentenceIsSharedWhole() {
    assertEquals(List.of("雨が降り続く。傘がない。", "傘がない。どうすれば。"), cut("雨が降り続く。傘がない。どうすれば。", 13, 6));
    // Of a sentence longer than what may be shared, its last words are.
    assertEquals(List.of("雨。傘がない日だ。", "ない日だ。どうすれば"), cut("雨。傘がない日だ。どうすれば", 10, 5));
  }

  @Test
  void aSentenceThatEndsInTheFirstHalfOfAWindowDoesNotEndIt() {
    assertEquals(List.of("雨。傘がどこにもない", "ので濡れながら帰った"), cut("雨。傘がどこにもないので濡れながら帰った", 10, 0));
    assertEquals(
        List.of("雨が降る。傘。がない", "傘。がないよ"),
        cut("雨が降る。傘。がないよ", 10, 9),
        "so many are shared that ending sooner would not advance");
  }

  @Test
  void everyTokenStandsInTheWindowThatExplainsItForAnyText() {
    var random = new Random(3);
    for (int n = 0; n < 300; n++) {
      int[] pieces = random.ints(1 + random.nextInt(40), 1, 7).toArray();
      EncodedText whole = n % 2 == 0 ? text(pieces) : characters(sentences(random));
      int room = 6 + random.nextInt(12);
      Windows windows = Windows.of(whole, room + ADDED, random.nextInt(room));
      for (int w = 0; w < windows.count(); w++) {
        EncodedText window = windows.window(w);
        assertTrue(window.size() <= room + ADDED);
        int shift = windows.shift(w);
        for (int i = 1; i < window.size() - 1; i++) {
          assertEquals(whole.tokens().get(i + shift), window.tokens().get(i));
        }
        assertTrue(w == 0 || windows.lastToken(w) > windows.lastToken(w - 1), "no step back");
        assertTrue(w == 0 || windows.firstToken(w) > windows.firstToken(w - 1), "no step back");
        assertTrue(w == 0 || windows.firstToken(w) <= windows.lastToken(w - 1) + 1, "no gap");
      }
      for (TextPart word : TextPart.words(whole)) {
        int home = windows.home(word.tokens());
        assertTrue(home >= 0 && context(windows, home, word) >= 0);
        for (int w = 0; w < windows.count(); w++) {
          assertTrue(context(windows, w, word) <= context(windows, home, word));
        }
      }
    }
  }

  private static String sentences(Random random) {
    return random
        .ints(1 + random.nextInt(60), 0, 8)
        .mapToObj(n -> "あ雨x。!」 い".substring(n, n + 1))
        .collect(Collectors.joining());
  }

  /** Tokens to the nearer end of the window; the text's own ends are none. */
  private static int context(Windows windows, int w, TextPart word) {
    int left = word.tokens().row(0) - windows.firstToken(w);
    int right = windows.lastToken(w) - word.tokens().row(word.tokens().size() - 1);
    if (left < 0 || right < 0) {
      return -1;
    }
    int toStart = w == 0 ? Integer.MAX_VALUE : left;
    int toEnd = w == windows.count() - 1 ? Integer.MAX_VALUE : right;
    return Math.min(toStart, toEnd);
  }

  @Test
  void ofTwoWindowsTheOneWithMoreContextExplainsAWord() {
    Windows windows = Windows.of(text(ones(12)), 10, 4);
    assertEquals("1-8 5-12", ranges(windows));
    assertEquals(0, windows.home(RowSet.of(6)), "2 from the end of the first, 1 of the second");
    assertEquals(1, windows.home(RowSet.of(7)));
    assertEquals(-1, windows.home(RowSet.of(1, 12)), "no window holds both");
  }

  /** Of several runs the shortest, in nanoseconds: cutting, and finding the home of every word. */
  private static long planning(int words, int overlap) {
    EncodedText whole = text(ones(words));
    List<TextPart> parts = TextPart.words(whole);
    long shortest = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long begun = System.nanoTime();
      Windows windows = Windows.of(whole, 128, overlap);
      for (TextPart word : parts) {
        assertTrue(windows.home(word.tokens()) >= 0);
      }
      shortest = Math.min(shortest, System.nanoTime() - begun);
    }
    return shortest;
  }

  @Test
  void planningTakesTimeInProportionToTheText() {
    for (int overlap : List.of(32, 125)) {
      planning(20_000, overlap);
      double growth = (double) planning(320_000, overlap) / planning(5_000, overlap);
      System.out.printf("windows of 64 times the text: %.0f times the time%n", growth);
      // In proportion it is 64 times as much, in the square 4096 times; machines are noisy.
      assertTrue(growth < 1000, "overlap %d: %.0f times".formatted(overlap, growth));
    }
  }

  @Test
  void whatCannotBeCutIsRefused() {
    EncodedText text = text(ones(20));
    for (int overlap : List.of(-1, 8, 9)) {
      var e = assertThrows(IllegalArgumentException.class, () -> Windows.of(text, 10, overlap));
      assertTrue(e.getMessage().contains("from 0 to 7"), e.getMessage());
    }
    var e = assertThrows(IllegalArgumentException.class, () -> Windows.of(text(1, 9), 10, 2));
    assertTrue(e.getMessage().contains("9 tokens"), e.getMessage());
    var pair = new EncodedText("a", "b", text.tokens(), text.size());
    assertThrows(IllegalArgumentException.class, () -> Windows.of(pair, 10, 2));
  }
}
