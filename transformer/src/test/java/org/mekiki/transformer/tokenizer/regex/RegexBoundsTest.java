package org.mekiki.transformer.tokenizer.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no pattern and no text can break: time in proportion, counted in steps; bounded memory; no
 * stack; an end when told so. The limit on seconds is only there for what would never end.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RegexBoundsTest {
  private static final int SIZE = 2400;

  /** Texts, by a length, that make much of repeated letters. */
  private static final List<String> TEXTS = List.of("a", "ab", "aab", "aé b\n", "b");

  private static int[] text(String unit, int size, String end) {
    String text = unit.repeat(size / unit.length() + 1).substring(0, size) + end;
    return text.codePoints().toArray();
  }

  /** The steps of finding all matches; patience 0 remembers from the first step. */
  private static long steps(Regex regex, int[] text, long patience) {
    var matcher =
        new Matcher(regex, text, text.length, () -> false, patience, Matcher.LARGEST_MEMORY);
    int previous = -1;
    for (int at = matcher.next(0); at <= text.length; ) {
      int end = matcher.match(at);
      if (end < 0 || end == at && end == previous) {
        at = matcher.next(at + 1);
      } else {
        previous = end;
        at = matcher.next(end);
      }
    }
    return matcher.steps();
  }

  private static void assertProportional(String pattern, String unit, String end) {
    Regex regex = Regex.compile(pattern);
    long once = steps(regex, text(unit, SIZE, end), 0);
    long twice = steps(regex, text(unit, 2 * SIZE, end), 0);
    assertTrue(
        twice <= 2.2 * once + 200,
        () -> "%s on \"%s\": %d steps, then %d".formatted(pattern, unit, once, twice));
    long most = 4L * regex.size() * (2 * SIZE + 1);
    assertTrue(twice <= most, () -> "%s on \"%s\": %d of %d".formatted(pattern, unit, twice, most));
    long patience = (long) Matcher.PATIENCE * (2 * SIZE + 64);
    long patient = steps(regex, text(unit, 2 * SIZE, end), patience);
    assertTrue(
        patient <= most + patience + Matcher.STEPS_BETWEEN_CHECKS,
        () -> "%s on \"%s\": %d of %d".formatted(pattern, unit, patient, most + patience));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a++b",
        "(?>a+)b",
        "(?>a*?b)c",
        "(?>(?:a|ab)+)c",
        "(?:(?>a+)+)+b",
        "(?>(?>(?>a+)+)+)+b",
        "(?=a*b)a",
        "(?!a*b)a",
        "(?=.*b)(?=.*c)a",
        "a(?=(?:aa)*$)",
        "(?=(?=(?=a*)a*)a*)b",
        "(?<=(?=a*b)a)a",
        "(?<!(?!a*b)a)a",
        "(?:a*)*b",
        "(?:a*)+b",
        "(?:a|)*b",
        "(?:|a)*b",
        "(?:(?:(?:a*)*)*)*b",
        "(?:(?:a*b*)*c*)*d",
        "(?:(?:a?b?)*?c?)*?d",
        "(?:a?){50}a{50}b",
        "(?:a?){50}+b",
        "(?:a*){20}b",
        "(?:a|b|ab)*c",
        "(?:a|a|a|a|a|a|a|a)aaaaaaaaaaaaaaaab",
        "(?:(?:a|b)(?:a|b)?)*?c",
        "(?:^|a)+b",
        "(?:\\b|a)*b",
        "(?:a+){1,}b",
        "\\d+(?=(?:\\d{3})*\\b)|a+(?=(?:aaa)*\\b)",
        "\\s+$|\\s*[\\r\\n]+|a+$b",
        "a?a?a?a?a?a?a?a?aaaaaaaab",
        "(?i)(?:a|[a])*+b",
        "(?<=aaaaaaaaaaaaaaaaaaaa)b",
        ".*?b.*?c",
        "(.*)(.*)(.*)c",
        "(?:.*a){10}c",
        "[^b]*b[^c]*c"
      })
  void timeIsInProportionToTheText(String pattern) {
    for (String unit : TEXTS) {
      assertProportional(pattern, unit, "");
      assertProportional(pattern, unit, "b");
      assertProportional(pattern, unit, "\n");
    }
  }

  @Test
  void timeIsInProportionForRandomPatterns() {
    var patterns = new RandomPatterns(11);
    for (int i = 0; i < 800; i++) {
      String pattern = patterns.next() + (i % 2 == 0 ? "" : patterns.next() + "c");
      assertProportional(pattern, TEXTS.get(i % TEXTS.size()), i % 3 == 0 ? "" : "c");
    }
  }

  private static Regex compiled(String pattern) {
    return Regex.compile(pattern);
  }

  private static boolean finds(String pattern, String text) {
    return compiled(pattern).search(text).find();
  }

  /** A thread whose stack is as small as can be. */
  private static void onSmallStack(Runnable work) throws InterruptedException {
    var failure = new Throwable[1];
    var thread = new Thread(null, work, "small stack", 1 << 17);
    thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
    thread.start();
    thread.join();
    if (failure[0] != null) {
      throw new AssertionError(failure[0]);
    }
  }

  @Test
  void depthOfPatternsTakesNoStack() throws InterruptedException {
    int many = 5000;
    onSmallStack(
        () -> {
          assertTrue(finds("a" + "*".repeat(many), "b"));
          assertTrue(finds("a" + "*+".repeat(many), "b"));
          assertTrue(finds("(?i)" + "[".repeat(many) + "a" + "]".repeat(many), "A"));
          assertTrue(finds("[^".repeat(many) + "a" + "]".repeat(many), "a"));
          assertTrue(finds("[a&&".repeat(many) + "[a]" + "]".repeat(many), "a"));
          assertTrue(finds("(".repeat(many) + "a" + ")".repeat(many), "a"));
          assertTrue(finds("(?i)(?-i)".repeat(many) + "a", "a"));
          assertTrue(finds("(?>".repeat(many) + "a*b" + ")".repeat(many), "ab"));
          assertTrue(finds("(?=".repeat(many) + "a*b" + ")".repeat(many), "ab"));
          assertFalse(finds("\\A" + "(?!".repeat(many + 1) + "a*b" + ")".repeat(many + 1), "ab"));
          assertTrue(finds("(?<=".repeat(many) + "a" + ")".repeat(many), "a"));
          assertTrue(finds("(?:a|".repeat(many) + "b" + ")".repeat(many), "b"));
          assertTrue(finds("(?:a".repeat(many) + ")*".repeat(many), "b"));
        });
  }

  @Test
  void longTextsTakeNoStack() throws InterruptedException {
    String letters = "ab".repeat(100_000);
    onSmallStack(
        () -> {
          assertFalse(finds("(?:a|b)*c", letters));
          assertFalse(finds("(?:(?=a*b)a|(?>b))*c", letters));
          assertTrue(finds("^(?:(?:a|b)*?)*$", letters));
        });
  }

  @Test
  void manyMembersAreTold() {
    var members = new StringBuilder();
    for (int c = 0x4E00; c < 0x4E00 + 20_000; c += 2) {
      members.appendCodePoint(c).append(c % 100 == 0 ? "\\p{Lu}[x]" : "");
    }
    assertTrue(finds("^(?i)[" + members + "]+$", "XA\u4E00\u4E02"));
    assertFalse(finds("[" + members + "]", "\u4E01a1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:(?:a{100}){100}){100}",
        "(?:(?:(?:a?){1000})*){1000}",
        "(?:(?:|a){900}){900}",
        "(?>(?>a{300}){300}){300}",
        "(?:[\\p{Lu}&&[^\\p{Ll}]]{1000}){50}",
        "(?<=(?:a{900}){900})b"
      })
  void whatIsTooLargeIsRefused(String pattern) {
    var thrown = assertThrows(RegexSyntaxException.class, () -> compiled(pattern));
    assertTrue(thrown.getMessage().contains("is too large"), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count());
  }

  /** Loops in loops need a number for each around them. */
  @Test
  void depthOfEmptyLoopsIsBounded() {
    String loops = "(?:".repeat(5000) + "a" + "?b?)*".repeat(5000);
    var thrown = assertThrows(RegexSyntaxException.class, () -> compiled(loops));
    assertTrue(thrown.getMessage().contains("is too large"), thrown.getMessage());
    assertTrue(thrown.getMessage().length() < 400, thrown.getMessage());
  }

  @Test
  void sizesAreBoundedAndToBeAskedFor() {
    assertTrue(compiled("a{1000}").size() >= 1000);
    assertTrue(compiled("(?:a{1000}){60}").size() <= 65_536);
    assertEquals(2, compiled("a").size());
  }

  @Test
  void productsAreBounded() {
    Regex regex = compiled("(?:a{1000}){60}");
    int[] text = new int[200_000];
    var thrown =
        assertThrows(RegexLimitException.class, () -> regex.find(text, text.length, (_, _) -> {}));
    assertTrue(
        thrown
            .getMessage()
            .matches(
                "the pattern \".*\" takes up to \\d+ steps for a character, which is too many for a"
                    + " text of 200000 characters: at most 8589934592 in all are allowed"),
        thrown.getMessage());
    regex.find(text, 1000, (_, _) -> {});
  }

  /** Of the stack, with the first patience, and of what is remembered. */
  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void memoryIsBounded(long patience) {
    int[] text = text("a", 200_000, "");
    var matcher =
        new Matcher(compiled("(?:a|b)*c"), text, text.length, () -> false, patience, 1 << 20);
    var thrown = assertThrows(RegexLimitException.class, () -> matcher.match(0));
    assertEquals(
        "the pattern \"(?:a|b)*c\" leaves more ways open in a text of 200000 characters than can be"
            + " remembered",
        thrown.getMessage());
  }

  @Test
  void searchesEndWhenToldSo() {
    var asked = new AtomicInteger();
    var search =
        compiled("(?:a|b)*+(?:a|a)*c")
            .search("ab".repeat(500_000), () -> asked.incrementAndGet() == 3);
    assertThrows(RegexStoppedException.class, search::find);
    assertEquals(3, asked.get());
    assertTrue(search.steps() <= 4L * Matcher.STEPS_BETWEEN_CHECKS, "" + search.steps());
  }

  @Test
  void searchesEndWhenTheirThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      int[] text = text("a", 500_000, "");
      assertThrows(
          RegexStoppedException.class,
          () -> compiled("(?:a|a)*b").find(text, text.length, (_, _) -> {}));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }
}
