package org.mekiki.transformer.tokenizer.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine against plain definitions, on patterns and texts made by chance. */
final class RegexReferenceTest {
  private static final int PATTERNS = 6000;
  private static final int TEXTS = 5;

  /** With states remembered from the first step, and only after much patience. */
  @Test
  void matchesAreThoseOfPlainBacktracking() {
    var patterns = new RandomPatterns(20261129);
    int compared = 0;
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      String pattern = patterns.next();
      for (int j = 0; j < TEXTS; j++) {
        int matches = compare(pattern, patterns.text(9));
        compared += matches < 0 ? 0 : 1;
        found += Math.max(0, matches);
      }
    }
    assertTrue(compared > 29_500 && found > 60_000, compared + " " + found);
  }

  /** What becomes of a state depends on the loops around that took nothing in this round. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "(?:(?:|a?)b*)*$; aaaaa",
        "(?:(?:b*|a?\\B))*$; baabb",
        "(?:(?:\\b|)(?:a?|b*)*)*a; aaabaaa",
        "(?:(?:|a?)(?:(?=b)|\\B)*?)*$; bbaaa",
        "(?:(?:|a?|(?!a)(?<=a)))*b; baaaab",
        "(?:(?:(?=b)|(?<=a)|ab)(?:b*|a)){3,}a; bbbbbaa",
        "(?:(?:b*|\\b|b)|(?:\\b|ab){3}|aa)*b; baaaab"
      })
  void roundsOfNothingAreStatesOfTheirOwn(String pattern, String text) {
    assertTrue(compare(pattern, text) > 0);
  }

  /** The number of places where a match begins, −1 if that takes the reference too long. */
  private static int compare(String pattern, String text) {
    Regex regex = Regex.compile(pattern);
    Node tree = new Parser(new PatternReader(pattern), false, false, false).parse();
    int[] codePoints = text.codePoints().toArray();
    List<Integer> expected;
    try {
      expected = ends(new ReferenceMatcher(tree, codePoints)::match, codePoints.length);
    } catch (ReferenceMatcher.TooLongException _) {
      return -1;
    }
    for (long patience : new long[] {0, 7, Long.MAX_VALUE}) {
      var matcher =
          new Matcher(regex, codePoints, codePoints.length, () -> false, patience, 1 << 20);
      assertEquals(
          expected,
          ends(matcher::match, codePoints.length),
          () -> "%s in \"%s\", patience %d".formatted(pattern, text, patience));
    }
    return (int) expected.stream().filter(end -> end >= 0).count();
  }

  private interface Match {
    int end(int at);
  }

  /** The ends of the matches from all places; backwards and forwards, as a search may ask. */
  private static List<Integer> ends(Match match, int size) {
    var ends = new ArrayList<Integer>();
    for (int at = 0; at <= size; at++) {
      ends.add(match.end(at));
    }
    for (int at = size; at >= 0; at--) {
      assertEquals(ends.get(at), match.end(at));
    }
    return ends;
  }

  /** What a match can begin with is skipped to; nothing may be lost by it. */
  @Test
  void searchesFindWhatMatches() {
    var patterns = new RandomPatterns(7);
    for (int i = 0; i < PATTERNS; i++) {
      Regex regex = Regex.compile(patterns.next());
      String text = patterns.text(12);
      int[] codePoints = text.codePoints().toArray();
      var matcher = new Matcher(regex, codePoints, codePoints.length, () -> false, 1000, 1 << 20);
      var expected = new ArrayList<String>();
      int previous = -1;
      for (int at = 0; at <= codePoints.length; ) {
        int end = matcher.match(at);
        if (end < 0 || end == at && end == previous) {
          at++;
        } else {
          expected.add(at + "-" + end);
          previous = end;
          at = end;
        }
      }
      var found = new ArrayList<String>();
      regex.find(codePoints, codePoints.length, (from, to) -> found.add(from + "-" + to));
      assertEquals(expected, found, () -> regex + " in " + text);
    }
  }

  /** Sets are made as text and as bits at the same time. */
  @Test
  void setsHoldTheirMembers() {
    var random = new Random(99);
    for (int round = 0; round < 1000; round++) {
      var bits = new BitSet();
      String set = set(random, 3, bits);
      Regex regex = Regex.compile(set);
      for (int c = 0; c < SIZE; c++) {
        assertEquals(
            bits.get(c),
            regex.search(Character.toString(c)).find(),
            set + " " + Character.getName(c));
      }
    }
  }

  private static final int SIZE = 0x250;

  private static String set(Random random, int depth, BitSet bits) {
    var text = new StringBuilder("[");
    boolean negated = random.nextInt(3) == 0;
    text.append(negated ? "^" : "");
    var part = new BitSet();
    BitSet all = null;
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(5) == 0) {
        text.append("&&");
        all = intersection(all, part);
        part = new BitSet();
      }
      text.append(member(random, depth, part));
    }
    bits.or(intersection(all, part));
    if (negated) {
      bits.flip(0, SIZE);
    }
    return text.append("]").toString();
  }

  private static BitSet intersection(BitSet all, BitSet part) {
    if (all == null) {
      return part;
    }
    all.and(part);
    return all;
  }

  private static String member(Random random, int depth, BitSet part) {
    int from = 'a' + random.nextInt(26) + (random.nextInt(3) == 0 ? 0x180 : 0);
    int to = from + random.nextInt(5);
    switch (random.nextInt(depth > 0 ? 6 : 5)) {
      case 0, 1 -> {
        part.set(from);
        return Character.toString(from);
      }
      case 2, 3 -> {
        part.set(from, to + 1);
        return Character.toString(from) + "-" + Character.toString(to);
      }
      case 4 -> {
        boolean negated = random.nextBoolean();
        for (int c = 0; c < SIZE; c++) {
          if (Character.isLetter(c) != negated) {
            part.set(c);
          }
        }
        return negated ? "\\P{L}" : "\\p{L}";
      }
      default -> {
        var inner = new BitSet();
        String text = set(random, depth - 1, inner);
        part.or(inner);
        return text;
      }
    }
  }
}
