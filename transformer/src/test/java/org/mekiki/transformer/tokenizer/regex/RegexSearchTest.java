package org.mekiki.transformer.tokenizer.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searches of strings, match after match. */
final class RegexSearchTest {
  private static String next(RegexSearch search) {
    return search.find() ? search.start() + "-" + search.end() : "none";
  }

  @Test
  void indicesAreThoseOfTheString() {
    var search = Regex.compile("b|😀+").search("a😀😀b\uD800b");
    assertEquals("1-5", next(search));
    assertEquals("5-6", next(search));
    assertEquals("7-8", next(search));
    assertEquals("none", next(search));
    assertEquals("none", next(search));
    assertThrows(IllegalStateException.class, search::start);
    assertThrows(IllegalStateException.class, search::end);
  }

  @Test
  void searchesBeginAnywhereAndLookBack() {
    var search = Regex.compile("(?<=a)b|^").search("ab ab");
    assertTrue(search.find(1));
    assertEquals(1, search.start());
    assertEquals("4-5", next(search));
    assertTrue(search.find(0));
    assertEquals(0, search.end());
    assertTrue(search.find(4));
    assertEquals(4, search.start());
    assertFalse(search.find(5));
    assertThrows(IndexOutOfBoundsException.class, () -> search.find(6));
    assertThrows(IndexOutOfBoundsException.class, () -> search.find(-1));
  }

  /** From within a pair of surrogates the next character is the first. */
  @Test
  void searchesBeginAtCharacters() {
    var search = Regex.compile(".").search("😀b");
    assertTrue(search.find(1));
    assertEquals(2, search.start());
  }

  @Test
  void emptyMatchesAreFoundOnceAndNotBehindOthers() {
    var search = Regex.compile("a*").search("baa");
    assertEquals("0-0", next(search));
    assertEquals("1-3", next(search));
    assertEquals("none", next(search));
  }

  @Test
  void flagsHoldFromTheStart() {
    assertEquals("0-2", next(Regex.compile("aB", Regex.Flag.IGNORE_CASE).search("Ab")));
    assertEquals("0-1", next(Regex.compile(".", Regex.Flag.DOT_MATCHES_ALL).search("\n")));
    var regex = Regex.compile("a b*  # c", Regex.Flag.EXTENDED, Regex.Flag.IGNORE_CASE);
    assertEquals("0-3", next(regex.search("ABb")));
    assertEquals(Set.of(Regex.Flag.EXTENDED, Regex.Flag.IGNORE_CASE), regex.flags());
    assertEquals("none", next(Regex.compile("(?-i)a", Regex.Flag.IGNORE_CASE).search("A")));
  }
}
