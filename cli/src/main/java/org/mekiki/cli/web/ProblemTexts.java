package org.mekiki.cli.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.mekiki.cli.wording.Speech;

/** Refusals in the languages of the page; the English sentences stand where they are thrown. */
final class ProblemTexts {
  static final String ENGLISH = "en";
  private static final String JAPANESE = "ja";
  private static final Properties SENTENCES = read();

  private ProblemTexts() {}

  /** A sentence and its language. */
  record Sentence(String text, String language) {}

  /** The language that a head's Accept-Language prefers, of those that there are. */
  static String preferred(String accepted) {
    try {
      Locale found =
          Locale.lookup(
              Locale.LanguageRange.parse(accepted), List.of(Locale.ENGLISH, Locale.JAPANESE));
      return found == null ? ENGLISH : found.getLanguage();
    } catch (IllegalArgumentException e) {
      return ENGLISH; // a head that cannot be read prefers nothing
    }
  }

  static Sentence of(Situation situation, List<Object> values, String language, String english) {
    String sentence = SENTENCES.getProperty(situation.code());
    return language.equals(JAPANESE)
        ? new Sentence(sentence.formatted(values.toArray()), JAPANESE)
        : new Sentence(english, ENGLISH);
  }

  /** A refusal of no situation: in English, where the command has no other sentence either. */
  static Sentence of(String english, String language) {
    return Speech.in(language)
        .find(english)
        .map(text -> new Sentence(text, JAPANESE))
        .orElseGet(() -> new Sentence(english, ENGLISH));
  }

  private static Properties read() {
    var sentences = new Properties();
    try (var in =
        new InputStreamReader(
            ProblemTexts.class.getResourceAsStream("problems_ja.properties"),
            StandardCharsets.UTF_8)) {
      sentences.load(in);
      return sentences;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is part of the program
    }
  }
}
