package org.mekiki.cli.audit.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds words of a list in texts: whole words, in upper or lower case. Where several begin at a
 * place the longest is found. Scripts that write no spaces between words have no boundaries to ask
 * for: there a word is found wherever it stands.
 */
public final class WordMatcher {
  private static final String IN_WORD = "[\\p{L}\\p{M}\\p{N}_]";
  private static final List<Character.UnicodeScript> WITHOUT_SPACES =
      List.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  private final List<String> words;
  private final int[] order;
  private final Pattern pattern;

  /**
   * A word of the list in a text.
   *
   * @param word its number in the list
   * @param start first UTF-16 index
   * @param end index after the last
   */
  public record Match(int word, int start, int end) {}

  /**
   * Of some words.
   *
   * @param words none blank; inside of a word of several, any white space stands for any other
   */
  public WordMatcher(List<String> words) {
    this.words = List.copyOf(words);
    if (words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a list of words needs words, none of them blank");
    }
    order =
        IntStream.range(0, words.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -this.words.get(i).length()))
            .mapToInt(i -> i)
            .toArray();
    var alternatives = new StringBuilder();
    for (int i : order) {
      alternatives
          .append(alternatives.isEmpty() ? "" : "|")
          .append('(')
          .append(expression(this.words.get(i).strip()))
          .append(')');
    }
    pattern =
        Pattern.compile(alternatives.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** {@return the list, as it was given} */
  public List<String> words() {
    return words;
  }

  /**
   * {@return every match, in the text's order, none inside of another}
   *
   * @param text the text
   */
  public List<Match> find(String text) {
    var found = new ArrayList<Match>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int group = 1;
      while (matcher.start(group) < 0) {
        group++;
      }
      found.add(new Match(order[group - 1], matcher.start(), matcher.end()));
    }
    return found;
  }

  private static String expression(String word) {
    var quoted = new StringBuilder();
    for (String part : word.split("\\s+", -1)) {
      quoted.append(quoted.isEmpty() ? "" : "\\s+").append(Pattern.quote(part));
    }
    return (bounded(word.codePointAt(0)) ? "(?<!" + IN_WORD + ")" : "")
        + quoted
        + (bounded(word.codePointBefore(word.length())) ? "(?!" + IN_WORD + ")" : "");
  }

  private static boolean bounded(int character) {
    return Character.isLetterOrDigit(character)
        && !WITHOUT_SPACES.contains(Character.UnicodeScript.of(character));
  }
}
