package org.mekiki.report.wording;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.mekiki.report.page.Markup;
import org.mekiki.sig.attribution.AttributionMethod;

/** Every sentence for readers, in one language. */
public final class Texts {
  /** The languages there are. */
  public static final List<String> LANGUAGES = List.of("en", "ja");

  /** What terminals and JSON records speak. */
  public static final Texts ENGLISH = in("en");

  private final Properties sentences;

  private Texts(Properties sentences) {
    this.sentences = sentences;
  }

  /**
   * The sentences of a language.
   *
   * @param language one of {@link #LANGUAGES}
   * @throws IllegalArgumentException if there is none
   */
  public static Texts in(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException(
          "there is no language \"%s\"; there is %s"
              .formatted(language, String.join(", ", LANGUAGES)));
    }
    var sentences = new Properties();
    String name = "/org/mekiki/report/texts_" + language + ".properties";
    try (var in =
        new InputStreamReader(Texts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      sentences.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Texts(sentences);
  }

  /** Its name as HTML wants it. */
  public String language() {
    return of("language");
  }

  /** A sentence with what is filled in. */
  public String of(String key, Object... filled) {
    return String.format(Locale.ROOT, pattern(key), filled);
  }

  /** The same as HTML; what is filled in must be HTML already. */
  public String html(String key, Object... filled) {
    return String.format(Locale.ROOT, Markup.escape(pattern(key)), filled);
  }

  /** As it is written, with its places. */
  String pattern(String key) {
    String pattern = sentences.getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no sentence " + key);
    }
    return pattern;
  }

  /** A phrase with what it quotes in quotation marks. */
  public String quoted(Subject.Phrase phrase) {
    return phrase.in(this, this::quoted);
  }

  /** In quotation marks. */
  String quoted(String text) {
    return of("quote.open") + text + of("quote.close");
  }

  /** A phrase as HTML, what it quotes in quotation marks. */
  public String quotedHtml(Subject.Phrase phrase) {
    return phrase.html(
        this, of("quote.open") + Markup.ISOLATED_BEGIN, Markup.ISOLATED_END + of("quote.close"));
  }

  /** Several as one. */
  String list(List<String> parts) {
    return String.join(of("list.separator"), parts);
  }

  /** A probability as a percentage. */
  public String percent(double probability) {
    return of("percent", 100 * probability);
  }

  /** A method's name for readers; one that is not the engine's own has the name it gives itself. */
  public String title(AttributionMethod method) {
    return sentences.getProperty("title." + method.name(), method.title());
  }

  /** The keys, in order. */
  List<String> keys() {
    return Arrays.asList(sentences.stringPropertyNames().stream().sorted().toArray(String[]::new));
  }
}
