package org.mekiki.transformer.tokenizer.pattern;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.regex.Regex;
import org.mekiki.transformer.tokenizer.regex.RegexSearch;

/**
 * Searches texts for a regular expression of a stranger, on the engine of the tokenizers: in time
 * proportional to the text, with bounded memory and stack, until its thread is interrupted.
 */
public final class TextSearch {
  private final Regex regex;

  private TextSearch(Regex regex) {
    this.regex = regex;
  }

  /**
   * A place of a text.
   *
   * @param start first UTF-16 index
   * @param end index after the last
   */
  public record Match(int start, int end) {}

  /**
   * {@return a search for an expression in upper or lower case}
   *
   * @param regex the expression, of Oniguruma's syntax for Ruby
   * @throws IllegalArgumentException if it is wrong, too large or not supported; one sentence says
   *     which
   */
  public static TextSearch ignoringCase(String regex) {
    return new TextSearch(Regex.compile(regex, Regex.Flag.IGNORE_CASE));
  }

  /**
   * {@return all matches that hold a character, in the text's order, none inside of another}
   *
   * @param text the text
   * @throws IllegalArgumentException if expression and text are too much together; one sentence
   *     says so
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays so
   */
  public List<Match> find(String text) {
    var found = new ArrayList<Match>();
    RegexSearch search = regex.search(text);
    while (search.find()) {
      if (search.end() > search.start()) {
        found.add(new Match(search.start(), search.end()));
      }
    }
    return found;
  }
}
