package org.mekiki.cli.wording;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether sentences have a pair, whatever is filled in: found as {@link Catalogue} finds them, with
 * something in each place that is no sentence of its own.
 */
final class SentencesKnown {
  private static final String SOMETHING = String.valueOf(SaidSentences.TEXT);
  private static final String ANY_PLACE = "%(?:\\d+\\$)?[-+,]?\\d*(?:\\.\\d+)?[sSdfg]";
  private static final int DEPTH = 4;

  private final Set<String> whole = new HashSet<>();
  private final List<Template> templates;

  SentencesKnown(Map<String, String> sentences) {
    sentences.keySet().forEach(english -> whole.add(plain(english)));
    templates = Catalogue.templates(sentences);
  }

  /** A sentence with the same mark in all its places, whatever they are for. */
  static String plain(String sentence) {
    return sentence
        .replace(SaidSentences.NUMBER, SaidSentences.TEXT)
        .replaceAll(ANY_PLACE, SOMETHING)
        .replace("{" + SOMETHING + "}", SOMETHING)
        .replace("%%", "%");
  }

  /**
   * Whether there is a pair.
   *
   * @param sentence with the places of {@link SaidSentences}
   */
  boolean isKnown(String sentence) {
    String texts = sentence.replace(SaidSentences.NUMBER, SaidSentences.TEXT);
    return whole.contains(plain(sentence))
        || isFound(sentence.replace(SaidSentences.NUMBER, '7'))
        || isFound(texts.replace(SaidSentences.TEXT, '7'));
  }

  /** What a place takes in may be no part of a sentence that nobody translated. */
  private boolean isFound(String sentence) {
    return find(sentence, 0).filter(said -> !said.matches("(?s).*[a-z]{4,} [a-z]+ .*")).isPresent();
  }

  private Optional<String> find(String sentence, int depth) {
    if (sentence.matches("[7" + SOMETHING + "]") || whole.contains(sentence)) {
      return Optional.of("。");
    }
    return depth == DEPTH
        ? Optional.empty()
        : templates.stream()
            .map(each -> each.of(sentence, part -> find(part, depth + 1)))
            .flatMap(Optional::stream)
            .findFirst();
  }
}
