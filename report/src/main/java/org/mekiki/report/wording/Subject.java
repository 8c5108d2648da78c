package org.mekiki.report.wording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mekiki.report.page.Markup;

/**
 * What an explanation is about, in words for readers.
 *
 * @param name what a word speaks for or against
 * @param reading what the model answered
 * @param predicted whether that is what is explained
 * @param quantity what is explained of it: logit, probability, value, cosine
 * @param shares the strongest possible answers with their probabilities; empty where there are none
 * @param place what else tells the target from others, such as the token, by the names that results
 *     have for it; empty where the class says it all
 */
public record Subject(
    Phrase name,
    Phrase reading,
    boolean predicted,
    String quantity,
    List<Share> shares,
    Map<String, Object> place) {
  /** Copies. */
  public Subject {
    shares = List.copyOf(shares);
    place = Collections.unmodifiableMap(new LinkedHashMap<>(place));
  }

  /**
   * A phrase that quotes, in any language.
   *
   * @param key of its pattern among the {@link Texts}
   * @param parts what is quoted, from the text or the model; they come first in the pattern
   * @param listed whether the parts stand one after the other in one place of the pattern
   * @param numbers what comes after them in the pattern
   */
  public record Phrase(String key, List<String> parts, boolean listed, List<Double> numbers) {
    public static Phrase of(String key, String... parts) {
      return new Phrase(key, List.of(parts), false, List.of());
    }

    /** With all parts in one place. */
    public static Phrase listed(String key, List<String> parts) {
      return new Phrase(key, parts, true, List.of());
    }

    public Phrase with(Double... more) {
      return new Phrase(key, parts, listed, List.of(more));
    }

    /** In English, with marks around what is quoted. */
    public String quoted(String open, String close) {
      return in(Texts.ENGLISH, part -> open + part + close);
    }

    /** In a language, with quotation of the caller's. */
    String in(Texts texts, UnaryOperator<String> quotation) {
      return texts.of(key, filled(texts, quotation));
    }

    /** As HTML, with markup around what is quoted. */
    public String html(Texts texts, String open, String close) {
      return texts.html(key, filled(texts, part -> open + Markup.escape(part) + close));
    }

    private Object[] filled(Texts texts, UnaryOperator<String> quotation) {
      List<String> quoted = parts.stream().map(quotation).toList();
      return Stream.concat(
              listed ? Stream.of(texts.list(quoted)) : quoted.stream(), numbers.stream())
          .toArray();
    }
  }

  /**
   * A possible answer.
   *
   * @param label its name
   * @param probability that it is right
   * @param explained whether it is the one that is explained
   */
  public record Share(String label, double probability, boolean explained) {}
}
