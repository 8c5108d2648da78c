package org.mekiki.cli.choice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mekiki.cli.console.UserException;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextPart;

/** Finds places in a text that a user names. Characters are Unicode code points. */
public final class Place {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");

  private Place() {}

  /**
   * The first token of what is meant: a token by its number, the word at some characters, or the
   * word that is written.
   *
   * @param option that names it, for messages
   */
  public static int token(String option, EncodedText text, String place) {
    if (place.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(place);
      if (number >= text.size()) {
        throw new UserException(
            "%s %s: there is no such token; the text has those from 0 to %d"
                .formatted(option, place, text.size() - 1));
      }
      return number;
    }
    Optional<TextPart> range = range(option, text, place);
    return range.orElseGet(() -> word(option, text, place)).tokens().row(0);
  }

  /**
   * The part of the text that is meant: some characters, the word or words that are written, or the
   * word of a token by its number.
   *
   * @param option that names it, for messages
   */
  public static TextPart part(String option, EncodedText text, String place) {
    if (!place.matches("[0-9]{1,9}")) {
      return range(option, text, place).orElseGet(() -> word(option, text, place));
    }
    int token = token(option, text, place);
    return TextPart.words(text).stream()
        .filter(part -> part.tokens().position(token) >= 0)
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "%s %s: the token belongs to no word of the text".formatted(option, place)));
  }

  /**
   * The part of the text between two characters.
   *
   * @return empty where the place is not written as START:END
   */
  static Optional<TextPart> range(String option, EncodedText text, String place) {
    Matcher range = RANGE.matcher(place);
    return range.matches()
        ? Optional.of(
            between(
                option, text, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))))
        : Optional.empty();
  }

  private static TextPart between(String option, EncodedText text, int start, int end) {
    int characters = text.text().codePointCount(0, text.text().length());
    if (start >= end || end > characters) {
      throw new UserException(
          start >= end
              ? "%s %d:%d is empty; the end must come after the start".formatted(option, start, end)
              : "%s %d:%d lies outside the text, which has %d characters"
                  .formatted(option, start, end, characters));
    }
    int from = text.text().offsetByCodePoints(0, start);
    int to = text.text().offsetByCodePoints(0, end);
    return TextPart.between(text, 0, from, to)
        .orElseThrow(
            () ->
                new UserException(
                    "%s %d:%d contains no word that the model reads"
                        .formatted(option, start, end)));
  }

  /** The one place where a word or some words stand; whole words before parts of them. */
  static TextPart word(String option, EncodedText text, String word) {
    return word(option, text, word, 0);
  }

  /** The same in the texts from {@code sequence} on. */
  public static TextPart word(String option, EncodedText text, String word, int sequence) {
    if (word.isBlank()) {
      throw new UserException(option + " is empty; give a word of the text");
    }
    List<TextPart> whole =
        TextPart.words(text).stream()
            .filter(part -> part.sequence() >= sequence && part.in(text).strip().equals(word))
            .toList();
    List<TextPart> found =
        whole.isEmpty()
            ? Phrases.occurrences(word).find(text).stream()
                .filter(part -> part.sequence() >= sequence)
                .toList()
            : whole;
    if (found.isEmpty()) {
      throw new UserException(
          "%s: \"%s\" does not occur in the text that the model reads".formatted(option, word));
    }
    if (found.size() > 1) {
      throw new UserException(
          "%s: \"%s\" occurs in %d places; say which by the number of its token: %s"
              .formatted(
                  option,
                  word,
                  found.size(),
                  found.stream()
                      .map(part -> Integer.toString(part.tokens().row(0)))
                      .collect(Collectors.joining(", "))));
    }
    return found.getFirst();
  }

  /** The word that a token is of, or the token's own text where it is of none. */
  public static String wordAt(EncodedText text, int token) {
    return TextPart.words(text).stream()
        .filter(part -> part.tokens().position(token) >= 0)
        .map(part -> part.in(text).strip())
        .findFirst()
        .orElse(text.tokens().get(token).text());
  }
}
