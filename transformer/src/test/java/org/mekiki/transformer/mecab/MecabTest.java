package org.mekiki.transformer.mecab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are those that MeCab found with the same dictionary, at the same costs. */
final class MecabTest {
  /**
   * What may lie between words: white space, and after U+00A0, which the dictionary counts as white
   * space and as a sign, other signs.
   */
  private static boolean isSpace(String text) {
    return text.chars().allMatch(c -> " \t\n\u00a0!".indexOf(c) >= 0);
  }

  private static void compare(MecabDictionary dictionary, List<TinyDictionary.Case> cases) {
    assertTrue(cases.size() > 90, cases.size() + " cases");
    for (TinyDictionary.Case one : cases) {
      assertEquals(
          String.join("\n", one.lines()),
          String.join("\n", FoundWords.lines(dictionary, one.text())),
          one.text());
    }
  }

  @Test
  void wordsIndicesAndCostsAreMecabs() throws IOException {
    compare(TinyDictionary.open("utf-8"), TinyDictionary.cases());
  }

  @ParameterizedTest
  @ValueSource(strings = {"euc-jp", "shift-jis"})
  void soTheyAreInOtherEncodings(String encoding) throws IOException {
    compare(TinyDictionary.open(encoding), TinyDictionary.cases(encoding));
  }

  @Test
  void soTheyAreWithAUserDictionary() throws IOException {
    compare(TinyDictionary.openWithUser("utf-8"), TinyDictionary.cases("utf-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "euc-jp", "shift-jis"})
  void placesAreThoseOfTheCallersText(String encoding) throws IOException {
    Mecab mecab = Mecab.of(TinyDictionary.open(encoding));
    for (TinyDictionary.Case one : TinyDictionary.cases()) {
      String text = one.text();
      int zero = text.indexOf('\0');
      var places = new ArrayList<Integer>();
      int end = 0;
      for (MecabWord word : mecab.words(text)) {
        assertTrue(end <= word.start() && word.start() < word.end(), text);
        assertTrue(isSpace(text.substring(end, word.start())), text);
        assertEquals(word.surface(text), text.substring(word.start(), word.end()));
        end = word.end();
        places.add(word.start());
        places.add(word.end());
      }
      String rest = zero < 0 ? text.substring(end) : text.substring(end, zero);
      assertTrue(isSpace(rest), text);
      assertArrayEquals(
          places.stream().mapToInt(Integer::intValue).toArray(), mecab.boundaries(text), text);
    }
  }

  @Test
  void pairsAreCutNowhere() throws IOException {
    Mecab mecab = Mecab.of(TinyDictionary.open("utf-8"));
    String text = "猫😀😃𠮷犬";
    assertEquals(
        List.of("猫", "😀", "😃𠮷", "犬"),
        mecab.words(text).stream().map(word -> word.surface(text)).toList());
  }

  @Test
  void aTextEndsAtItsFirstZero() throws IOException {
    Mecab mecab = Mecab.of(TinyDictionary.open("utf-8"));
    assertEquals(mecab.words("猫が"), mecab.words("猫が\0いる"));
    assertEquals(List.of(), mecab.words("\0猫"));
    assertEquals(List.of(), mecab.words(""));
  }

  /** Where MeCab's 16 bits are not enough, and where only the first characters of a run matter. */
  @Test
  void spacesAndRunsMayHaveAnyLength() throws IOException {
    Mecab mecab = Mecab.of(TinyDictionary.open("utf-8"));
    int count = 70_000;
    String spaces = " ".repeat(count);
    assertArrayEquals(
        new int[] {0, 1, count + 1, count + 2}, mecab.boundaries("猫" + spaces + "犬" + spaces));
    assertArrayEquals(new int[0], mecab.boundaries(spaces));
    int[] places = mecab.boundaries("ア".repeat(count));
    assertEquals(count, places[places.length - 1]);
    int end = 0;
    for (int i = 0; i < places.length; i += 2) {
      assertEquals(end, places[i]);
      end = places[i + 1];
      assertTrue(end - places[i] <= 25, "the largest group");
    }
  }

  @Test
  void threadsShareIt() throws Exception {
    Mecab mecab = Mecab.of(TinyDictionary.open("utf-8"));
    List<TinyDictionary.Case> cases = TinyDictionary.cases();
    Callable<List<List<MecabWord>>> all =
        () -> cases.stream().map(one -> mecab.words(one.text())).toList();
    List<List<MecabWord>> expected = all.call();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var found = new ArrayList<Future<List<List<MecabWord>>>>();
      for (int i = 0; i < 8; i++) {
        found.add(threads.submit(all));
      }
      for (Future<List<List<MecabWord>>> one : found) {
        assertEquals(expected, one.get());
      }
    }
  }
}
