package org.mekiki.sig.text;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people see as one word although a tokenizer parts it: don't, half-baked, 1,000.50, an
 * address, an emoji of several characters. Letters of scripts without spaces between words do not
 * make words by themselves here: those are the tokenizer's.
 */
final class SeenWords {
  private static final String LETTER =
      "[[\\p{L}\\p{M}\\p{N}]&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]]";

  private static final Pattern JOINED =
      Pattern.compile(
          String.join(
              "|",
              // Addresses, without the mark that ends the sentence.
              "(?:https?://|www\\.)[^\\s<>\"]*[^\\s<>\"'.,;:!?)\\]}]",
              LETTER + "[" + "\\p{L}\\p{N}._%+-]*@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+",
              // 1,000.50 and 10:30.
              "\\p{N}+(?:[.,:]\\p{N}+)+",
              LETTER + "+(?:['’\\-‐‑]" + LETTER + "+)+"));

  private final int[] numbers;

  private SeenWords(int[] numbers) {
    this.numbers = numbers;
  }

  /** The words of a text. */
  static SeenWords of(String text) {
    int[] numbers = new int[text.length()];
    Arrays.fill(numbers, -1);
    int next = 0;
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int start = characters.first();
    for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
      if (end - start > 1) {
        Arrays.fill(numbers, start, end, next++);
      }
      start = end;
    }
    Matcher joined = JOINED.matcher(text);
    while (joined.find()) {
      Arrays.fill(numbers, joined.start(), joined.end(), next++);
    }
    return new SeenWords(numbers);
  }

  /** Whether what ends at one place and what begins at another are of one word. */
  boolean joins(int end, int start) {
    return end > 0
        && start < numbers.length
        && numbers[end - 1] >= 0
        && numbers[end - 1] == numbers[start];
  }
}
