package org.mekiki.cli.audit.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts words in the place of others, all at once, as a probe for what the model makes of them. */
public final class Substitution {
  private final WordMatcher matcher;
  private final List<String> instead;

  /**
   * A text after the substitution.
   *
   * @param text the new text
   * @param before places of the words that were taken out, in the old text
   * @param after places of the words that stand there instead, in the new text
   */
  public record Substituted(String text, List<Place> before, List<Place> after) {}

  /**
   * A substitution of some words.
   *
   * @param words what is put in the place of each word; the words none blank, in upper or lower
   *     case
   * @throws IllegalArgumentException if there is no word, or a blank one
   */
  public Substitution(Map<String, String> words) {
    var from = new ArrayList<String>();
    instead = new ArrayList<>();
    words.forEach(
        (word, other) -> {
          from.add(word);
          instead.add(other);
        });
    matcher = new WordMatcher(from);
  }

  /**
   * Substitutes; empty where the text holds none of the words.
   *
   * @param text the text
   * @param sequence of the text, for the places
   * @return the new text, whose words keep the case of those they replace
   */
  public Optional<Substituted> in(String text, int sequence) {
    List<WordMatcher.Match> matches = matcher.find(text);
    if (matches.isEmpty()) {
      return Optional.empty();
    }
    var out = new StringBuilder();
    var before = new ArrayList<Place>();
    var after = new ArrayList<Place>();
    int done = 0;
    for (WordMatcher.Match match : matches) {
      out.append(text, done, match.start());
      int start = out.length();
      String listed = matcher.words().get(match.word());
      String found = text.substring(match.start(), match.end());
      out.append(LetterCase.like(found, listed, instead.get(match.word())));
      before.add(new Place(sequence, match.start(), match.end()));
      after.add(new Place(sequence, start, out.length()));
      done = match.end();
    }
    out.append(text, done, text.length());
    return Optional.of(new Substituted(out.toString(), before, after));
  }

  /** The words and what is put in their place. */
  @Override
  public String toString() {
    return IntStream.range(0, instead.size())
        .mapToObj(i -> matcher.words().get(i) + " → " + instead.get(i))
        .collect(Collectors.joining(", "));
  }
}
