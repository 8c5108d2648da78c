package org.mekiki.transformer.tokenizer.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oniguruma's dialect, and patterns that other engines run out of time or stack with. */
final class RegexTest {
  /** The matches as {@code text[from,to]} in code points. */
  private static String matches(String pattern, String text) {
    int[] codePoints = text.codePoints().toArray();
    var found = new ArrayList<String>();
    Regex.compile(pattern)
        .find(
            codePoints,
            codePoints.length,
            (from, to) ->
                found.add(
                    "%s[%d,%d]".formatted(new String(codePoints, from, to - from), from, to)));
    return String.join(" ", found);
  }

  private static int count(String pattern, String text) {
    int[] codePoints = text.codePoints().toArray();
    int[] count = {0};
    Regex.compile(pattern).find(codePoints, codePoints.length, (_, _) -> count[0]++);
    return count[0];
  }

  /** Expected values are Oniguruma's own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a*~baac~[0,0] aa[1,3] [4,4]",
        "(a|b)*~abxab~ab[0,2] ab[3,5]",
        "(a*)*b~aab~aab[0,3]",
        "x{2}~xxxxx~xx[0,2] xx[2,4]",
        "a{,2}~aaaa~aa[0,2] aa[2,4]",
        "a{2}+~aaaaa~aaaa[0,4]",
        "a{2,1}~aa~aa[0,2]",
        "a{x~a{x~a{x[0,3]",
        "a+?~aa~a[0,1] a[1,2]",
        "a++a~aaa~``",
        "(?>a|ab)c~abc~``",
        "a?+~aa~a[0,1] a[1,2]",
        "(?<=a|bc)x~ax bcx~x[1,2] x[5,6]",
        "(?<!a)b~ab b~b[3,4]",
        "a(?=b)~aab~a[1,2]",
        "a(?!b)~aab~a[0,1]",
        "a(?i)B|c~ab aC~ab[0,2] aC[3,5]",
        "(?i:'s|'ll)~'S 'Ll 'ſ~'S[0,2] 'Ll[3,6] 'ſ[7,9]",
        "(?i:[^a])~aAb~b[2,3]",
        "(?i)k~\u212A~\u212A[0,1]",
        "[a-z&&[^b]]+~abc~a[0,1] c[2,3]",
        "[]a]~a]~a[0,1] ][1,2]",
        "[[:^alpha:]]~a1~1[1,2]",
        "[[:punct:]]~a.+~.[1,2] +[2,3]",
        "[--a]~-.b~-[0,1] .[1,2]",
        "\\p{^L}~a1~1[1,2]",
        "\\P{L}~a1~1[1,2]",
        "\\p{Greek}~aα~α[1,2]",
        "\\p{Han}+~a你好~你好[1,3]",
        "\\p{InGreek_and_Coptic}~aα~α[1,2]",
        "\\p{Letter}~1é~é[1,2]",
        "\\h~ag~a[0,1]",
        "\\x{61}\\u0062~ab~ab[0,2]",
        "(?<n>a)(?#c)b~ab~ab[0,2]",
        "(?x) a b # c~ab~ab[0,2]",
        "\\w+~a²b~a²b[0,3]",
        "[\\w]+~a²b~a[0,1] b[2,3]",
        "[^\\s\\p{L}]+~a 😀.~😀.[2,4]",
        "\\d{1,3}(?=(?:\\d{3})*\\b)~1234567~1[0,1] 234[1,4] 567[4,7]"
      })
  void matchesAreOnigurumas(String pattern, String text, String expected) {
    assertEquals(expected, matches(pattern, text));
  }

  @Test
  void linesAndEndsAreRubys() {
    assertEquals("[1,1] [3,3] [4,4]", matches("$", "a\nb\n"));
    assertEquals("[0,0] [2,2]", matches("^", "a\nb\n"));
    assertEquals("[1,1] [2,2]", matches("\\Z", "a\n"));
    assertEquals("[2,2]", matches("\\z", "a\n"));
    assertEquals("a[0,1] b[2,3]", matches(".", "a\nb"));
    assertEquals("a\nb[0,3]", matches("(?m).+", "a\nb"));
    assertEquals("\r\n[1,3]", matches("\\R", "a\r\nb"));
    assertEquals("[0,0] [1,1]", matches("\\b", "a."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a)\\1",
        "(",
        ")",
        "[a",
        "[z-a]",
        "\\",
        "*a",
        "a|*",
        "\\p{Foo}",
        "\\p",
        "(?<=a+)b",
        "\\K",
        "\\G",
        "\\X",
        "a{1001}",
        "(?s).",
        "((a{900}){900}){900}",
        "((((){900}){900}){900}){900}",
        "\\x{110000}",
        "\\xC3"
      })
  void whatIsWrongOrNotSupportedIsOneSentence(String pattern) {
    var thrown = assertThrows(RegexSyntaxException.class, () -> Regex.compile(pattern));
    assertTrue(thrown.getMessage().startsWith("the pattern \"" + pattern), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count());
  }

  @Test
  void propertiesAreNamed() {
    var thrown = assertThrows(RegexSyntaxException.class, () -> Regex.compile("a\\p{Foo}"));
    assertEquals(
        "the pattern \"a\\p{Foo}\" uses the property \"Foo\", which is not supported, at character"
            + " 8",
        thrown.getMessage());
  }

  /** On what both understand alike, the JDK's engine is an oracle. */
  @Test
  void randomPatternsMatchLikeTheJdks() {
    var random = new Random(31);
    int found = 0;
    for (int round = 0; round < 4000; round++) {
      String pattern = pattern(random, 3);
      Pattern oracle = Pattern.compile(pattern);
      for (int i = 0; i < 5; i++) {
        String text =
            random
                .ints(random.nextInt(10), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var expected = new ArrayList<String>();
        var matcher = oracle.matcher(text);
        int previous = -1;
        while (matcher.find()) {
          // The JDK allows an empty match at the end of another.
          if (matcher.end() > matcher.start() || matcher.start() != previous) {
            expected.add("%s[%d,%d]".formatted(matcher.group(), matcher.start(), matcher.end()));
          }
          previous = matcher.end();
        }
        assertEquals(String.join(" ", expected), matches(pattern, text), pattern + " in " + text);
        found += expected.size();
      }
    }
    assertTrue(found > 10_000, "only " + found);
  }

  /** Loops have bodies of at least one letter: empty rounds are left differently. */
  private static String pattern(Random random, int depth) {
    if (depth == 0) {
      return List.of("a", "b", "c", "[ab]", "[^a]", ".").get(random.nextInt(6));
    }
    String one = pattern(random, depth - 1);
    String other = pattern(random, depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "(?:" + one + "|" + other + ")";
      case 1 -> "(?:" + pattern(random, 0) + other + ")*" + one;
      case 2 -> "(?:" + pattern(random, 0) + one + ")?";
      case 3 -> "(?:" + pattern(random, 0) + "){1,2}";
      case 4 -> "(?=" + one + ")" + other;
      case 5 -> "(?!" + one + ")" + other;
      case 6 -> "(?>" + one + ")";
      case 7 -> "(?:" + pattern(random, 0) + one + ")+?";
      default -> one + other;
    };
  }

  @Test
  void noPatternRunsOutOfTimeOrStack() {
    String letters = "a".repeat(100_000);
    assertEquals(0, count("(?:a|a)*b", letters));
    assertEquals(0, count("(?:a*)*b", letters.substring(0, 20_000)));
    assertEquals(0, count("(?:a+)+$x", letters));
    assertEquals(1, count("(?:a|b)*", letters + "x") - 1);
    assertEquals(33_334, count("\\d{1,3}(?=(?:\\d{3})*\\b)", "1".repeat(100_000)));
    assertEquals(100_000, count("a(?=a*)", letters));
    assertEquals(0, count("a(?!a*)", letters));
  }
}
