package org.mekiki.sig.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.Interruption;

/** Ways to say which phrases of a text are attributed as wholes. */
public final class Phrases {
  /** Spans that a text may have where all are asked for. */
  public static final int MOST_SPANS = 200_000;

  private Phrases() {}

  /** Finds phrases in a text. */
  @FunctionalInterface
  public interface Source {
    /**
     * The phrases, in the text's order.
     *
     * @param text the text's tokens
     * @return the parts; none where the text has none and the source does not insist on one
     * @throws IllegalArgumentException if the text has not what is looked for
     */
    List<TextPart> find(EncodedText text);
  }

  /**
   * The part of the text between two places, counted in UTF-16 indices; a token belongs to it if it
   * shares a character with it.
   *
   * @param start first UTF-16 index in the text, from 0
   * @param end index after the last
   * @return a source of one part; it refuses a text that has not these places, or no token at them
   */
  public static Source between(int start, int end) {
    return text -> {
      if (start < 0 || start >= end || end > text.text().length()) {
        throw new IllegalArgumentException(
            "the phrase %d:%d lies outside the text, which has the positions 0 to %d"
                .formatted(start, end, text.text().length()));
      }
      return List.of(
          TextPart.between(text, 0, start, end)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the phrase %d:%d contains no word that the model reads"
                              .formatted(start, end))));
    };
  }

  /**
   * Every place, in the text or the second text, where these characters stand.
   *
   * @param phrase what is looked for, letter by letter as it is written; may cross words
   * @return a source of one part a place, which may overlap; it refuses a text without any
   */
  public static Source occurrences(String phrase) {
    return text -> {
      var found = new ArrayList<TextPart>();
      addOccurrences(text, 0, text.text(), phrase, found);
      if (text.pair() != null) {
        addOccurrences(text, 1, text.pair(), phrase, found);
      }
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "the phrase \"%s\" does not occur in the text that the model reads".formatted(phrase));
      }
      return found;
    };
  }

  private static void addOccurrences(
      EncodedText text, int sequence, String string, String phrase, List<TextPart> found) {
    if (phrase.isEmpty()) {
      return;
    }
    for (int at = string.indexOf(phrase); at >= 0; at = string.indexOf(phrase, at + 1)) {
      Interruption.checkCaller();
      TextPart.between(text, sequence, at, at + phrase.length()).ifPresent(found::add);
    }
  }

  /**
   * All spans of 2 to {@code words} neighbouring words of one sequence.
   *
   * @param words the most words of a span
   * @return a source of spans of neighbouring words; it refuses a text that has more than {@value
   *     #MOST_SPANS} of them
   * @throws IllegalArgumentException for less than 2
   */
  public static Source upTo(int words) {
    if (words < 2) {
      throw new IllegalArgumentException("phrases have at least 2 words, got " + words);
    }
    return text -> {
      var spans = new ArrayList<TextPart>();
      List<List<TextPart>> sequences = bySequence(TextPart.words(text));
      requireFew(sequences, words);
      for (List<TextPart> sequence : sequences) {
        for (int first = 0; first < sequence.size(); first++) {
          for (int last = first + 2; last <= Math.min(sequence.size(), first + words); last++) {
            Interruption.checkCaller();
            spans.add(TextPart.ofWords(sequence.subList(first, last)));
          }
        }
      }
      return spans;
    };
  }

  /** Counts before it makes any. */
  private static void requireFew(List<List<TextPart>> sequences, int words) {
    long spans = 0;
    for (List<TextPart> sequence : sequences) {
      long size = sequence.size();
      long longest = Math.min(words, size);
      // Of k words there are size − k + 1 spans, k from 2 on.
      spans += longest < 2 ? 0 : (longest - 1) * (2 * size - longest) / 2;
    }
    if (spans > MOST_SPANS) {
      throw new IllegalArgumentException(
          "all spans of 2 to %d words of this text are %d phrases, and at most %d can be scored; ask for shorter ones"
              .formatted(words, spans, MOST_SPANS));
    }
  }

  private static List<List<TextPart>> bySequence(List<TextPart> words) {
    return List.copyOf(
        words.stream()
            .collect(
                Collectors.groupingBy(
                    TextPart::sequence, java.util.TreeMap::new, Collectors.toList()))
            .values());
  }

  /**
   * {@return a source of the sentences, as the JDK's language-neutral rules cut them, and behind 。,
   * ! and ? with the quotes and brackets that close there where no space follows}
   */
  public static Source sentences() {
    return text -> {
      var sentences = new ArrayList<TextPart>();
      addSentences(text, 0, text.text(), sentences);
      if (text.pair() != null) {
        addSentences(text, 1, text.pair(), sentences);
      }
      return sentences;
    };
  }

  private static void addSentences(
      EncodedText text, int sequence, String string, List<TextPart> sentences) {
    int start = 0;
    for (int end : SentenceBreaks.of(string)) {
      Interruption.checkCaller();
      int last = start + string.substring(start, end).stripTrailing().length();
      TextPart.between(text, sequence, start, last).ifPresent(sentences::add);
      start = end;
    }
  }

  /**
   * {@return the phrases of several sources; a part that more than one finds counts once}
   *
   * @param sources where to look
   * @param text the text
   */
  public static List<TextPart> all(List<Source> sources, EncodedText text) {
    Function<Source, List<TextPart>> find =
        source -> {
          Interruption.checkCaller();
          return source.find(text);
        };
    return sources.stream().map(find).flatMap(List::stream).distinct().toList();
  }
}
