package org.mekiki.transformer.tokenizer.regex;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;

/**
 * A regular expression and, behind the first line feed, a text. All matches are found, in the steps
 * that are promised.
 */
public final class RegexTarget implements FuzzTarget {
  /** Steps for each instruction and code point, and for code points before there is a memory. */
  private static final long FACTOR = 8;

  /** Size of the program times length of the text: seconds, where all steps are needed. */
  private static final long MOST_WORK = 1L << 26;

  @Override
  public String name() {
    return "regex";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(RegexSyntaxException.class, RegexLimitException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "(?:",
        "(?i)",
        "(?>",
        "(?=",
        "(?!",
        "(?<=",
        "(?<!",
        ")*",
        ")+",
        "++",
        "*?",
        "{2,1000}",
        "|",
        "[^",
        "&&",
        "[[:alpha:]]",
        "\\p{L}",
        "\\p{^Lu}",
        "\\X",
        "\\R",
        "\\G",
        "\\b",
        "\\A",
        "\\z",
        "\\x{10FFFF}",
        "(?m:",
        "(?x) #",
        "a\n",
        "aaaaaaaaaaaaaaaaaaaaaaaa");
  }

  /** The classes of Unicode are tables of their own size; ways and memory go up to 512 MB. */
  @Override
  public long memory(int length) {
    return (1L << 30) + 65_536L * length;
  }

  @Override
  public void run(byte[] input, Path folder) {
    String all = new String(input, StandardCharsets.UTF_8);
    int end = all.indexOf('\n');
    Regex regex = Regex.compile(end < 0 ? all : all.substring(0, end));
    String text = end < 0 ? "a fine film, aaaaaaaa 123" : all.substring(end + 1);
    text = text.substring(0, (int) Math.min(text.length(), MOST_WORK / (regex.size() + 1)));
    RegexSearch search = regex.search(text);
    int last = 0;
    while (search.find()) {
      if (search.start() < last || search.end() < search.start() || search.end() > text.length()) {
        throw new AssertionError("a match from %d to %d".formatted(search.start(), search.end()));
      }
      last = search.end();
    }
    long most = FACTOR * (regex.size() + Matcher.PATIENCE) * (text.length() + 64L);
    if (search.steps() > most) {
      throw new AssertionError(
          "%d steps, more than %d, for a program of %d and a text of %d"
              .formatted(search.steps(), most, regex.size(), text.length()));
    }
  }
}
