package org.mekiki.report.wording;

import java.util.Locale;
import java.util.Set;

/** Words that carry little meaning by themselves, and punctuation: they do not lead a list. */
public final class FunctionWords {
  private static final Set<String> ENGLISH =
      Set.of(
          "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with",
          "as", "is", "are", "was", "were", "be", "been", "being", "am", "it", "its", "this",
          "that", "these", "those", "i", "you", "he", "she", "we", "they", "them", "his", "her",
          "their", "our", "my", "your", "me", "him", "us", "has", "have", "had", "do", "does",
          "did", "will", "would", "which", "who", "whom", "there", "here", "'s", "s", "'t", "t");

  private static final Set<String> JAPANESE =
      Set.of(
          "は", "が", "を", "に", "へ", "と", "で", "も", "の", "や", "から", "まで", "より", "です", "ます", "だ", "た",
          "て", "し", "な");

  private FunctionWords() {}

  /** Whether nothing of it is a letter or a digit. */
  public static boolean isPunctuation(String text) {
    return text.codePoints().noneMatch(FunctionWords::isReadable);
  }

  /** Emoji and other symbols say something; marks between words do not. */
  private static boolean isReadable(int character) {
    int type = Character.getType(character);
    return Character.isLetterOrDigit(character)
        || type == Character.OTHER_SYMBOL
        || type == Character.CURRENCY_SYMBOL;
  }

  /** Whether a list of what matters does better without it at its head. */
  static boolean isWeak(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return isPunctuation(word) || ENGLISH.contains(word) || JAPANESE.contains(word);
  }
}
